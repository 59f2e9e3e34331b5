/**
 * What can be counted in a recording: who drew and wrote when and how much, and when nobody did.
 *
 * Counts and times only, side by side in the order of the talk. Nothing is compared, divided or judged;
 * what a number means is for those who look at it. Pure; the same as `whiteboard/tally.py`, held equal by
 * tests/wire. A masked recording gives the same counts, but for names and the length of ink.
 */
import { decodePoints, placePoints } from '../board/ink';
import { readFrame } from '../board/schema';
import type { AuthorId } from '../log/types';
import { changeField, isTyped } from './fields';
import { broughtBack, STILL_MS, stillness } from './reading';
import { NOBODY, type Life, type PlainFields, type Recording } from './recording';

/** of time, unless another is wanted */
export const BIN_MS = 60_000;
/** letters between spaces and ends of lines, as a mask leaves them */
const WORD = /[^ \n]+/gu;

/** What somebody did, of each kind how much. */
export interface Done {
  readonly strokes: number;
  /** length of all strokes, board units */
  readonly ink: number;
  /** begun, whether they stayed or not */
  readonly words: number;
  /** notes, shapes, pictures and exercises that were put on a sheet */
  readonly things: number;
  /** acts of moving or resizing, each with all that went along */
  readonly moves: number;
}
/** What somebody did in one stretch of time; *at* is when it begins. */
export type Bin = Done & { readonly at: number };

/** One person in one role, in however many browsers. */
export interface Tallied {
  readonly role: string;
  readonly name: string;
  readonly total: Done;
  /** by time; stretches in which nothing was done are left out */
  readonly bins: readonly Bin[];
}

/** How long it was after a step had come up until the next one did. */
export interface StepTime {
  readonly step: string;
  readonly start: number;
  readonly end: number;
}

/** The number that a client gave on a closing card; null when it was taken back. */
export interface Useful {
  readonly at: number;
  readonly by: AuthorId;
  readonly card: string;
  readonly value: number | null;
}

/** All of it; times in ms, on the recording's scale. */
export interface Tally {
  readonly start: number;
  readonly end: number;
  readonly bin: number;
  /** by role and name */
  readonly people: readonly Tallied[];
  /** [from, to] in which nothing happened, oldest first */
  readonly still: readonly (readonly [number, number])[];
  readonly steps: readonly StepTime[];
  /** oldest first; empty where nobody gave one */
  readonly useful: readonly Useful[];
}

export interface TallyOptions {
  /** length of a stretch of time, from the recording's start on */
  readonly binMs?: number;
  /** shorter pauses are no stillness */
  readonly stillMs?: number;
  /** steps with when each came up, from whoever ticked them: a recording of a room has none */
  readonly steps?: readonly (readonly [step: string, at: number])[];
}

type Kind = keyof Done;
interface Doing {
  readonly at: number;
  readonly by: AuthorId;
  readonly kind: Kind;
  readonly count: number;
}

export function tally(recording: Recording, { binMs = BIN_MS, stillMs = STILL_MS, steps = [] }: TallyOptions = {}): Tally {
  const { start, end } = recording;
  const found = new Map<string, { role: string; name: string; bins: Map<number, Record<Kind, number>> }>();
  for (const { at, by, kind, count } of doingsOf(recording)) {
    const person = recording.people[by];
    if (by === NOBODY || person === undefined) continue;
    const key = JSON.stringify([person.role, person.name]);
    const { bins } = found.get(key) ?? found.set(key, { role: person.role, name: person.name, bins: new Map() }).get(key) ?? { bins: new Map() };
    const place = start + Math.floor((at - start) / binMs) * binMs;
    const done = bins.get(place) ?? nothing();
    done[kind] += count;
    bins.set(place, done);
  }
  const people = [...found.values()].sort((a, b) => before(a.role, b.role) || before(a.name, b.name));
  return {
    start,
    end,
    bin: binMs,
    people: people.map(({ role, name, bins }) => ({
      role,
      name,
      total: sumOf(bins.values()),
      bins: [...bins].sort(([a], [b]) => a - b).map(([at, done]) => ({ at, ...done })),
    })),
    still: stillness(recording, stillMs),
    steps: stepTimes(recording, steps),
    useful: usefulOf(recording),
  };
}

