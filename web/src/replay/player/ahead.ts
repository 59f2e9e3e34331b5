/** Strokes are worked out before somebody seeks to them, a few milliseconds at a time, while there is time. */
import { isDrawn, kept } from '../../canvas/groups';
import { createSpare } from '../../ui/sheets/spare';
import type { Film } from './film';

const SLICE_MS = 6;

/**
 * @param playing meanwhile nothing is: what plays draws what it shows, and keeps no more than that
 * @returns what stops it
 */
export function drawAhead(film: Film, playing: () => boolean): () => void {
  const spare = createSpare(playing);
  const drawings = drawingsOf(film);
  let stop = spare.soon(some);
  function some(): void {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) if (drawings.next().done === true) return;
    stop = spare.soon(some);
  }
  return () => stop();
}

/** Each sheet as it was when it was last in sight: what had gone by then is worked out when it is sought. */
function* drawingsOf({ turns, recording, settled }: Film): Generator<void> {
  const last = new Map(turns.map(({ sheet }, at) => [sheet, turns[at + 1]?.at ?? recording.end]));
  for (const [sheet, at] of last)
    for (const element of settled(sheet, at)) {
      if (isDrawn(element)) kept(element);
      yield;
    }
}
