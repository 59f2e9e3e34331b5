/**
 * A recording: what happened on the flipchart, as plain data that needs neither log nor Yjs.
 *
 * An index of lives: of each element and sheet when it was born, what changed of it and when it died,
 * with time and person. Source: whiteboard/README.md, Recording; `whiteboard/recording.py` is the same.
 */
import type { AuthorId } from '../log/types';
import type { Role } from '../wire/protocol.gen';

export const VERSION = 1;
/** whoever did what a recording does not tell of */
export const NOBODY = '';

/** ms, the entry's seq, author */
export type When = readonly [at: number, seq: number, by: AuthorId];
/** null removes the key; a list under a typed key is a splice */
export type Change = readonly [at: number, seq: number, by: AuthorId, key: string, value: unknown];
export type PlainFields = Readonly<Record<string, unknown>>;

/** An element or sheet from its birth to its death; brought back, it has a second life. */
export interface Life {
  readonly id: string;
  readonly born: When;
  /** as it was born */
  readonly fields: PlainFields;
  /** oldest first */
  readonly changes: readonly Change[];
  readonly died: When | null;
}

export interface Said {
  readonly at: number;
  readonly seq: number;
  readonly by: AuthorId;
}
/** A step of a round, with the sheet on which the round is. */
export type RoundChapter = Said & { readonly type: 'round'; readonly id: string; readonly sheet: string } & (
    | { readonly do: 'start'; readonly on: string | null; readonly zone: 'inner' | 'ring' | 'each'; readonly names: boolean }
    | { readonly do: 'stuck'; readonly person: string }
    | { readonly do: 'choose' | 'reveal' | 'end' }
  );
interface Snapshot extends Said {
  readonly type: 'snapshot';
  readonly sheet: string;
  readonly title: string;
  readonly auto: boolean;
}
export type Chapter =
  | RoundChapter
  | Snapshot
  | (Said & { readonly type: 'sheet'; readonly sheet: string; readonly together: boolean })
  | (Said & { readonly type: 'writers'; readonly writers: 'coach' | 'all' })
  | (Said & { readonly type: 'zone'; readonly note: string; readonly from: string; readonly to: string })
  | (Said & { readonly type: 'spotlight'; readonly note: string | null });
export type Message = Said & { readonly text: string };

export interface Session {
  readonly id: string;
  readonly start: number;
  /** null while two people are live */
  readonly end: number | null;
}

export interface Person {
  readonly role: Role;
  readonly name: string;
}

/** All of it; times in ms since the epoch, the server's scale. */
export interface Recording {
  readonly v: number;
  readonly start: number;
  readonly end: number;
  readonly people: Readonly<Record<AuthorId, Person>>;
  /** by birth */
  readonly sheets: readonly Life[];
  readonly elements: readonly Life[];
  /** by time */
  readonly chapters: readonly Chapter[];
  readonly sessions: readonly Session[];
  /** null when messages were not wanted */
  readonly talk: readonly Message[] | null;
  /** [ms, seq] of drawing acts whose body is gone, and that no later base stands for */
  readonly forgotten: readonly (readonly [number, number])[];
  /** seqs of drawing acts that no reader draws */
  readonly refused: readonly number[];
}

export const byBirth = (a: Life, b: Life): number =>
  a.born[0] - b.born[0] || a.born[1] - b.born[1] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
export const byTime = (a: Said, b: Said): number => a.at - b.at || a.seq - b.seq;
