/** Where the field lies in which a note or text is written. Pure arithmetic. */
import type { Note, Written } from '../../board/types';
import { MARKERS, NOTE_COLOURS, TEXT_SIZES } from '../../wire/schema.gen';
import { BASELINE } from '../drawing/lines';
import { noteLayout, textLayout } from '../measure';
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

export const layoutOf = (element: Written): NoteLayout =>
  element.type === 'note' ? noteLayout(element) : textLayout(element);

/** Over the note or text; or, where that would be too small to read, around its middle and kept in sight. */
export function placeOf(element: Written, view: Viewport, space: Space, least = LEAST_PX): Place {
  const { height } = layoutOf(element);
  const [x, y, width] = element.frame;
  // The same for a note however much stands on it: nothing jumps while one types.
  const size = element.type === 'note' ? LEAST_NOTE_SIZE : TEXT_SIZES[element.size];
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
export function styleOf(element: Written, place: Place): Record<string, string> {
  const { size } = layoutOf(element);
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
    color: note ? '#222222' : MARKERS[element.marker],
    '--px': String(1 / place.scale),
    ...(note && place.lifted ? { background: NOTE_COLOURS[element.colour] } : {}),
  };
}

/** A note at reading size, for who only reads it. */
export const liftedStyle = (note: Note, view: Viewport, space: Space): Record<string, string> =>
  styleOf(note, placeOf(note, view, space, Infinity));
