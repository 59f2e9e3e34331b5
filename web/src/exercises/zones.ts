/**
 * Tells the log when somebody's own hand carried a note from one zone of circles to another, so
 * that the day is kept. Undoing carries it back, and is told as well.
 */
import { zoneOf, type Zone } from '../board/exercises';
import type { Board, Circles, ElementId } from '../board/types';

export interface ZoneTold {
  readonly type: 'zone';
  readonly note: ElementId;
  readonly from: Zone;
  readonly to: Zone;
}

/** The same board, which tells of changes of zone that one's own acts make. */
export function tellingZones(board: Board, tell: (change: ZoneTold) => void): Board {
  function zones(): ReadonlyMap<ElementId, Zone> {
    const found = new Map<ElementId, Zone>();
    for (const { id } of board.sheets.peek()) {
      const elements = board.elements(id).peek();
      const circles = elements.filter((element): element is Circles => element.type === 'circles');
      if (circles.length === 0) continue;
      for (const element of elements) {
        if (element.type !== 'note') continue;
        const zone = circles.map((one) => zoneOf(element.frame, one)).find((one) => one !== 'outside') ?? 'outside';
        found.set(element.id, zone);
      }
    }
    return found;
  }
  function watched<A extends readonly unknown[], R>(act: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      const before = zones();
      const result = act(...args);
      // What was put down or taken away is no change of zone.
      for (const [note, to] of zones()) {
        const from = before.get(note);
        if (from !== undefined && from !== to) tell({ type: 'zone', note, from, to });
      }
      return result;
    };
  }
  return {
    ...board,
    change: watched(board.change),
    setFrame: watched(board.setFrame),
    undo: watched(board.undo),
    redo: watched(board.redo),
  };
}
