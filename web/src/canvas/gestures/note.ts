/** The sticky in hand: a tap puts one down and writes on it, or writes on the one that lies there. */
import { awayFrom, SLOP_PX, type Gesture, type Ground } from './gesture';
import { noteUnder } from './select';

export function putNote(ground: Ground, first: PointerEvent): Gesture {
  const { state, onBoard } = ground;
  return {
    move: () => undefined,
    end(event) {
      if (awayFrom(first, event) > 3 * SLOP_PX) return;
      const note = noteUnder(ground, event);
      if (note !== undefined) state.write(note.id);
      else state.newNote(onBoard(event));
    },
    cancel: () => undefined,
  };
}
