/** How wide the handwriting is; measured by the browser once per stretch of text. */
import { signal } from '@preact/signals';
import type { Card, Element, Frame, Note, Text } from '../board/types';
import { TEXT_SIZES } from '../wire/schema.gen';
import { layoutCard, type CardLayout } from './cardLayout';
import { layoutNote, layoutText, NOTE_FOOT, type NoteLayout } from './noteText';

const FAMILY = "'Patrick Hand', cursive";
/** Measured large, so that rounding to whole pixels does not tell. */
const AT_PX = 100;
const MOST_KEPT = 20_000;

const widths = new Map<string, number>();
let layouts = new WeakMap<Note | Text, NoteLayout>();
let cardLayouts = new WeakMap<Card, CardLayout>();
let pen: CanvasRenderingContext2D | null = null;

/** Rises when the handwriting has arrived and everything must be measured anew. */
export const measured = signal(0);

/** Ask for the handwriting; texts are laid out anew when it is there. */
export function loadHandwriting(): void {
  if (measured.peek() > 0) return;
  measured.value = 1;
  void document.fonts.load(`${AT_PX}px ${FAMILY}`).then((found) => {
    if (found.length === 0) return;
    widths.clear();
    layouts = new WeakMap();
    cardLayouts = new WeakMap();
    measured.value += 1;
  });
}

/** Keep nothing of texts that nobody may see any longer. */
export const forgetTexts = (): void => widths.clear();

export function noteLayout(note: Note): NoteLayout {
  let layout = layouts.get(note);
  if (layout === undefined) {
    layout = layoutNote(note.text, note.frame[2], note.frame[3], measure, note.signed === true ? NOTE_FOOT : 0);
    layouts.set(note, layout);
  }
  return layout;
}

export function textLayout(text: Text): NoteLayout {
  let layout = layouts.get(text);
  if (layout === undefined) {
    layout = layoutText(text.text, text.frame[2], TEXT_SIZES[text.size], measure);
    layouts.set(text, layout);
  }
  return layout;
}

export function cardLayout(card: Card): CardLayout {
  let layout = cardLayouts.get(card);
  if (layout === undefined) cardLayouts.set(card, (layout = layoutCard(card, measure)));
  return layout;
}

/** The frame of what is seen: a note or text that has grown is as tall as its words. */
export function frameOf(element: Element): Frame {
  if (element.type !== 'note' && element.type !== 'text') return element.frame;
  const [x, y, width, , angle] = element.frame;
  const { height } = element.type === 'note' ? noteLayout(element) : textLayout(element);
  return [x, y, width, height, angle];
}

export function measure(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    if (widths.size > MOST_KEPT) widths.clear();
    pen ??= document.createElement('canvas').getContext('2d');
    if (pen === null) return text.length * 0.45;
    pen.font = `${AT_PX}px ${FAMILY}`;
    width = pen.measureText(text).width / AT_PX;
    widths.set(text, width);
  }
  return width;
}
