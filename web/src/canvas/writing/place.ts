/** Where the field lies in which a note, a text or one field of a card is written. Pure arithmetic. */
import type { Frame, Note, Writable } from '../../board/types';
import { MARKERS, NOTE_COLOURS, TEXT_SIZES } from '../../wire/schema.gen';
import { BASELINE } from '../drawing/lines';
import { CARD_SIZES } from '../cardLayout';
import { cardLayout, noteLayout, textLayout } from '../measure';
import { NOTE_LINE, NOTE_PADDING, NOTE_SIZES, type NoteLayout } from '../noteText';
import { toSpace, type Space, type Viewport } from '../viewport';

/** CSS px of the smallest letters that can be read where they lie; smaller ones are lifted. */
const LEAST_PX = 12;
/** CSS px of what is lifted: as a phone's own texts, and less only where it would not fit. */
const READING_PX = 22;
const LEAST_READING_PX = 16;
/** CSS px kept free around what is lifted. */
const EDGE_PX = 12;
const LEAST_NOTE_SIZE = Math.min(...NOTE_SIZES);
const LEAST_CARD_SIZE = Math.min(...CARD_SIZES);
/** Board units that the last line may need more than it was measured. */
const SLACK = 2;
/**
 * Where Patrick Hand's letters stand in a line of a text field, in sizes below its top: its ascent of
 * 1.042 and descent of 0.312 in the middle of the line.
 */
const FIELD_BASELINE = NOTE_LINE / 2 + (1.042 - 0.312) / 2;

export interface Place {
  /** CSS px */
  readonly left: number;
  readonly top: number;
  /** board units */
  readonly width: number;
  readonly height: number;
  /** CSS px per board unit */
  readonly scale: number;
  /** away from where it lies, because there it would be too small to read */
  readonly lifted: boolean;
}

interface Spot {
  readonly frame: Frame;
  readonly layout: NoteLayout;
  /** of the smallest letters that may come to stand there: nothing jumps while one types */
  readonly least: number;
}

function spotOf(element: Writable, field: number): Spot {
  switch (element.type) {
    case 'note':
      return { frame: element.frame, layout: noteLayout(element), least: LEAST_NOTE_SIZE };
    case 'text':
      return { frame: element.frame, layout: textLayout(element), least: TEXT_SIZES[element.size] };
    case 'card': {
      const { fields } = cardLayout(element);
      const found = fields[field] ?? fields[0];
      const layout = found?.words ?? { size: LEAST_CARD_SIZE, lines: [''], rtl: [false], height: 0 };
      return { frame: found?.room ?? element.frame, layout, least: LEAST_CARD_SIZE };
    }
  }
}

/** Over the words; or, where that would be too small to read, around its middle and kept in sight. */
export function placeOf(element: Writable, field: number, view: Viewport, space: Space, least = LEAST_PX): Place {
  const { frame: [x, y, width], layout: { height }, least: size } = spotOf(element, field);
  if (size * view.scale >= least) {
    const [left, top] = toSpace(view, [x, y]);
    return { left, top, width, height, scale: view.scale, lifted: false };
  }
  const fitting = (space.width - 2 * EDGE_PX) / width;
  const scale = Math.max(LEAST_READING_PX / size, Math.min(READING_PX / size, fitting));
  const w = Math.min(width, (space.width - 2 * EDGE_PX) / scale);
  const h = Math.min(height, (space.height - 2 * EDGE_PX) / scale);
  const [cx, cy] = toSpace(view, [x + width / 2, y + height / 2]);
  const within = (low: number, length: number, room: number): number =>
    Math.max(EDGE_PX, Math.min(room - length - EDGE_PX, low));
  return {
    left: within(cx - (w * scale) / 2, w * scale, space.width),
    top: within(cy - (h * scale) / 2, h * scale, space.height),
    width: w,
    height: h,
    scale,
    lifted: true,
  };
}

/**
 * In board units, and made as large as the sheet is: so the browser breaks lines where they will lie.
 */
export function styleOf(element: Writable, field: number, place: Place): Record<string, string> {
  const { size } = spotOf(element, field).layout;
  const note = element.type === 'note';
  /** board units by which the field's letters would stand lower than they will lie */
  const low = (FIELD_BASELINE - BASELINE) * size;
  return {
    left: `${place.left}px`,
    top: `${place.top - (note ? 0 : low * place.scale)}px`,
    width: `${place.width}px`,
    height: `${place.height + (note ? 0 : SLACK)}px`,
    transform: `scale(${place.scale})`,
    padding: note ? `${NOTE_PADDING - low}px ${NOTE_PADDING}px 0` : '0',
    fontSize: `${size}px`,
    lineHeight: `${size * NOTE_LINE}px`,
    color: element.type === 'text' ? MARKERS[element.marker] : '#222222',
    '--px': String(1 / place.scale),
    ...(note && place.lifted ? { background: NOTE_COLOURS[element.colour] } : {}),
  };
}

/** A note at reading size, for who only reads it. */
export const liftedStyle = (note: Note, view: Viewport, space: Space): Record<string, string> =>
  styleOf(note, 0, placeOf(note, 0, view, space, Infinity));
