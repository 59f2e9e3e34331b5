/** What is written in hand: a tap puts down a sticky, or begins to write where it was; or goes on with what lies there. */
import type { Text, Written } from '../../board/types';
import { measure, textLayout } from '../measure';
import type { SheetState } from '../sheetState';
import type { Box } from '../writing/places';
import { boxOf } from '../writing/writing';
import { awayFrom, SLOP_PX, type Gesture, type Ground } from './gesture';
import { noteUnder } from './select';

export function putNote(ground: Ground, first: PointerEvent): Gesture {
  const { state, onBoard } = ground;
  return tap(first, (event) => {
    const note = noteUnder(ground, event);
    if (note !== undefined) write(state, note);
    else state.newNote(onBoard(event));
  });
}

export function putText(ground: Ground, first: PointerEvent): Gesture {
  const { state, onBoard } = ground;
  return tap(first, (event) => {
    const under = writtenUnder(ground, event);
    if (under !== undefined) write(state, under);
    else state.newText(onBoard(event));
  });
}

function write(state: SheetState, under: Written): void {
  if (under.locked === true) state.select([under.id]);
  else state.write(under.id);
}

function tap(first: PointerEvent, put: (event: PointerEvent) => void): Gesture {
  return {
    move: () => undefined,
    end: (event) => {
      if (awayFrom(first, event) <= 3 * SLOP_PX) put(event);
    },
    cancel: () => undefined,
  };
}

/** The topmost note or text at a point; of a text only where its words are, which may be far from its frame's edge. */
function writtenUnder({ state, onBoard }: Ground, event: PointerEvent): Written | undefined {
  const [px, py] = onBoard(event);
  const { board, sheet } = state;
  return board
    .elements(sheet)
    .peek()
    .filter((element): element is Written => element.type === 'note' || element.type === 'text')
    .reverse()
    .find((element) => {
      const { x, y, width, height } = element.type === 'text' ? wordsOf(element) : boxOf(element);
      return px >= x && px <= x + width && py >= y && py <= y + height;
    });
}

/** Board units around words that still mean them. */
const AROUND = 14;

function wordsOf(text: Text): Box {
  const { size, lines, rtl } = textLayout(text);
  const box = boxOf(text);
  const width = Math.max(...lines.map((line) => measure(line.trimEnd()) * size)) + 2 * AROUND;
  return { ...box, width, x: rtl[0] === true ? box.x + box.width - width + AROUND : box.x - AROUND };
}
