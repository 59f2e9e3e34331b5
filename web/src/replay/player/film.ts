/**
 * A recording made ready for playing: whatever is asked about a moment is a binary search away.
 *
 * Pure but for memories that change no answer. Talk time throughout: ms on the recording's scale.
 */
import { decodePoints, placePoints } from '../../board/ink';
import { byOrder } from '../../board/order';
import { readElement } from '../../board/schema';
import type { Element, ElementId, Ink, InkPoint, Sheet, SheetId } from '../../board/types';
import { actsOf, broughtBack, sheetsAt, stillness, STILL_MS, type Act } from '../reading';
import type { Recording } from '../recording';
import { firstAfter, lastOf } from './axis';
import { Course, onWay, waysOf, type Way } from './course';
import { partiesOf, type Parties, type Party } from './parties';
import { Spans } from './spans';
import { turnsOf, type Turn } from './turns';

/** Who did something is told a little longer than it took. */
const LINGER_MS = 900;
/** Between two rests, so that the page never stands still. */
const AT_ONCE = 400;

/** A stroke under the hand. */
export interface Growing {
  readonly ink: Ink;
  readonly points: readonly InkPoint[];
}
/** Somebody at work. */
export interface Hand {
  readonly party: Party | null;
  readonly act: Act;
  /** board units; null where the act has no place on the sheet */
  readonly place: readonly [x: number, y: number] | null;
}

export interface Film {
  readonly recording: Recording;
  readonly acts: readonly Act[];
  readonly still: readonly (readonly [number, number])[];
  readonly parties: Parties;
  readonly turns: readonly Turn[];
  sheets(at: number): readonly Sheet[];
  /** which sheet is in sight when nobody chose one; '' where there is none */
  inSight(at: number): SheetId;
  /** What lies on *sheet*, in drawing order; the same array while nothing on it changed. */
  settled(sheet: SheetId, at: number): readonly Element[];
  /** What is between two states, by id. */
  moving(sheet: SheetId, at: number): ReadonlyMap<ElementId, Element>;
  growing(sheet: SheetId, at: number): readonly Growing[];
  /** As it was then; just after its end as it was before. Null where it was not. */
  element(id: ElementId, at: number): Element | null;
  /** what is written on it at that moment; '' where nothing is */
  text(id: ElementId, at: number): string;
  /** The fields that an act changed, of the first thing that it touched. */
  keysOf(act: Act): readonly string[];
  /** Who is at work at that moment, and on which act; on all sheets. */
  hands(at: number): readonly Hand[];
}

/**
 * @param rest called now and then on the way; what it takes, it takes before the rest is done
 */
export async function createFilm(recording: Recording, rest: (done: number) => Promise<void> = () => Promise.resolve()): Promise<Film> {
  const back = broughtBack(recording);
  const courses: Course[] = [];
  for (const [at, life] of recording.elements.entries()) {
    courses.push(new Course(life, back.has(life)));
    if (at % AT_ONCE === AT_ONCE - 1) await rest((0.5 * at) / recording.elements.length);
  }
  const acts = actsOf(recording);
  await rest(0.7);
  const still = stillness(recording, STILL_MS, acts);
  const boards = boardsOf(courses);
  await rest(0.85);
  const strokes = new Spans(courses.filter(({ began, born }) => began < born).map((course) => ({ from: course.began, to: course.born, course })));
  const ways = new Spans<Way>(courses.flatMap(waysOf));
  const busy = new Spans(acts.map((act) => ({ from: act.start, to: act.at + LINGER_MS, act })));
  const parties = partiesOf(recording);
  const byId = new Map<ElementId, Course[]>();
  for (const course of courses) byId.set(course.life.id, [...(byId.get(course.life.id) ?? []), course]);
  const known = sheetsAt(recording, recording.end);
  const ids = [...new Set([...known.map(({ id }) => id), ...boards.keys()])];
  const turns = turnsOf(recording.start, ids, recording.chapters, acts);
  const sheets = createSheets(recording);
  await rest(1);

  const growing = (sheet: SheetId, at: number): Growing[] =>
    strokes.at(at).flatMap(({ course }): Growing[] => {
      if (course.life.fields['sheet'] !== sheet) return [];
      const ink = readElement(course.life.id, course.life.fields);
      return ink?.type === 'ink' ? [{ ink, points: come(ink, at - course.began) }] : [];
    });

  function placeOf(act: Act, at: number): Hand['place'] {
    for (const id of act.ids)
      for (const course of byId.get(id) ?? []) {
        if (at < course.began || at >= course.died + LINGER_MS) continue;
        const ink = at < course.born ? readElement(id, course.life.fields) : null;
        const tip = ink?.type === 'ink' ? come(ink, at - course.began).at(-1) : undefined;
        if (tip !== undefined) return [tip[0], tip[1]];
        const way = ways.at(at).find((one) => one.course === course);
        const element = way === undefined ? course.after(course.countAt(at)) : onWay(way, at);
        if (element === null) continue;
        const [x, y, w, h] = element.frame;
        const end = element.type === 'ink' && act.do === 'draw' ? come(element, Infinity).at(-1) : undefined;
        return end === undefined ? [x + w / 2, y + h / 2] : [end[0], end[1]];
      }
    return null;
  }

  const element = (id: ElementId, at: number): Element | null => {
    const course = byId.get(id)?.filter(({ born }) => born <= at).at(-1);
    return course === undefined ? null : course.after(course.countAt(at));
  };

  return {
    recording,
    acts,
    still,
    parties,
    turns,
    sheets,
    inSight: (at) => (lastOf(turns, (turn) => turn.at, at) ?? turns[0])?.sheet ?? '',
    settled: (sheet, at) => boards.get(sheet)?.at(at) ?? NOTHING,
    moving(sheet, at) {
      const found = new Map<ElementId, Element>();
      for (const way of ways.at(at)) {
        if (at < way.course.born || at >= way.course.died) continue;
        const element = onWay(way, at);
        if (element?.sheet === sheet) found.set(element.id, element);
      }
      return found;
    },
    growing,
    element,
    text(id, at) {
      const found = element(id, at);
      if (found?.type === 'note' || found?.type === 'text') return found.text;
      return found?.type === 'card' ? found.cells.filter((cell) => cell.trim() !== '').join(' · ') : '';
    },
    keysOf: ({ ids: [id = ''], at, start }) =>
      (byId.get(id) ?? []).flatMap(({ life }) => life.changes.filter((change) => change[0] >= start && change[0] <= at).map(([, , , key]) => key)),
    hands: (at) => busy.at(at).map(({ act }) => ({ act, party: parties.of(act.by), place: placeOf(act, at) })),
  };
}

