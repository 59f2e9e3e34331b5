/**
 * One element through time: what it was after each of its changes, and what is on its way to the next.
 *
 * What is asked twice in a row is the same object, so that whoever draws it keeps its picture. Pure but
 * for that memory of one state.
 */
import { readElement } from '../../board/schema';
import type { Element, Frame } from '../../board/types';
import { changeField, isSplice, isTyped } from '../fields';
import { drawnFrom } from '../reading';
import type { Life } from '../recording';
import { firstAfter } from './axis';

export class Course {
  readonly life: Life;
  readonly born: number;
  /** Infinity while it lives */
  readonly died: number;
  /** a stroke's before its birth; else the birth itself */
  readonly began: number;
  #count = -1;
  #fields: Record<string, unknown> = {};
  #element: Element | null = null;

  /** @param again a second life: it was put back at once, and not drawn once more */
  constructor(life: Life, again: boolean) {
    this.life = life;
    this.born = life.born[0];
    this.died = life.died?.[0] ?? Infinity;
    this.began = again ? this.born : drawnFrom(life);
  }

  /** How many changes there were by *at*. */
  countAt(at: number): number {
    return firstAfter(this.life.changes, (change) => change[0], at);
  }

  /** Null before its birth, from its death on, and where it has no sound place. */
  at(at: number): Element | null {
    return at < this.born || at >= this.died ? null : this.after(this.countAt(at));
  }

  /** After so many changes. */
  after(count: number): Element | null {
    if (count === this.#count) return this.#element;
    const from = this.#count >= 0 && this.#count < count ? this.#count : 0;
    if (from === 0) this.#fields = { ...this.life.fields };
    for (let i = from; i < count; i++) {
      const change = this.life.changes[i];
      if (change !== undefined) changeField(this.#fields, change[3], change[4]);
    }
    this.#count = count;
    this.#element = readElement(this.life.id, this.#fields);
    return this.#element;
  }

  /** As it is with *share*, 0..1, of the text that change *index* brings. */
  typing(index: number, share: number): Element | null {
    const change = this.life.changes[index];
    this.after(index);
    if (change === undefined || !isSplice(change[4])) return this.#element;
    const [start, removed, inserted] = change[4];
    const fields = { ...this.#fields };
    const done = Math.floor(share * (removed + [...inserted].length));
    const gone = Math.min(removed, done);
    // From its end, as one who takes letters back does.
    changeField(fields, change[3], [start + removed - gone, gone, [...inserted].slice(0, done - gone).join('')]);
    return readElement(this.life.id, fields);
  }
}

/** Changes of text that bring so many letters at once were pasted; fewer were typed since the last. */
const MOST_TYPED = 40;
const LETTER_MS = 90;
/** A thing that was carried is put down after so long, if nothing says otherwise. */
const CARRY_MS = 700;

/** A change on its way. */
export interface Way {
  readonly from: number;
  readonly to: number;
  readonly course: Course;
  readonly index: number;
  readonly is: 'typing' | 'moving';
}

/**
 * The ways of *course*: letters that came together spread over the time since the last, and a thing
 * that was put elsewhere carried there. The recording knows the ends; what is between is filled in.
 */
export function waysOf(course: Course): Way[] {
  const ways: Way[] = [];
  const { changes } = course.life;
  const last = new Map<string, number>();
  for (const [index, [at, , , key, value]] of changes.entries()) {
    const before = last.get(key) ?? course.born;
    last.set(key, at);
    if (isTyped(key) && isSplice(value)) {
      const letters = value[1] + [...value[2]].length;
      if (letters < 2 || letters > MOST_TYPED) continue;
      const from = Math.max(before, at - letters * LETTER_MS);
      if (from < at) ways.push({ from, to: at, course, index, is: 'typing' });
    } else if (key === 'frame') {
      const from = Math.max(before, at - CARRY_MS);
      if (from < at) ways.push({ from, to: at, course, index, is: 'moving' });
    }
  }
  return ways;
}

/** The element of *way* at *moment*, between its two ends. */
export function onWay({ from, to, course, index, is }: Way, moment: number): Element | null {
  const share = Math.max(0, Math.min(1, (moment - from) / (to - from)));
  if (is === 'typing') return course.typing(index, share);
  const [before, after] = [course.after(index), course.life.changes[index]?.[4]];
  if (before === null || !isFrame(after)) return before;
  return { ...before, frame: between(before.frame, after, eased(share)) };
}

const isFrame = (value: unknown): value is Frame =>
  Array.isArray(value) && value.length === 5 && value.every((part) => typeof part === 'number' && Number.isFinite(part));

const between = (a: Frame, b: Frame, share: number): Frame => {
  const part = (at: 0 | 1 | 2 | 3 | 4): number => a[at] + (b[at] - a[at]) * share;
  return [part(0), part(1), part(2), part(3), part(4)];
};

/** Slow, fast, slow: as a hand carries. */
const eased = (share: number): number => share * share * (3 - 2 * share);
