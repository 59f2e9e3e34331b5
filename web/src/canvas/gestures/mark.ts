/** Carrying a mark along its scale; and a place on the line of a selected one, at which one may be set. */
import { fromSegment, type Point } from '../../board/geometry';
import { softValueAt } from '../../board/marks';
import { along } from '../../board/exercises';
import type { Scale } from '../../board/types';
import type { OnScale } from '../selection/marks';
import { awayFrom, SLOP_PX, type Gesture, type Ground } from './gesture';
import { markReach } from './under';

/** @param tapped called when the pointer lifted where it went down */
export function carry({ state, onBoard }: Ground, first: PointerEvent, on: OnScale, tapped: () => void): Gesture {
  const from = onBoard(first);
  const value = on.mark.value.at(-1);
  // What is taken by its words keeps its distance from the hand.
  const [dx, dy] = value === undefined ? [0, 0] : apartFrom(along(on.scale, value), from);
  let under = false;
  return {
    move(event) {
      if (!under && awayFrom(first, event) < SLOP_PX) return;
      if (!under) {
        state.select([on.scale.id]);
        state.chooseMark(on.scale.id, on.mark.id);
      }
      under = true;
      const [x, y] = onBoard(event);
      state.carry(on, softValueAt(on.scale, [x + dx, y + dy]));
    },
    end() {
      if (under) state.letGo();
      else tapped();
    },
    cancel: () => state.putBack(),
  };
}

const apartFrom = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];

/** A tap on the line of a scale that was selected already offers a mark there. @returns whether it did */
export function offerOnLine(ground: Ground, event: PointerEvent, scale: Scale): boolean {
  const at = ground.onBoard(event);
  if (fromSegment(at, along(scale, 0), along(scale, 10)) > markReach(ground, event)) return false;
  ground.state.offerMark({ scale: scale.id, value: softValueAt(scale, at) });
  return true;
}
