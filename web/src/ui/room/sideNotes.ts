/**
 * The coach's own notes on a room, kept in its side log: a log of which the client has no key.
 *
 * One text, last one wins; what is being typed here is not overwritten by what comes in.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { deriveKeys, deriveSide, tokenHash, type Secret } from '../../crypto/keys';
import { askHeads, createApi, createLog } from '../../log/api';
import { deviceOf } from '../../log/device';
import { openLog } from '../../log/openLog';
import type { Entry, LogId, SealedLog } from '../../log/types';
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';

const ITEM = { type: 'notes', id: 'notes' } as const;
/** As for notes on the sheet: kept after 1 s of rest, 3 s at most. */
const REST_MS = 1000;
const MOST_MS = 3000;

export interface SideNotes {
  readonly text: ReadonlySignal<string>;
  /** `here`: on this device, not yet known to be in the log */
  readonly keeping: ReadonlySignal<'loading' | 'here' | 'kept'>;
  write(text: string): void;
  /** What was typed goes into the outbox now. */
  flush(): void;
  dispose(): void;
}

/**
 * Open the side log of *room*, making it at the first visit.
 *
 * @throws LogError when the server cannot be asked or refuses
 */
export async function openSideNotes(room: LogId, coach: Secret): Promise<SideNotes> {
  const side = await deriveSide(room, coach.seed);
  const [{ token }, device] = await Promise.all([deriveKeys(side.log, 'owner', side), deviceOf(side.log)]);
  const api = createApi('', side.log, { token, device });
  // Asked in this way a log that is not there yet is an answer, not an error.
  const [found] = await askHeads('', [{ log: side.log, token, device }]);
  if (found?.error === 'unknown_link' || found?.error === 'not_found') await makeSide(room, coach, side.log, token);
  await api.register();
  const log = await openLog({ log: side.log, role: 'owner', kind: 'side', secret: side });
  log.open();
  return followNotes(log);
}

async function makeSide(room: LogId, coach: Secret, side: LogId, sideToken: string): Promise<void> {
  const { token } = await deriveKeys(room, 'coach', coach);
  const links = [{ role: 'owner', token_hash: await tokenHash(sideToken) }] as const;
  await createLog('', { token, device: await deviceOf(room) }, { log: side, kind: 'side', owner: room, links });
}

/** The text of a side log that is open. */
export function followNotes(log: SealedLog): SideNotes {
  const kept = signal('');
  const typed = signal<string | null>(null);
  let rest: ReturnType<typeof setTimeout> | undefined;
  let dirtySince: number | null = null;
  /** appended and not yet back */
  let sending = 0;

  const stop = log.onEntry((entry: Entry) => {
    const { data } = entry;
    if (entry.kind !== 'item' || typeof data !== 'object' || data === null) return;
    const { type, id, value } = data as Record<string, unknown>;
    if (type !== ITEM.type || id !== ITEM.id || typeof value !== 'string') return;
    kept.value = value.slice(0, MAX_TEXT_CHARS);
  });

  function flush(): void {
    clearTimeout(rest);
    if (dirtySince === null || typed.value === null) return;
    const value = typed.value;
    dirtySince = null;
    sending += 1;
    log
      .append('item', { ...ITEM, value })
      .then(({ kept: back }) => back)
      .then(
        () => {
          sending -= 1;
          // Newer typing stays; this text is now what the log says.
          if (sending === 0 && dirtySince === null) typed.value = null;
        },
        () => {
          sending -= 1;
        },
      );
  }

  return {
    text: computed(() => typed.value ?? kept.value),
    keeping: computed(() => (typed.value !== null ? 'here' : log.caughtUp.value ? 'kept' : 'loading')),
    write(text) {
      typed.value = text.slice(0, MAX_TEXT_CHARS);
      const now = Date.now();
      dirtySince ??= now;
      clearTimeout(rest);
      rest = setTimeout(flush, Math.max(0, Math.min(REST_MS, dirtySince + MOST_MS - now)));
    },
    flush,
    dispose() {
      flush();
      stop();
      log.close();
    },
  };
}
