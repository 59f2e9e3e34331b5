/** One thing that is otherwise, in words; states what was and what is. */
import { spellNumber } from '../../board/exercises';
import type { Element, Mark, Scale } from '../../board/types';
import { labelOf, placeWord } from '../../canvas/list/items';
import { boxOf } from '../../canvas/writing/writing';
import type { Change, SheetState } from '../../exercises/compare';
import type { Difference } from '../../exercises/differences';
import { noteZone } from '../../exercises/left';
import { language } from '../../i18n/language';
import { g, listed } from './words';
import { inZone, zoneName } from './zoneWord';

/** What is said of a text before it is only begun. */
const MOST_CHARS = 160;

/** “briefje “rust””: by what one knows it. */
export function thingOf(element: Element, nameOf: (by: string) => string): string {
  switch (element.type) {
    case 'note':
      return element.text.trim() === '' ? g('thing_note_empty') : g('thing_note', { text: short(element.text) });
    case 'text':
      return g('thing_text', { text: short(element.text) });
    case 'ink':
      return g('thing_ink', { name: nameOf(element.by) });
    case 'picture':
      return element.alt.trim() === '' ? g('thing_picture_bare') : g('thing_picture', { text: short(element.alt) });
    case 'circles':
      return element.topic === '' ? g('thing_circles_bare') : g('thing_circles', { text: short(element.topic) });
    case 'scale':
      return element.topic === '' ? g('thing_scale_bare') : g('thing_scale', { text: short(element.topic) });
    case 'card':
      return element.title === '' ? g('thing_card_bare') : g('thing_card', { text: short(element.title) });
    default:
      return lowered(labelOf(element, nameOf));
  }
}

/** @returns one sentence or more; the first says where it went, if it did */
export function saidOf({ before, after, moved, zones, differs }: Change, then: SheetState, now: SheetState, nameOf: (by: string) => string): readonly string[] {
  if (after === null || before === null) {
    const element = after ?? before;
    if (element === null) return [];
    const state = after === null ? then : now;
    const zone = element.type === 'note' ? noteZone(element, state.elements) : null;
    const thing = thingOf(element, nameOf);
    if (zone !== null) return [g(after === null ? 'said_gone_in' : 'said_new_in', { thing, zone: inZone(zone, state.elements) })];
    return [g(after === null ? 'said_gone' : 'said_new', { thing, place: placeWord(boxOf(element)) }), ...(after === null ? [] : standing(after, thing))];
  }
  // By what it was called where that is how one would know it again.
  const words = differs.find((one) => one.what === 'words' && one.field === null);
  const thing = words === undefined ? thingOf(after, nameOf) : bareThing(after, nameOf);
  const [from, to] = [placeWord(boxOf(before)), placeWord(boxOf(after))];
  const went =
    zones !== null
      ? [g(moved ? 'said_moved_zone' : 'said_zone', { thing, from: zoneName(zones.from, then.elements), to: zoneName(zones.to, now.elements) })]
      : moved
        ? [from === to ? g('said_moved_near', { thing }) : g('said_moved', { thing, from, to })]
        : [];
  return [...went, ...differs.map((one) => differenceSaid(one, thing, before, after))];
}

/** What a new scale already says: its marks. */
function standing(element: Element, thing: string): readonly string[] {
  return element.type === 'scale' ? element.marks.map((mark) => g('said_mark_new', { thing, mark: markWords(mark) })) : [];
}

function bareThing(element: Element, nameOf: (by: string) => string): string {
  return element.type === 'note' || element.type === 'text' ? g(element.type === 'note' ? 'bare_note' : 'bare_text') : thingOf(element, nameOf);
}

function differenceSaid(difference: Difference, thing: string, before: Element, after: Element): string {
  switch (difference.what) {
    case 'words': {
      const { field, at } = difference;
      const part = field === null ? thing : g('part', { thing, part: field === '' ? g('field_unnamed', { number: at + 1 }) : short(field) });
      return wordsSaid(part, difference.before, difference.after);
    }
    case 'label':
      return wordsSaid(g('part', { thing, part: g(`label_${difference.label}`) }), difference.before, difference.after);
    case 'alt':
      return wordsSaid(g('part', { thing, part: g('label_alt') }), difference.before, difference.after);
    case 'number': {
      const spelled = (value: number | null): string => (value === null ? g('no_number') : number(value));
      return g('said_number', { thing: g('part', { thing, part: g('field_useful') }), before: spelled(difference.before), after: spelled(difference.after) });
    }
    case 'mark':
      return markSaid(difference, thing, before, after);
    case 'chosen':
      return g(difference.now ? 'said_chosen' : 'said_unchosen', { thing });
    case 'choice':
      return g(difference.now ? 'said_choice' : 'said_unchoice', { thing, names: listed(difference.names) });
    case 'drawn':
      return g(difference.now === 2 ? 'said_ring' : 'said_unring', { thing });
    case 'look':
      return g('said_look', { thing });
    case 'size':
      return g('said_size', { thing });
  }
}

function wordsSaid(thing: string, before: string, after: string): string {
  const [old, now] = [short(before), short(after)];
  if (old === '') return g('said_words_new', { thing, after: now });
  return now === '' ? g('said_words_gone', { thing, before: old }) : g('said_words', { thing, before: old, after: now });
}

function markSaid({ before, after }: Difference & { readonly what: 'mark' }, thing: string, was: Element, is: Element): string {
  if (after === null) return before === null ? thing : g('said_mark_gone', { thing, mark: markWords(before) });
  if (before !== null) return g('said_mark_moved', { thing, mark: markWords(after), before: markWords(before) });
  const earlier = was.type === 'scale' && is.type === 'scale' ? newestLike(was, after) : null;
  return earlier === null ? g('said_mark_new', { thing, mark: markWords(after) }) : g('said_mark_next', { thing, mark: markWords(after), before: valueWords(earlier) });
}

/** The newest mark of the same kind and name that stood there then. */
function newestLike({ marks }: Scale, { kind, name }: Mark): Mark | null {
  const alike = marks.filter((mark) => mark.kind === kind && mark.name === name);
  return [...alike].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).at(-1) ?? null;
}

/** “nu 4,5 – 5” */
function markWords(mark: Mark): string {
  return [mark.kind === 'own' ? '' : g(`mark_${mark.kind}`), mark.name, valueWords(mark)].filter((part) => part !== '').join(' ');
}
const valueWords = ({ value }: Mark): string => value.map(number).join(' – ') || g('no_number');
const number = (value: number): string => spellNumber(value, language.value === 'nl' ? ',' : '.');

function short(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS).join('')}…` : letters.join('');
}

const lowered = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);
