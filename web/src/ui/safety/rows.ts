/** Whom there are words with: every page in the call, since sound and picture go to each of them. */
import type { RemotePerson } from '../../call/types';
import type { SafetyState } from '../../call/safetyBook';
import type { PageId } from '../../log/types';
import type { Person } from '../room/presence';

export interface SafetyRow {
  readonly page: PageId;
  readonly name: string;
  /** one of several pages of the same person, after the first */
  readonly another: boolean;
  readonly safety: SafetyState;
}

const WAITING: SafetyState = { state: 'waiting' };

/**
 * One row for each page in the call, in the order of the persons.
 *
 * A second device of one person is a row of its own: words that were compared with the first say
 * nothing of it.
 */
export function rowsOf(
  people: readonly RemotePerson[],
  persons: readonly Person[],
  pages: ReadonlyMap<PageId, SafetyState>,
  called: (person: Person) => string,
): readonly SafetyRow[] {
  const inCall = people.filter(({ state }) => state !== 'gone');
  return persons.flatMap((person) => {
    const name = called(person);
    const own = inCall.filter(({ link }) => link === person.link);
    return own.map(({ page }, i) => ({
      page,
      name,
      another: i > 0,
      safety: pages.get(page) ?? WAITING,
    }));
  });
}

/** Nothing may be called safe with this page any more. */
export function isDoubtful({ safety }: SafetyRow): boolean {
  return safety.state === 'broken' || (safety.state === 'words' && safety.found === 'different');
}
