/**
 * Reading a recording: a sheet at any time, its acts one by one, where nothing happened.
 *
 * A seek is a binary search over births, a filter, and another search over each life's changes. Times
 * are ms on the recording's scale. Pure; the same as `whiteboard/replay.py`, held equal by tests/wire.
 */
import { decodePoints, encodePoints, frameAround, inkLasts, placePoints, shifted } from '../board/ink';
import { byOrder } from '../board/order';
import { readElement, readSheet } from '../board/schema';
import type { Element, ElementId, Ink, Sheet, SheetId } from '../board/types';
import type { AuthorId } from '../log/types';
import { changeField, isTyped } from './fields';
import { NOBODY, type Life, type PlainFields, type Recording, type When } from './recording';

/** writing that goes on within this time is one act, however many entries it took */
const ONE_WRITING_MS = 5000;
/** a pause from which on a player says that nothing happened */
export const STILL_MS = 5000;

/** What an act is called by, whatever else came with it. */
const DOES = ['sheet', 'put', 'draw', 'remove', 'change', 'move', 'write'] as const;
export type Do = (typeof DOES)[number];

/** One human act, as "step by step" goes through them. */
export interface Act {
  /** when it began, and was done */
  readonly start: number;
  readonly at: number;
  readonly seq: number;
  readonly by: AuthorId;
  readonly do: Do;
  /** of the elements, or the sheets where it is `sheet` */
  readonly ids: readonly string[];
  /** on which it was; of several one */
  readonly sheet: SheetId;
}

/** @returns null before its birth and from its death on */
export function lifeAt(life: Life, at: number): PlainFields | null {
  if (life.born[0] > at || (life.died !== null && life.died[0] <= at)) return null;
  const fields = { ...life.fields };
  const past = after(life.changes, (change) => change[0], at);
  for (const [, , , key, value] of life.changes.slice(0, past)) changeField(fields, key, value);
  return fields;
}

/** In order, those that are gone too. */
export function sheetsAt(recording: Recording, at: number): Sheet[] {
  const found = born(recording.sheets, at).flatMap((life): Sheet[] => {
    const fields = lifeAt(life, at);
    const sheet = fields === null ? null : readSheet(life.id, fields);
    return sheet === null ? [] : [sheet];
  });
  return found.sort(byOrder);
}

/** In drawing order. @param sheet all when absent */
export function elementsAt(recording: Recording, at: number, sheet?: SheetId): Element[] {
  const found = born(recording.elements, at).flatMap((life): Element[] => {
    const fields = lifeAt(life, at);
    if (fields === null || (sheet !== undefined && fields['sheet'] !== sheet)) return [];
    const element = readElement(life.id, fields);
    return element === null ? [] : [element];
  });
  return found.sort(byOrder);
}

/**
 * The strokes that are being drawn, as far as they have come, oldest first. A stroke is born when the
 * marker is lifted; its points say how long it took. One that was brought back is not drawn once more.
 */
export function drawingAt(recording: Recording, at: number, sheet?: SheetId): Ink[] {
  const back = broughtBack(recording);
  return recording.elements.flatMap((life): Ink[] => {
    if (life.fields['type'] !== 'ink' || at >= life.born[0] || back.has(life)) return [];
    const began = drawnFrom(life);
    if (at < began || (sheet !== undefined && life.fields['sheet'] !== sheet)) return [];
    const ink = readElement(life.id, life.fields);
    return ink?.type === 'ink' ? [soFar(ink, at - began)] : [];
  });
}

/** Second lives, and later ones. */
export function broughtBack({ elements }: Pick<Recording, 'elements'>): ReadonlySet<Life> {
  const lived = new Set<ElementId>();
  const found = new Set<Life>();
  for (const life of elements) {
    if (lived.has(life.id)) found.add(life);
    lived.add(life.id);
  }
  return found;
}

/** Points are read once for each life, however often somebody asks. */
const began = new WeakMap<Life, number>();

/** When a life came under somebody's hand: a stroke before its birth, all else then. */
export function drawnFrom(life: Life): number {
  let from = began.get(life);
  if (from === undefined) began.set(life, (from = firstTouch(life)));
  return from;
}

function firstTouch({ born: [at], fields: { type, points } }: Life): number {
  if (type !== 'ink' || !(points instanceof Uint8Array)) return at;
  try {
    return at - inkLasts(points);
  } catch {
    // Unsound points are drawn by nobody.
    return at;
  }
}

/** The part of *ink* that had come after *ms*, in a frame of its own: a frame stretches what is in it. */
export function soFar(ink: Ink, ms: number): Ink {
  const points = placePoints(decodePoints(ink.points), ink.frame);
  let left = ms;
  const cut = points.findIndex(([, , , dt], place) => (left -= dt) < 0 && place > 0);
  const come = cut === -1 ? points : points.slice(0, cut);
  const frame = frameAround(come);
  return { ...ink, frame, points: encodePoints(shifted(come, -frame[0], -frame[1])) };
}

