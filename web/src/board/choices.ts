/**
 * Who chose which note: read by the rules of `whiteboard/elements.py` and `whiteboard/exercises.py`.
 * A choice never moves a note.
 */
import { MAX_CHOICES, MAX_CHOOSERS, MAX_LABEL_CHARS } from '../wire/schema.gen';
import { cutText, isId, type Fields } from '../wire/shapes';
import type { Choice, Element, ElementId, Note } from './types';

/** Each choice is a value of its own, under this and its id. */
export const CHOSEN = 'chosen:';

export function readChoices(fields: Fields): readonly Choice[] {
  const choices = Object.entries(fields).flatMap(([key, value]): Choice[] => {
    const choice = key.startsWith(CHOSEN) ? readChoice(key.slice(CHOSEN.length), value) : null;
    return choice === null ? [] : [choice];
  });
  return choices.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(0, MAX_CHOICES);
}

/** @param packed [at, by, names] */
function readChoice(id: string, packed: unknown): Choice | null {
  if (peopleOf(id).length === 0 || !Array.isArray(packed) || packed.length < 3) return null;
  const [at, by, names]: readonly unknown[] = packed;
  if (!isId(by) || !Number.isSafeInteger(at) || (at as number) < 0 || !Array.isArray(names)) return null;
  const said: readonly unknown[] = names;
  if (said.length < 1 || said.length > MAX_CHOOSERS || !said.every((name) => typeof name === 'string')) return null;
  return { id, at: at as number, by, names: said.map((name) => cutText(name, MAX_LABEL_CHARS)) };
}

export const packChoice = ({ at, by, names }: Choice): readonly unknown[] => [at, by, [...names]];

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The links that the id of a choice stands for, one or two; none for any other id. */
export function peopleOf(id: string): readonly number[] {
  if (!isId(id)) return [];
  // 11 letters of 6 bits are 64 bits and two more, which must be 0.
  const bits = [...id].reduce((sum, letter) => sum * 64n + BigInt(LETTERS.indexOf(letter)), 0n);
  if (bits % 4n !== 0n) return [];
  const [first, second] = [Number(bits >> 34n), Number((bits >> 2n) & 0xffffffffn)];
  if (first === 0 || (second !== 0 && first >= second)) return [];
  return second === 0 ? [first] : [first, second];
}

/**
 * Which choices hold, by note, oldest first: each person's newest alone. Two who choose at one moment,
 * or one on two machines, may have left several; a choice together counts for both.
 */
export function choicesOf(notes: readonly Pick<Note, 'id' | 'choices'>[]): ReadonlyMap<ElementId, readonly Choice[]> {
  const all = notes.flatMap((note) => (note.choices ?? []).map((choice) => ({ choice, note: note.id })));
  all.sort((a, b) => b.choice.at - a.choice.at || byText(a.choice.id, b.choice.id) || byText(a.note, b.note));
  const taken = new Set<number>();
  const found = new Map<ElementId, readonly Choice[]>();
  for (const { choice, note } of all) {
    const people = peopleOf(choice.id);
    if (people.some((one) => taken.has(one))) continue;
    for (const one of people) taken.add(one);
    found.set(note, [choice, ...(found.get(note) ?? [])]);
  }
  return found;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same elements, notes with those of their choices that hold; the very same list where all do. */
export function withHoldingChoices(elements: readonly Element[]): readonly Element[] {
  const chosen = elements.filter((one): one is Note => one.type === 'note' && one.choices !== undefined);
  if (chosen.length === 0) return elements;
  const held = choicesOf(chosen);
  const all = chosen.every(({ id, choices = [] }) => held.get(id)?.length === choices.length);
  if (all) return elements;
  return elements.map((one) => {
    if (one.type !== 'note' || one.choices === undefined) return one;
    const { choices: _, ...bare } = one;
    const still = held.get(one.id);
    return still === undefined ? bare : { ...bare, choices: still };
  });
}
