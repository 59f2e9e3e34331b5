/**
 * A coach's workspace: one sealed log of items, opened with the key alone.
 *
 * Own items count at once, before the server has them: they are durable in the outbox.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { deriveWorkspace, tokenHash, tokenOf, type DerivedLog } from '../crypto/keys';
import type { Entry, SealedLog } from '../log/types';
import { createApi, useInvitation, type Credentials } from '../log/api';
import { deviceOf } from '../log/device';
import { applyItem, EMPTY_WORKSPACE, foldItem, type Me, type RoomItem, type WorkspaceState } from './items';

export interface Workspace {
  readonly id: string;
  readonly credentials: Credentials;
  readonly state: ReadonlySignal<WorkspaceState>;
  /** everything the server had on opening has been folded */
  readonly ready: ReadonlySignal<boolean>;
  readonly log: SealedLog;
  /** why something of one's own was not kept, an error word; null when all was */
  readonly lost: ReadonlySignal<string | null>;
  /** Resolves once it is durable on this device. */
  putRoom(room: RoomItem): Promise<void>;
  dropRoom(log: string): Promise<void>;
  putMe(me: Me): Promise<void>;
  /** Take away one of the coach's own questions or sheets. */
  dropOwn(type: 'question' | 'template', id: string): Promise<void>;
  close(): void;
}

async function credentialsOf(derived: DerivedLog): Promise<Credentials> {
  return { token: await tokenOf(derived.log, 'owner', derived), device: await deviceOf(derived.log) };
}

/** Turn a one-time invitation into the workspace of *seed*, on this device. @throws Refusal */
export async function foundWorkspace(code: string, seed: Uint8Array): Promise<void> {
  const derived = await deriveWorkspace(seed);
  const credentials = await credentialsOf(derived);
  const { register } = createApi('', derived.log, credentials);
  try {
    await useInvitation('', { code, workspace: derived.log, token_hash: await tokenHash(credentials.token) });
  } catch (error) {
    // Used by ourselves, if an answer was lost on the way: then the workspace is there and ours.
    await register().catch(() => {
      throw error;
    });
    return;
  }
  await register();
}

/** Whether this device was here before; registering one needs a click. @throws Refusal */
export async function knowsDevice(seed: Uint8Array): Promise<boolean> {
  const derived = await deriveWorkspace(seed);
  return (await createApi('', derived.log, await credentialsOf(derived)).state()).registered;
}

export async function settleDevice(seed: Uint8Array): Promise<void> {
  const derived = await deriveWorkspace(seed);
  await createApi('', derived.log, await credentialsOf(derived)).register();
}

export async function openWorkspace(seed: Uint8Array): Promise<Workspace> {
  const derived = await deriveWorkspace(seed);
  const { openLog } = await import('../log/openLog');
  const log = await openLog({ log: derived.log, role: 'owner', kind: 'workspace', secret: derived });
  const folded = signal<WorkspaceState>(EMPTY_WORKSPACE);
  /** own items that the log does not hold yet, oldest first */
  const unsent = signal<readonly unknown[]>([]);
  const lost = signal<string | null>(null);
  // The log was taken back: everything is told again from the start.
  const stopRestart = log.onRestart(() => {
    folded.value = EMPTY_WORKSPACE;
  });
  const stopLost = log.onLost((_acts, word) => {
    lost.value = word;
  });
  const stopEntries = log.onEntry((entry: Entry) => {
    folded.value = foldItem(folded.value, entry);
  });

  async function put(type: 'room' | 'me' | 'question' | 'template', id: string, value: unknown): Promise<void> {
    const item = { id, type, value };
    unsent.value = [...unsent.value, item];
    const settle = (): void => {
      unsent.value = unsent.value.filter((one) => one !== item);
    };
    try {
      const { kept } = await log.append('item', item);
      kept.then(settle, settle);
    } catch (error) {
      settle();
      throw error;
    }
  }

  log.open();
  return {
    id: derived.log,
    credentials: await credentialsOf(derived),
    state: computed(() => unsent.value.reduce<WorkspaceState>(applyItem, folded.value)),
    ready: log.caughtUp,
    lost,
    log,
    putRoom: (room) => put('room', room.log, room),
    dropRoom: (id) => put('room', id, null),
    putMe: (me) => put('me', 'me', me),
    dropOwn: (type, id) => put(type, id, null),
    close() {
      for (const stop of [stopEntries, stopRestart, stopLost]) stop();
      log.close();
    },
  };
}
