/** Exercises in words, and where a note stands in one: “chosen, ring, third of five”. */
import { nowOf, spellNumber, zoneOf, type Zone } from '../../board/exercises';
import type { Card, Circles, Element, ElementId, Exercise, Mark, Note, Scale } from '../../board/types';
import { boxOf } from '../writing/writing';
import type { Box } from '../writing/places';
import { fieldName } from '../writing/fieldName';
import { w } from '../writing/words';
import { formatDayInFull, language } from '../../i18n/language';
import { inReadingOrder } from '../../board/readingOrder';

export function exerciseLabel(exercise: Exercise): string {
  switch (exercise.type) {
    case 'circles':
      return circlesLabel(exercise);
    case 'scale':
      return scaleLabel(exercise);
    case 'card':
      return cardLabel(exercise);
  }
}

const about = (thing: string, topic: string): string => (topic === '' ? thing : w('saying', { thing, text: topic }));

const circlesLabel = ({ topic, inner, ring, drawn }: Circles): string =>
  [about(w('circles'), topic), inner, drawn === 2 ? ring : ''].filter((part) => part !== '').join(', ');

function scaleLabel({ topic, low, high, marks }: Scale): string {
  const now = nowOf(marks);
  const parts = [about(w('scale'), topic), low === '' ? '' : `0 ${low}`, high === '' ? '' : `10 ${high}`];
  const placed = now === null ? [] : [w('scale_now_at', { value: number(now) })];
  const others = marks.filter(({ kind }) => kind !== 'now').map(markLabel);
  return [...parts, ...placed, ...others].filter((part) => part !== '').join(', ');
}

const markLabel = (mark: Mark): string => {
  const called = [w(`scale_${mark.kind}`), mark.name].filter((part) => part !== '').join(' ');
  return mark.value.length === 0 ? called : `${called} ${markValue(mark)}`;
};

export const markValue = ({ value }: Pick<Mark, 'value'>): string => value.length === 0 ? w('mark_no_number') : value.map(number).join(' – ');

/** A mark by itself, with whoever it is of: “Mark now, Sam, 4.5, 25 November”. */
export function markInWords(mark: Mark, nameOf: (by: string) => string): string {
  const thing = mark.kind === 'own' ? w('mark_own') : w('mark', { kind: w(`scale_${mark.kind}`) });
  return [thing, mark.name === '' ? nameOf(mark.by) : mark.name, markValue(mark), formatDayInFull(mark.at)].filter((part) => part !== '').join(', ');
}

const number = (value: number): string => spellNumber(value, language.value === 'nl' ? ',' : '.');

/** Each field that has a name or words, and the number where there is one. */
function cardLabel(card: Card): string {
  const { title, labels, cells, value } = card;
  const fields = labels.flatMap((label, at) => {
    const text = (cells[at] ?? '').replace(/\s+/g, ' ').trim();
    return text === '' && label === '' ? [] : [w('saying', { thing: fieldName(card, at), text: text || w('card_empty') })];
  });
  const useful = value === null ? [] : [w('card_number', { value: number(value) })];
  return w('saying', { thing: w('card', { title }), text: [...fields, ...useful].join('; ') });
}

/** What is said behind a note that lies on a sheet with circles: its zone and its place there. */
export function placesInCircles(elements: readonly Element[]): ReadonlyMap<ElementId, string> {
  const circles = elements.filter((element): element is Circles => element.type === 'circles');
  const said = new Map<ElementId, string>();
  if (circles.length === 0) return said;
  const notes = elements.filter((element): element is Note => element.type === 'note');
  const byZone = new Map<string, { readonly key: ElementId; readonly box: Box }[]>();
  for (const note of notes) {
    const { id, frame } = note;
    const around = circles.find((one) => zoneOf(frame, one) !== 'outside');
    const zone: Zone = around === undefined ? 'outside' : zoneOf(frame, around);
    const word = (zone === 'inner' ? around?.inner : zone === 'ring' ? around?.ring : circles[0]?.outside) || w(`zone_${zone}`);
    const there = byZone.get(word) ?? [];
    there.push({ key: id, box: boxOf(note) });
    byZone.set(word, there);
  }
  for (const [zone, there] of byZone)
    for (const [at, { key }] of inReadingOrder(there).entries())
      said.set(key, w('in_zone', { zone, place: at + 1, count: there.length }));
  return said;
}
