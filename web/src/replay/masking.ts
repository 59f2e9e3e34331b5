/**
 * All of a recording, unreadable: when, where and how much, and not a word of what.
 *
 * Only what is known to say nothing stays as it is; whatever else somebody put into a field comes out
 * as bars, or not at all. Pure; the same as `whiteboard/masking.py`, held equal by tests/wire.
 */
import { frameMiddle, turned, type Point } from '../board/geometry';
import { decodePoints, encodePoints, NO_PRESSURE, placePoints } from '../board/ink';
import { recognise, type Meant } from '../board/recognise';
import { isId } from '../wire/shapes';
import { headLength } from '../board/shapes';
import type { InkPoint } from '../board/types';
import { INK_WIDTHS } from '../wire/schema.gen';
import { isTyped } from './fields';
import type { Life, PlainFields, Recording } from './recording';

/** stands for a letter */
export const BAR = '█';
const LETTER = /[^ \n]/gu;
/** all that is left of a picture, and of what is of an unknown kind */
const PLACE: ReadonlySet<string> = new Set(['sheet', 'order', 'by', 'frame', 'locked']);
/** what says nothing of what people wrote; a text in these is an id, an order or one of `OURS` */
const KEPT: ReadonlySet<string> = new Set([
  ...PLACE, 'type', 'marker', 'width', 'tip', 'shape', 'size', 'colour', 'signed', 'chosen',
  'drawn', 'upright', 'columns', 'value', 'kind', 'paper', 'gone',
]);
/** what people wrote, beside what is typed */
const LABELS: ReadonlySet<string> = new Set(['topic', 'inner', 'ring', 'outside', 'low', 'high', 'title', 'labels']);
/** words of ours; a coach's own card is named by its kind */
const OURS: ReadonlyMap<string, readonly string[]> = new Map([
  ['type', ['ink', 'shape', 'text', 'note', 'picture', 'circles', 'scale', 'card', 'unknown']],
  ['tip', ['pen', 'highlighter']],
  ['shape', ['line', 'arrow', 'rectangle', 'ellipse']],
  ['kind', ['step', 'closing']],
  ['paper', ['plain', 'squared', 'lined']],
]);
const MARKS: readonly unknown[] = ['now', 'highest', 'wanted', 'step', 'own'];
const ORDER = /^[0-9A-Za-z]{1,256}$/;
/** as programs make them */
const SESSION = /^(?:[\w-]{11}|[\w-]{22})$/;
/** of a scribble, board units between two turns; of a line, between two points */
const TURN = 18;
const MOST_TURNS = 60;
/** points on a round */
const ROUND = 48;
const LEAN = (27 * Math.PI) / 180;
const MOST_MS = 0xffffffff;

/**
 * The recording with nothing in it that can be read or recognised: letters become bars, pictures grey
 * cards, strokes a scribble over the place they took; strokes that were meant as lines, arrows, ellipses
 * or rectangles become just that, and shapes stay, and so do zones, marks and times. Messages go.
 */
export function mask(recording: Recording): Recording {
  return {
    ...recording,
    people: Object.fromEntries(Object.entries(recording.people).map(([by, person]) => [by, { ...person, name: '' }])),
    sheets: recording.sheets.map(masked),
    elements: recording.elements.map(masked),
    chapters: recording.chapters.map((chapter) =>
      chapter.type === 'snapshot' ? { ...chapter, title: bars(chapter.title) } : chapter,
    ),
    sessions: recording.sessions.map((one, at) => ({ ...one, id: SESSION.test(one.id) ? one.id : String(at + 1) })),
    talk: null,
  };
}

/** A bar for each character that is no space and no end of line. */
export const bars = (text: string): string => text.replace(LETTER, BAR);

function masked(life: Life): Life {
  const { fields, changes } = life;
  const grey = fields['type'] === 'picture' || fields['type'] === 'unknown';
  const shown = Object.entries(fields).filter(([key]) => stays(key, grey));
  return {
    ...life,
    fields: {
      ...Object.fromEntries(shown.map(([key, value]) => [key, maskedValue(fields, key, value)])),
      ...(grey ? { type: 'unknown' } : {}),
    },
    changes: changes
      .filter(([, , , key]) => stays(key, grey))
      .map(([at, seq, by, key, value]) => [at, seq, by, key, maskedValue(fields, key, value)]),
  };
}

/** Whether a field is there at all; of one that nobody knows, not even its name is. */
function stays(key: string, grey: boolean): boolean {
  if (grey) return PLACE.has(key);
  const [, id] = /^(?:mark|chosen):(.+)$/s.exec(key) ?? [];
  if (id !== undefined) return isId(id);
  return KEPT.has(key) || LABELS.has(key) || key === 'points' || isTyped(key);
}

