/**
 * A recording without what was erased: what does not lie there at its end is in it at no time.
 *
 * Erased notes and strokes, sheets that were taken away, letters that were typed and deleted, words that
 * others replaced, marks and choices taken back. What lies there still keeps its way: when it came, by
 * whom, and how it was moved. Pure; the same as `whiteboard/erased.py`, held equal by tests/wire.
 */
import { changeField, isSplice, isTyped } from './fields';
import { isKept, known } from './narrowing';
import type { Change, Life, PlainFields, Recording } from './recording';

/** written in one go, and replaced whole */
const WORDS: ReadonlySet<string> = new Set(['topic', 'inner', 'ring', 'outside', 'low', 'high', 'title', 'kind', 'alt', 'labels']);
/** each a value of its own, with a person's words at this place in it */
const SAID: readonly (readonly [prefix: string, place: number])[] = [['mark:', 3], ['chosen:', 2]];

export function withoutErased(recording: Recording): Recording {
  const sheets = recording.sheets.filter((life) => life.died === null && finally_(life)['gone'] !== true);
  const shown = new Set<unknown>(sheets.map(({ id }) => id));
  const elements = recording.elements.filter((life) => life.died === null && shown.has(finally_(life)['sheet']));
  const kept = new Set(elements.map(({ id }) => id));
  return known({
    ...recording,
    sheets: sheets.map(cleared),
    elements: elements.map(cleared),
    chapters: recording.chapters.filter(
      (chapter) => (!('sheet' in chapter) || shown.has(chapter.sheet)) && isKept(chapter, kept),
    ),
  });
}

function finally_({ fields, changes }: Life): PlainFields {
  const now = { ...fields };
  for (const [, , , key, value] of changes) changeField(now, key, value);
  return now;
}

function cleared(life: Life): Life {
  const last = finally_(life);
  const fields: Record<string, unknown> = {};
  const writing = new Map<string, Writing>();
  for (const [key, value] of Object.entries(life.fields)) {
    const said = SAID.find(([prefix]) => key.startsWith(prefix));
    if (isTyped(key)) fields[key] = writingOf(writing, life, key).first;
    else if (WORDS.has(key)) {
      if (key in last) fields[key] = onlyLasting(value, last[key]);
    } else if (said === undefined) fields[key] = value;
    else if (key in last) fields[key] = sayingLast(value, last[key], said[1]);
  }
  const newest = new Map(life.changes.map((change) => [change[3], change] as const));
  const changes = life.changes.flatMap((change): readonly Change[] => {
    const [at, seq, by, key, value] = change;
    const said = SAID.find(([prefix]) => key.startsWith(prefix));
    if (isTyped(key)) {
      const left = writingOf(writing, life, key).take();
      return left === null ? [] : [[at, seq, by, key, left]];
    }
    if (WORDS.has(key)) return newest.get(key) === change && (key in fields || key in last) ? [change] : [];
    if (said === undefined) return [change];
    return key in last ? [[at, seq, by, key, sayingLast(value, last[key], said[1])]] : [];
  });
  return { ...life, fields, changes };
}

/** Of words that were replaced, those that stand there at the end. */
function onlyLasting(value: unknown, last: unknown): unknown {
  if (Array.isArray(value)) {
    const words: readonly unknown[] = Array.isArray(last) ? last : [];
    return value.map((word, at) => (word === words[at] ? (word as unknown) : ''));
  }
  return value === last ? value : '';
}

/** Where it stood then, in the words it has at the end. */
function sayingLast(value: unknown, last: unknown, place: number): unknown {
  if (!Array.isArray(value) || !Array.isArray(last)) return value;
  return value.map((part, at) => (at === place ? (last[at] as unknown) : (part as unknown)));
}

function writingOf(known: Map<string, Writing>, life: Life, key: string): Writing {
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = new Writing(life, key)));
  return found;
}

interface Letter {
  readonly letter: string;
  lasts: boolean;
}
/** what stood there before, and after, an act of typing */
interface Typed {
  readonly start: number;
  readonly removed: number;
  readonly inserted: readonly Letter[];
  /** it removed the field, or made it */
  readonly whole: 'gone' | 'new' | null;
}

/** One text on its way, letter by letter: told again with those only that are there at the end. */
class Writing {
  readonly first: string;
  readonly #typed: Typed[] = [];
  readonly #now: Letter[];
  #next = 0;

  constructor({ fields, changes }: Life, key: string) {
    const first = lettersOf(fields[key]);
    const now = [...first];
    for (const [, , , changed, value] of changes) {
      if (changed !== key) continue;
      const typed: Typed = isSplice(value)
        ? { start: value[0], removed: value[1], inserted: lettersOf(value[2]), whole: null }
        : { start: 0, removed: now.length, inserted: lettersOf(value), whole: value === null ? 'gone' : 'new' };
      this.#typed.push(typed);
      now.splice(typed.start, typed.removed, ...typed.inserted);
    }
    for (const letter of now) letter.lasts = true;
    this.first = lasting(first);
    this.#now = first;
  }

  /** What the next change of it says; null where nothing of that is left. */
  take(): unknown {
    const typed = this.#typed[this.#next++];
    if (typed === undefined) return null;
    const { start, removed, inserted, whole } = typed;
    const before = [...lasting(this.#now.slice(0, start))].length;
    this.#now.splice(start, removed, ...inserted);
    const left = lasting(inserted);
    if (whole === 'new') return left;
    // Nothing that lasts was ever removed, so a field that went had nothing that is told.
    return whole === 'gone' || left === '' ? null : [before, 0, left];
  }
}

const lettersOf = (text: unknown): Letter[] =>
  typeof text === 'string' ? [...text].map((letter) => ({ letter, lasts: false })) : [];
const lasting = (letters: readonly Letter[]): string => letters.map(({ letter, lasts }) => (lasts ? letter : '')).join('');
