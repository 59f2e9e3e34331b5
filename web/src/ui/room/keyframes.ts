/**
 * When the coach's browser stores the board as a keyframe, so that the next to come need not fold it all.
 *
 * A keyframe is a cache beside the log: too few cost time, none costs nothing else. Only made while
 * nothing of the board is on its way, and when the hands have rested.
 */
import { effect } from '@preact/signals';
import type { Board } from '../../board/types';
import type { SealedLog } from '../../log/types';

/** Folding this many entries takes well under 100 ms; more often would upload the board for nothing. */
const EVERY_ENTRIES = 256;
export const REST_MS = 5000;

/** Follow the board until the returned function is called. For coaches only: the server takes it from no one else. */
export function keepKeyframes(log: SealedLog, board: Board): () => void {
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopHearing = log.onKeyframe((_board, k) => {
    newest = Math.max(newest, k);
  });
  const stop = effect(() => {
    const due = board.folded.value - newest >= EVERY_ENTRIES && log.link.value === 'connected';
    clearTimeout(timer);
    if (due) timer = setTimeout(put, REST_MS);
  });
  function put(): void {
    const made = board.keyframe();
    if (made === null) return;
    // Tried again after another stretch; a refusal is no loss.
    newest = made.k;
    log.putKeyframe(made.k, made.board).catch((error: unknown) => {
      console.debug('no keyframe', error);
    });
  }
  return () => {
    clearTimeout(timer);
    stop();
    stopHearing();
  };
}
