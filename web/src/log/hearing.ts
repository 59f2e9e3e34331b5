/** What the server says, checked and sent to whom it concerns. */
import type { Closed, EntryOut, Head, KnockOut, Knocks, LiveOut, Peers, Refused, Settings, SignalOut } from '../wire/protocol.gen';
import * as guards from '../wire/guards';

/** One handler for each event of the protocol. */
export interface Ear {
  entry(said: EntryOut): void;
  head(said: Head): void;
  refused(said: Refused): void;
  live(said: LiveOut): void;
  signal(said: SignalOut): void;
  peers(said: Peers): void;
  knocks(said: Knocks): void;
  knock(said: KnockOut): void;
  settings(said: Settings): void;
  closed(said: Closed): void;
}

type Hear = (payload: unknown) => boolean;

function checked<T>(read: (payload: unknown) => T | null, tell: (said: T) => void): Hear {
  return (payload) => {
    const said = read(payload);
    if (said !== null) tell(said);
    return said !== null;
  };
}

/** @returns a function that says whether an event had the shape it must have */
export function createHearing(ear: Ear): (name: string, payload: unknown) => boolean {
  const hears = new Map<string, Hear>([
    ['entry', checked(guards.readEntryOut, (said) => ear.entry(said))],
    ['head', checked(guards.readHead, (said) => ear.head(said))],
    ['refused', checked(guards.readRefused, (said) => ear.refused(said))],
    ['live', checked(guards.readLive, (said) => ear.live(said))],
    ['signal', checked(guards.readSignal, (said) => ear.signal(said))],
    ['peers', checked(guards.readPeers, (said) => ear.peers(said))],
    ['knocks', checked(guards.readKnocks, (said) => ear.knocks(said))],
    ['knock', checked(guards.readKnock, (said) => ear.knock(said))],
    ['settings', checked(guards.readSettings, (said) => ear.settings(said))],
    ['closed', checked(guards.readClosed, (said) => ear.closed(said))],
  ]);
  // A later server may say more than we know.
  return (name, payload) => hears.get(name)?.(payload) ?? true;
}
