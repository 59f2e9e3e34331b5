/**
 * What others do on the sheets, gathered into few sentences to be read aloud. Pure: time is an argument.
 *
 * Nothing is said before its doer rests, of many alike things only how many they are, and never more
 * than one sentence at a time. A note that is typed on is said once, with all its words.
 */
import type { Element, ElementId, OthersAct, SheetId } from '../../board/types';
import { w } from '../writing/words';
import { labelOf } from './items';

/** ms: a doer who did nothing for so long rests; nobody waits longer than that for a sentence. */
const REST_MS = 1500;
const MOST_MS = 6000;
/** ms between two sentences; a reader aloud is not to be talked over. */
const APART_MS = 2000;
const MOST_CHARS = 200;

type What = 'note' | 'text' | 'drew' | 'shape' | 'picture' | 'moved' | 'changed' | 'removed';

interface Pending {
  readonly who: string;
  readonly id: ElementId;
  readonly what: What;
  readonly element: Element;
  readonly since: number;
  readonly at: number;
}

export interface Telling {
  /** the name of a person, or of a sheet, as it is said */
  readonly nameOf: (author: string) => string;
  readonly sheetName: (sheet: SheetId) => string;
  /** the sheet that is shown here */
  readonly shown: SheetId;
}

export class Gathering {
  #pending: readonly Pending[] = [];
  #said = -Infinity;

  get isEmpty(): boolean {
    return this.#pending.length === 0;
  }

  add({ author, changes }: OthersAct, nameOf: (author: string) => string, now: number): void {
    const who = nameOf(author);
    for (const { before, after } of changes) {
      const element = after ?? before;
      if (element === null) continue;
      const before_ = this.#pending.find(({ id }) => id === element.id);
      const what = whatOf(before, after, before_?.what);
      if (what === null) continue;
      this.#pending = this.#pending.filter((pending) => pending !== before_);
      // Put down and taken away again before anything was said of it.
      if (what === 'removed' && before_ !== undefined && isNew(before_.what)) continue;
      this.#pending = [...this.#pending, { who, id: element.id, what, element, since: before_?.since ?? now, at: now }];
    }
  }

  /** @returns the next sentence; null while there is none, or the last is still being said */
  next(now: number, telling: Telling): string | null {
    if (now - this.#said < APART_MS) return null;
    const first = this.#pending.find(({ at, since }) => now - at >= REST_MS || now - since >= MOST_MS);
    if (first === undefined) return null;
    const alike = this.#pending.filter(
      ({ who, what, element }) => who === first.who && what === first.what && element.sheet === first.element.sheet,
    );
    this.#pending = this.#pending.filter((pending) => !alike.includes(pending));
    this.#said = now;
    const said = sentence(first, alike.length, telling.nameOf);
    const { sheet } = first.element;
    return sheet === telling.shown ? said : w('told_elsewhere', { said, sheet: telling.sheetName(sheet) });
  }

  clear(): void {
    this.#pending = [];
  }
}

const isNew = (what: What): boolean => what !== 'moved' && what !== 'changed' && what !== 'removed';

function whatOf(before: Element | null, after: Element | null, pending: What | undefined): What | null {
  if (after === null) return before === null ? null : 'removed';
  if (before === null) {
    if (after.type === 'ink') return 'drew';
    if (after.type === 'unknown') return 'changed';
    return after.type === 'circles' || after.type === 'scale' || after.type === 'card' ? 'shape' : after.type;
  }
  if (pending !== undefined && isNew(pending)) return pending;
  if ((after.type === 'note' || after.type === 'text') && 'text' in before && before.text !== after.text) return 'text';
  const sameFrame = after.frame.every((value, index) => value === before.frame[index]);
  return sameFrame ? 'changed' : 'moved';
}

function sentence({ who: name, what, element }: Pending, count: number, nameOf: (author: string) => string): string {
  const words = 'text' in element ? element.text : element.type === 'picture' ? element.alt : '';
  const text = short(words);
  const thing = lowered(short(labelOf(element, nameOf)));
  switch (what) {
    case 'note':
      if (count > 1) return w('told_notes', { name, count });
      return text === '' ? w('told_note_empty', { name }) : w('told_note', { name, text });
    case 'text':
      return count > 1 ? w('told_changed_many', { name, count }) : w('told_text', { name, text });
    case 'drew':
      return w('told_drew', { name });
    case 'shape':
      return count > 1 ? w('told_shapes', { name, count }) : w('told_shape', { name, thing });
    case 'picture':
      if (count > 1) return w('told_pictures', { name, count });
      return text === '' ? w('told_picture_bare', { name }) : w('told_picture', { name, text });
    case 'moved':
      return count > 1 ? w('told_moved_many', { name, count }) : w('told_moved', { name, thing });
    case 'changed':
      return count > 1 ? w('told_changed_many', { name, count }) : w('told_changed', { name, thing });
    case 'removed':
      return count > 1 ? w('told_removed_many', { name, count }) : w('told_removed', { name, thing });
  }
}

function short(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS).join('')}…` : letters.join('');
}

const lowered = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);