/** By time; what was written in one go is one. */
export function actsOf(recording: Recording): Act[] {
  const gathered = new Map<string, Events>();
  const events = ([at, seq, by]: readonly [number, number, AuthorId, ...unknown[]]): Events => {
    const key = `${seq} ${by}`;
    const known = gathered.get(key) ?? new Events(at, seq, by);
    gathered.set(key, known);
    return known;
  };
  for (const life of recording.sheets)
    for (const when of momentsOf(life)) events(when).noteSheet(life.id, when[0]);
  const back = broughtBack(recording);
  for (const life of recording.elements) {
    const { sheet, type } = life.fields;
    const drawn = type === 'ink' && !back.has(life);
    const note = (when: When | Life['changes'][number], what: Do): void =>
      events(when).note(life.id, typeof sheet === 'string' ? sheet : '', what, when[0]);
    note(life.born, drawn ? 'draw' : 'put');
    if (drawn) events(life.born).beganAt(drawnFrom(life));
    for (const change of life.changes)
      note(change, isTyped(change[3]) ? 'write' : change[3] === 'frame' ? 'move' : 'change');
    if (life.died !== null) note(life.died, 'remove');
  }
  const acts: Act[] = [];
  const told = [...gathered.values()].filter(({ by }) => by !== NOBODY).map((one) => one.act());
  for (const act of told.sort((a, b) => a.at - b.at || a.seq - b.seq)) {
    const last = acts.at(-1);
    if (last !== undefined && goesOn(last, act)) acts[acts.length - 1] = { ...act, start: last.start };
    else acts.push(act);
  }
  return acts;
}

/** What one entry did. */
class Events {
  readonly by: AuthorId;
  readonly #seq: number;
  #start: number;
  #at: number;
  readonly #do = new Set<Do>();
  readonly #ids = new Set<ElementId>();
  readonly #sheets = new Set<SheetId>();
  readonly #changedSheets = new Set<SheetId>();

  constructor(at: number, seq: number, by: AuthorId) {
    this.by = by;
    this.#seq = seq;
    this.#start = this.#at = at;
  }

  note(id: ElementId, sheet: SheetId, what: Do, at: number): void {
    this.beganAt(at);
    this.#at = Math.max(this.#at, at);
    this.#do.add(what);
    this.#ids.add(id);
    this.#sheets.add(sheet);
  }

  noteSheet(id: SheetId, at: number): void {
    this.beganAt(at);
    this.#at = Math.max(this.#at, at);
    this.#do.add('sheet');
    this.#changedSheets.add(id);
  }

  beganAt(at: number): void {
    this.#start = Math.min(this.#start, at);
  }

  act(): Act {
    const what = DOES.find((word) => this.#do.has(word)) ?? 'change';
    const ids = [...(what === 'sheet' ? this.#changedSheets : this.#ids)].sort();
    const sheets = [...(this.#changedSheets.size > 0 ? this.#changedSheets : this.#sheets)].sort();
    return { start: this.#start, at: this.#at, seq: this.#seq, by: this.by, do: what, ids, sheet: sheets[0] ?? '' };
  }
}

const goesOn = (last: Act, act: Act): boolean =>
  last.do === 'write' && act.do === 'write' && last.by === act.by && last.ids.join() === act.ids.join() && act.start - last.at <= ONE_WRITING_MS;

/** The stretches of at least *leastMs* in which nothing happened, oldest first. */
export function stillness(
  recording: Recording,
  leastMs: number = STILL_MS,
  acts: readonly Act[] = actsOf(recording),
): (readonly [number, number])[] {
  const busy = [
    ...acts.map(({ start, at }) => [start, at] as const),
    ...[...recording.chapters, ...(recording.talk ?? [])].map(({ at }) => [at, at] as const),
    [recording.end, recording.end] as const,
  ].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const still: (readonly [number, number])[] = [];
  let reached = recording.start;
  for (const [start, end] of busy) {
    if (start - reached >= leastMs) still.push([reached, start]);
    reached = Math.max(reached, end);
  }
  return still;
}

const born = (lives: readonly Life[], at: number): readonly Life[] => lives.slice(0, after(lives, (life) => life.born[0], at));

/** How many of *rows*, which are by time, are not after *at*. */
function after<Row>(rows: readonly Row[], timeOf: (row: Row) => number, at: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && timeOf(row) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const momentsOf = ({ born, changes, died }: Life): (readonly [number, number, AuthorId, ...unknown[]])[] =>
  died === null ? [born, ...changes] : [born, ...changes, died];