function maskedValue(fields: PlainFields, key: string, value: unknown): unknown {
  if (key === 'points') return maskedPoints(fields, value);
  if (key.startsWith('mark:') && Array.isArray(value) && value.length === 5) {
    const [kind, at, by, name, places]: readonly unknown[] = value;
    return [MARKS.includes(kind) ? kind : 'own', at, keptId(by), bared(name), bared(places)];
  }
  if (key.startsWith('chosen:') && Array.isArray(value) && value.length === 3) {
    const [at, by, names]: readonly unknown[] = value;
    return [at, keptId(by), bared(names)];
  }
  return typeof value === 'string' && saysNothing(key, value) ? value : bared(value);
}

const keptId = (value: unknown): unknown => (isId(value) ? value : bared(value));

function saysNothing(key: string, value: string): boolean {
  if (key === 'sheet' || key === 'by') return isId(value);
  return key === 'order' ? ORDER.test(value) : OURS.get(key)?.includes(value) === true;
}

/** With bars for all that can be read in it, however deep. */
function bared(value: unknown): unknown {
  if (typeof value === 'string') return bars(value);
  if (Array.isArray(value)) return value.map(bared);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

// --- strokes --------------------------------------------------------------------------------

/** What takes a stroke's place, and as long as it did. */
function maskedPoints({ frame }: PlainFields, packed: unknown): Uint8Array {
  const [, , width = 0, height = 0] = Array.isArray(frame) ? (frame as readonly number[]) : [];
  const points = pointsOf(packed);
  if (points === null) return packedWay(scribble(width, height), 0);
  const meant = recognise(placePoints(points, [0, 0, width, height, 0]));
  const way = meant === null ? scribble(width, height) : plainly(meant);
  // A frame stretches what is in it from its own corner on, so it must fill it.
  const across = filling(way.map(([x]) => x), width);
  const down = filling(way.map(([, y]) => y), height);
  const inside = across.map((x, at): Point => [x, down[at] ?? 0]);
  const whole = points.reduce((sum, [, , , dt]) => sum + dt, 0);
  return packedWay(inside, Math.min(whole, MOST_MS));
}

function pointsOf(packed: unknown): InkPoint[] | null {
  if (!(packed instanceof Uint8Array)) return null;
  try {
    return decodePoints(packed);
  } catch {
    // Unsound points are drawn by nobody.
    return null;
  }
}

/** Stretched over 0..length; what is flat stays where it is, within it. */
function filling(values: readonly number[], length: number): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (high - low < 1) return values.map((value) => Math.min(Math.max(value, 0), length));
  return values.map((value) => ((value - low) * length) / (high - low));
}

function packedWay(way: readonly Point[], whole: number): Uint8Array {
  let told = 0;
  const points = way.map(([x, y], at): InkPoint => {
    const until = Math.floor((whole * at) / Math.max(1, way.length - 1));
    const dt = until - told;
    told = until;
    return [x, y, NO_PRESSURE, dt];
  });
  return encodePoints(points);
}

/** A zigzag over a place. */
function scribble(width: number, height: number): Point[] {
  const turns = Math.max(1, Math.min(MOST_TURNS, Math.floor(Math.max(width, height) / TURN)));
  return Array.from({ length: turns + 1 }, (_, turn): Point => {
    const [along, across] = [turn / turns, turn % 2];
    return width >= height ? [width * along, height * across] : [width * across, height * along];
  });
}

/** A shape as nobody's hand draws it, begun where anybody would. */
function plainly({ shape, frame }: Meant): Point[] {
  const [x, y, w, h, angle] = frame;
  const middle = frameMiddle(frame);
  const [cx, cy] = middle;
  if (shape === 'ellipse')
    return Array.from({ length: ROUND + 1 }, (_, at): Point => {
      const turn = (at / ROUND) * 2 * Math.PI - Math.PI / 2;
      return turned([cx + (w / 2) * Math.cos(turn), cy + (h / 2) * Math.sin(turn)], middle, angle);
    });
  const tip: Point = [x + w, cy];
  let corners: Point[] = [[x, cy], tip];
  if (shape === 'rectangle') corners = [[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]];
  if (shape === 'arrow') {
    const head = headLength(w, INK_WIDTHS[1]);
    const [back, aside] = [head * Math.cos(LEAN), head * Math.sin(LEAN)];
    corners.push([tip[0] - back, tip[1] - aside], tip, [tip[0] - back, tip[1] + aside]);
  }
  return stepped(corners.map((corner) => turned(corner, middle, angle)));
}

/** A way through *corners* with points between them, so that it is drawn on the way. */
function stepped(corners: readonly Point[]): Point[] {
  return corners.flatMap((to, at): Point[] => {
    const from = corners[at - 1];
    if (from === undefined) return [to];
    const [[ax, ay], [bx, by]] = [from, to];
    const steps = Math.max(1, Math.min(MOST_TURNS, Math.floor(Math.hypot(bx - ax, by - ay) / TURN)));
    return Array.from({ length: steps }, (_, step): Point => [ax + ((bx - ax) * (step + 1)) / steps, ay + ((by - ay) * (step + 1)) / steps]);
  });
}