const NOTHING: readonly Element[] = [];

/** Of the strokes that somebody saw being drawn last. */
const placed = new Map<Ink['points'], readonly InkPoint[]>();
/** At the greatest speed some twenty are under hands at once, or were a moment ago. */
const MOST_PLACED = 64;

/** The part of *ink*, as it was drawn, that had come after *ms*. */
function come(ink: Ink, ms: number): readonly InkPoint[] {
  let points = placed.get(ink.points);
  if (points === undefined) {
    try {
      points = placePoints(decodePoints(ink.points), ink.frame);
    } catch {
      points = [];
    }
    if (placed.size >= MOST_PLACED) placed.clear();
    placed.set(ink.points, points);
  }
  let left = ms;
  const cut = points.findIndex(([, , , dt], place) => (left -= dt) < 0 && place > 0);
  return cut === -1 ? points : points.slice(0, cut);
}

/** What ever lay on one sheet. */
class SheetBoard {
  readonly #courses: Course[] = [];
  readonly #sheet: SheetId;
  #moments = new Float64Array(0);
  #last: { readonly until: number; readonly elements: readonly Element[] } | null = null;

  constructor(sheet: SheetId) {
    this.#sheet = sheet;
  }

  add(course: Course): void {
    this.#courses.push(course);
  }

  ready(): void {
    const moments: number[] = [];
    for (const { life, died } of this.#courses) {
      moments.push(life.born[0]);
      for (const [at] of life.changes) moments.push(at);
      if (died !== Infinity) moments.push(died);
    }
    this.#moments = Float64Array.from(moments).sort();
    this.#courses.sort((a, b) => a.born - b.born);
  }

  at(moment: number): readonly Element[] {
    const until = countUntil(this.#moments, moment);
    if (this.#last?.until === until) return this.#last.elements;
    const elements: Element[] = [];
    const born = firstAfter(this.#courses, (course) => course.born, moment);
    for (let i = 0; i < born; i++) {
      const element = this.#courses[i]?.at(moment);
      if (element?.sheet === this.#sheet) elements.push(element);
    }
    elements.sort(byOrder);
    this.#last = { until, elements };
    return elements;
  }
}

function countUntil(moments: Float64Array, at: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function boardsOf(courses: readonly Course[]): Map<SheetId, SheetBoard> {
  const boards = new Map<SheetId, SheetBoard>();
  for (const course of courses) {
    const { fields, changes } = course.life;
    const on = new Set([fields['sheet'], ...changes.filter(([, , , key]) => key === 'sheet').map(([, , , , value]) => value)]);
    for (const sheet of on) {
      if (typeof sheet !== 'string') continue;
      let board = boards.get(sheet);
      if (board === undefined) boards.set(sheet, (board = new SheetBoard(sheet)));
      board.add(course);
    }
  }
  for (const board of boards.values()) board.ready();
  return boards;
}

/** Sheets change seldom: folded once for each time that they do. */
function createSheets(recording: Recording): Film['sheets'] {
  const moments = Float64Array.from(
    recording.sheets.flatMap(({ born, changes, died }) => [born[0], ...changes.map(([at]) => at), ...(died === null ? [] : [died[0]])]),
  ).sort();
  const known = new Map<number, readonly Sheet[]>();
  return (at) => {
    const until = countUntil(moments, at);
    let sheets = known.get(until);
    if (sheets === undefined) known.set(until, (sheets = sheetsAt(recording, at)));
    return sheets;
  };
}
