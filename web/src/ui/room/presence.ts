/**
 * Who else is here, and what has just changed, as plain data.
 *
 * Pure. A person is a link: several devices or a reload of one link are the same person. While
 * the server is away nothing is concluded from its list; the call itself may go on.
 */
import type { RemotePerson } from '../../call/types';
import type { PageId } from '../../log/types';
import type { Peer, Role } from '../../wire/protocol.gen';

export interface Person {
  readonly link: number;
  readonly role: Role;
  /** pages of this link that are live, oldest known first; never empty */
  readonly pages: readonly PageId[];
  /** the best of the calls with these pages; null while there is none */
  readonly remote: RemotePerson | null;
}

const STATES: readonly RemotePerson['state'][] = ['connected', 'interrupted', 'connecting', 'blocked', 'gone'];

/**
 * Everybody but oneself who is in the server's list or still connected to us.
 *
 * @param known roles of links as they were last listed, for those who are only in the call now
 * @returns coach first, then by link, so that faces keep their places
 */
export function personsOf(
  page: PageId,
  peers: readonly Peer[],
  calls: readonly RemotePerson[],
  known: ReadonlyMap<number, Role>,
): readonly Person[] {
  const own = peers.find((p) => p.page === page)?.link;
  const pages = new Map<number, { role: Role; pages: PageId[] }>();
  for (const peer of peers) {
    if (peer.page === page || peer.link === own) continue;
    const person = pages.get(peer.link);
    if (person === undefined) pages.set(peer.link, { role: peer.role, pages: [peer.page] });
    else person.pages.push(peer.page);
  }
  const listed = new Set(peers.map((p) => p.page));
  for (const call of calls) {
    if (listed.has(call.page) || call.state === 'gone' || call.link === own) continue;
    const person = pages.get(call.link);
    if (person === undefined) pages.set(call.link, { role: known.get(call.link) ?? 'guest', pages: [call.page] });
    else person.pages.push(call.page);
  }
  return [...pages.entries()]
    .map(([link, person]) => ({
      link,
      ...person,
      remote:
        calls
          .filter((c) => person.pages.includes(c.page) && c.state !== 'gone')
          .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state))[0] ?? null,
    }))
    .sort((a, b) => Number(b.role === 'coach') - Number(a.role === 'coach') || a.link - b.link);
}

export type News = 'here' | 'back' | 'left' | 'lost';

export interface PresenceState {
  /** links that are here, with the page they were last on */
  readonly here: ReadonlyMap<number, PageId>;
  /** the page a link was last seen on, also when it is no longer here */
  readonly seen: ReadonlyMap<number, PageId>;
  readonly news: { readonly what: News; readonly link: number; readonly page: PageId } | null;
}

export const NOBODY: PresenceState = { here: new Map(), seen: new Map(), news: null };

/**
 * Compare who is here with who was.
 *
 * @param said whether the author of that page has said good-bye in the log
 */
export function stepPresence(
  state: PresenceState,
  persons: readonly Person[],
  said: (page: PageId) => boolean,
): PresenceState {
  const here = new Map<number, PageId>();
  for (const person of persons) {
    const page = person.remote?.page ?? person.pages[person.pages.length - 1];
    if (page !== undefined) here.set(person.link, page);
  }
  let news = state.news;
  for (const [link, page] of state.here) {
    if (!here.has(link)) news = { what: said(page) ? 'left' : 'lost', link, page };
  }
  for (const [link, page] of here) {
    if (!state.here.has(link)) news = { what: state.seen.has(link) ? 'back' : 'here', link, page };
  }
  if (news?.what === 'lost' && said(news.page)) news = { ...news, what: 'left' };
  return { here, seen: new Map([...state.seen, ...here]), news };
}
