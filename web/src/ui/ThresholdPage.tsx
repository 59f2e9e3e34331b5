/** `/r/…`: open the link's greeting, show the threshold, register this device, go in. */
import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Relay } from '../call/types';
import { hasRelay } from '../call/relay';
import { CryptoError } from '../crypto/errors';
import { openFragment, ROLE_OF_LETTER } from '../crypto/fragment';
import { deriveKeys, type LogKeys, type Secret } from '../crypto/keys';
import { openGreeting, type Greeting } from '../crypto/purposes';
import { fromBase64url } from '../crypto/base64url';
import { t as common } from '../i18n';
import { createApi } from '../log/api';
import { deviceOf } from '../log/device';
import type { Fragment } from './address';
import { DoorClosed } from './DoorClosed';
import { keepName, knownName } from './ownName';
import { PageFrame } from './PageFrame';
import { titleOf } from './roomTitle';
import { loadRoomWords } from './room/words';
import { forgetOnDevice, remember, remembered } from './secrets';
import { Threshold, type Arriving } from './Threshold';
import { followSeen } from './seen';
import { wordOf } from './wordOf';

export interface ThresholdPageProps {
  readonly log: string;
  readonly fragment: Fragment;
  readonly root: HTMLElement;
}

type Door =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly keys: LogKeys; readonly greeting: Greeting | null; readonly known: boolean }
  | { readonly state: 'closed'; readonly word: string };

interface Visit {
  readonly role: 'coach' | 'guest';
  readonly secret: Secret;
}

/** The room and its words, at the same time. */
async function loadRoom(): Promise<typeof import('./room/enterRoom')> {
  const [room] = await Promise.all([import('./room/enterRoom'), loadRoomWords()]);
  return room;
}

/** The room comes while one reads and chooses: after all that the threshold needs, before the click. */
function loadRoomSoon(): void {
  const load = (): void => void loadRoom().catch(() => undefined); // the click tries again, and tells
  // Safari has no idle callback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, { timeout: 2_000 });
  else setTimeout(load, 200);
}

/** Null for a letter that opens no room. @throws CryptoError */
function visitOf(fragment: Fragment): Visit | null {
  const opened = openFragment(fragment.letter + fragment.code);
  if (opened.letter !== 'c' && opened.letter !== 'g') return null;
  return { role: ROLE_OF_LETTER[opened.letter], secret: { seed: opened.seed, pass: opened.pass } };
}

/**
 * A greeting of a shape that is not ours is no reason to keep anybody out.
 *
 * @throws CryptoError `bad_seal`: this link's key does not fit what the server says is its room
 */
async function readGreeting(keys: LogKeys, sealed: string): Promise<Greeting | null> {
  try {
    return await openGreeting(keys, fromBase64url(sealed));
  } catch (error) {
    if (error instanceof CryptoError && error.word === 'bad_seal') throw error;
    return null;
  }
}

/** Only an admitted device is told; one that is not known here need not ask. */
async function askRelay(log: string, keys: LogKeys, known: boolean): Promise<Relay> {
  if (!known) return 'unknown';
  const servers = await createApi('', log, { token: keys.token, device: await deviceOf(log) }).ice();
  return hasRelay(servers.flatMap(({ urls }) => urls)) ? 'there' : 'none';
}

async function openDoor(log: string, visit: Visit): Promise<Door> {
  try {
    const keys = await deriveKeys(log, visit.role, visit.secret);
    const sealed = await createApi('', log, { token: keys.token }).greeting();
    const [greeting, kept] = await Promise.all([
      sealed === null ? null : readGreeting(keys, sealed),
      remembered(location.pathname),
    ]);
    return { state: 'open', keys, greeting, known: kept !== null };
  } catch (error) {
    const wrongKey = error instanceof CryptoError && error.word === 'bad_seal';
    return { state: 'closed', word: wrongKey ? 'unknown_link' : wordOf(error) };
  }
}

export function ThresholdPage({ log, fragment, root }: ThresholdPageProps) {
  const [door, setDoor] = useState<Door>({ state: 'opening' });
  const [tries, setTries] = useState(0);
  const visit = useMemo(() => visitOf(fragment), [fragment]);
  useEffect(() => {
    let wanted = true;
    if (visit !== null) void openDoor(log, visit).then((opened) => wanted && setDoor(opened));
    return () => {
      wanted = false;
    };
  }, [log, visit, tries]);
  useEffect(() => {
    if (door.state === 'open') loadRoomSoon();
  }, [door.state]);

  async function comeIn(keys: LogKeys, greeting: Greeting | null, arriving: Arriving): Promise<void> {
    if (visit === null) return;
    const device = await deviceOf(log);
    const [{ enterRoom }, { settings }] = await Promise.all([
      loadRoom(),
      createApi('', log, { token: keys.token, device }).register(),
    ]);
    keepName(arriving.name, arriving.remember);
    const { pathname } = location;
    const kept = arriving.remember ? remember(pathname, fragment) : forgetOnDevice(pathname);
    if (visit.role === 'coach') followSeen(log);
    render(null, root);
    const admitted = settings !== null;
    await Promise.all([kept, enterRoom({ log, ...visit, ...arriving, admitted, greeting, title: titleOf(log), root })]);
  }

  if (visit === null || door.state === 'closed')
    return <DoorClosed word={door.state === 'closed' ? door.word : 'unknown_link'} onAgain={() => setTries(tries + 1)} />;
  if (door.state === 'opening')
    return (
      <PageFrame>
        <p class="wait" role="status">
          {common('wait')}
        </p>
      </PageFrame>
    );
  return (
    <PageFrame>
      <Threshold
        role={visit.role}
        greeting={door.greeting}
        name={knownName() || (visit.role === 'coach' ? (door.greeting?.coach ?? '') : '')}
        remembered={door.known}
        link={`${location.origin}${location.pathname}#${fragment.letter}${fragment.code}`}
        loadEcho={async () => (await import('../log/echoApi')).createEchoApi('', log, door.keys.token)}
        loadMedia={async () => (await import('../call/OwnMedia')).createOwnMedia()}
        askRelay={() => askRelay(log, door.keys, door.known)}
        onComeIn={(arriving) => comeIn(door.keys, door.greeting, arriving)}
      />
    </PageFrame>
  );
}
