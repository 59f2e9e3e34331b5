/** A sheet against how it was at the end of the last session: what is said of each thing, and of all together. */
import type { Past } from '../../board/past';
import { spellNumber, type Zone } from '../../board/exercises';
import type { Circles, Element, ElementId, Frame, Sheet } from '../../board/types';
import type { SinceLook } from '../../canvas/since';
import { whatWasLeft } from '../../exercises/left';
import { SUMMARY_WORDS } from '../../exercises/summaryWords';
import type { Language } from '../../exercises/templates';

export interface SinceWords {
  was(zone: string): string;
  readonly fresh: string;
  freshMarks(marks: string): string;
}
export interface SinceFound {
  readonly look: SinceLook;
  readonly moved: number;
  readonly added: number;
  readonly marks: number;
}

/** @param language of the sheet */
export function sinceFound(sheet: Sheet, before: Past, now: readonly Element[], language: Language, say: SinceWords): SinceFound {
  const left = whatWasLeft([sheet], before.sheets, before.elements, () => now);
  const circles = now.find((element): element is Circles => element.type === 'circles') ?? null;
  const old = new Map(before.elements(sheet.id).map((element) => [element.id, element]));
  const was = new Map<ElementId, Frame>();
  const words = new Map<ElementId, string>();
  const called = (zone: Zone): string => circles?.[zone] || SUMMARY_WORDS[language][zone];
  for (const { note, from } of left.moved) {
    const element = old.get(note);
    if (element !== undefined) was.set(note, element.frame);
    words.set(note, say.was(called(from)));
  }
  for (const id of left.added) words.set(id, say.fresh);
  const marks = new Set(left.marks);
  for (const element of now) {
    if (element.type !== 'scale') continue;
    const fresh = element.marks.filter(({ id }) => marks.has(id)).map(({ kind, name, value }) => {
      const { point, [kind]: word, no_number } = SUMMARY_WORDS[language];
      return `${name === '' ? word : name} ${value.map((one) => spellNumber(one, point)).join(' – ') || no_number}`;
    });
    if (fresh.length > 0) words.set(element.id, say.freshMarks(fresh.join(', ')));
  }
  return { look: { sheet: sheet.id, was, words, marks }, moved: left.moved.length, added: left.added.length, marks: marks.size };
}
