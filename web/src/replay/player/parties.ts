/**
 * Who took part, as people and not as page loads.
 *
 * A recording knows authors: one for each page load. The coach is one person; a client is whoever
 * gave the same name; one who gave none is the only client there is, or nobody in particular. Pure.
 */
import type { AuthorId } from '../../log/types';
import type { Recording } from '../recording';

export interface Party {
  readonly key: string;
  readonly role: 'coach' | 'guest';
  /** '' where none was given, or where it was taken out */
  readonly name: string;
  /** 0 the coach, then in alphabetical order */
  readonly tone: number;
}

export interface Parties {
  readonly all: readonly Party[];
  of(author: AuthorId): Party | null;
}

export function partiesOf({ people, elements, sheets }: Pick<Recording, 'people' | 'elements' | 'sheets'>): Parties {
  const acted = new Set<AuthorId>();
  for (const life of [...elements, ...sheets])
    for (const [, , by] of [life.born, ...life.changes, ...(life.died === null ? [] : [life.died])]) acted.add(by);
  const coachName = new Map<AuthorId, string>();
  const guests = new Set<string>();
  for (const [author, { role, name }] of Object.entries(people)) {
    if (role === 'coach') coachName.set(author, name.trim());
    else if (role === 'guest' && (name.trim() !== '' || acted.has(author))) guests.add(name.trim());
  }
  // Whoever gave no name and is the only client, is the one who did elsewhere.
  const named = [...guests].filter((name) => name !== '').sort();
  const only = named.length === 1 ? named[0] : undefined;
  const clients = only === undefined && guests.has('') ? [...named, ''] : named;
  const coach: Party = { key: 'coach', role: 'coach', name: [...coachName.values()].filter((name) => name !== '').at(-1) ?? '', tone: 0 };
  const all: Party[] = [
    ...(coachName.size > 0 ? [coach] : []),
    ...clients.map((name, at): Party => ({ key: `guest ${name}`, role: 'guest', name, tone: at + 1 })),
  ];
  const byKey = new Map(all.map((party) => [party.key, party]));
  return {
    all,
    of(author) {
      const person = people[author];
      if (person === undefined) return null;
      if (person.role === 'coach') return coach;
      return byKey.get(`guest ${person.name.trim() || (only ?? '')}`) ?? null;
    },
  };
}
