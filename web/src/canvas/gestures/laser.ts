/** The laser shines while the pointer is down; nothing of it is kept. */
import type { Gesture, Ground } from './gesture';

export function shine({ state, onBoard }: Ground, first: PointerEvent): Gesture {
  const { board, sheet } = state;
  const point = (event: PointerEvent): void => board.pointLaser(sheet, ...onBoard(event));
  const lift = (): void => board.liftLaser();
  point(first);
  return {
    move(event) {
      const samples = event.getCoalescedEvents?.() ?? [];
      for (const sample of samples.length > 0 ? samples : [event]) point(sample);
    },
    end: lift,
    cancel: lift,
  };
}