const nothing = (): Record<Kind, number> => ({ strokes: 0, ink: 0, words: 0, things: 0, moves: 0 });

/** By code points, as Python sorts. */
function before(a: string, b: string): number {
  const [these, those] = [[...a], [...b]];
  for (const [at, letter] of these.entries()) {
    const apart = (letter.codePointAt(0) ?? 0) - (those[at]?.codePointAt(0) ?? -1);
    if (apart !== 0) return apart;
  }
  return these.length - those.length;
}

function sumOf(rows: Iterable<Done>): Done {
  const total = nothing();
  for (const { strokes, ink, words, things, moves } of rows) {
    total.strokes += strokes;
    total.ink += ink;
    total.words += words;
    total.things += things;
    total.moves += moves;
  }
  return total;
}

function* doingsOf(recording: Recording): Generator<Doing> {
  const back = broughtBack(recording);
  const moved = new Set<string>();
  for (const life of recording.elements) {
    const { born: [at, , by], fields, changes } = life;
    if (!back.has(life)) {
      if (fields['type'] === 'ink') {
        yield { at, by, kind: 'strokes', count: 1 };
        yield { at, by, kind: 'ink', count: inkLength(fields) };
      } else yield { at, by, kind: 'things', count: 1 };
      const words = Object.entries(fields).reduce((sum, [key, text]) => sum + (isTyped(key) ? wordsIn(text) : 0), 0);
      if (words > 0) yield { at, by, kind: 'words', count: words };
    }
    yield* writtenIn(life);
    for (const [when, seq, who, key] of changes) {
      if (key !== 'frame' || moved.has(`${seq} ${who}`)) continue;
      moved.add(`${seq} ${who}`);
      yield { at: when, by: who, kind: 'moves', count: 1 };
    }
  }
}

/** The words that came as somebody typed. */
function* writtenIn({ fields, changes }: Life): Generator<Doing> {
  const now: Record<string, unknown> = Object.fromEntries(Object.entries(fields).filter(([key]) => isTyped(key)));
  for (const [at, , by, key, value] of changes) {
    if (!isTyped(key)) continue;
    const count = -wordsIn(now[key]);
    changeField(now, key, value);
    const more = count + wordsIn(now[key]);
    if (more > 0) yield { at, by, kind: 'words', count: more };
  }
}

const wordsIn = (text: unknown): number => (typeof text === 'string' ? (text.match(WORD)?.length ?? 0) : 0);

/** How long a stroke was when it was drawn, in whole board units. */
function inkLength({ points: packed, frame: framed }: PlainFields): number {
  const frame = readFrame(framed);
  if (frame === null || !(packed instanceof Uint8Array)) return 0;
  try {
    const points = placePoints(decodePoints(packed), frame);
    const length = points.reduce((sum, [x, y], at) => {
      const [lastX, lastY] = points[at - 1] ?? [x, y];
      return sum + Math.hypot(x - lastX, y - lastY);
    }, 0);
    return Math.floor(length + 0.5);
  } catch {
    // Unsound points are drawn by nobody.
    return 0;
  }
}

/** Each step until the next came up; what came up outside the recording is left out. */
function stepTimes({ start, end }: Recording, steps: readonly (readonly [string, number])[]): StepTime[] {
  const inside = steps.filter(([, at]) => start <= at && at <= end).sort((a, b) => a[1] - b[1]);
  return inside.map(([step, at], place) => ({ step, start: at, end: inside[place + 1]?.[1] ?? end }));
}

function usefulOf({ elements }: Recording): Useful[] {
  const found = elements
    .filter(({ fields }) => fields['type'] === 'card' && fields['kind'] === 'closing')
    .flatMap(({ id, born, fields, changes }): Useful[] => {
      const rows = [[...born, 'value', fields['value']] as const, ...changes];
      let said: number | null = null;
      return rows.flatMap(([at, , by, key, given]): Useful[] => {
        const value: number | null = typeof given === 'number' ? given : null;
        if (key !== 'value' || value === said) return [];
        said = value;
        return [{ at, by, card: id, value }];
      });
    });
  return found.sort((a, b) => a.at - b.at || (a.card < b.card ? -1 : a.card > b.card ? 1 : 0));
}
