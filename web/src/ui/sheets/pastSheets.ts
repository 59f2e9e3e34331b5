/** Sheets as they were: the whole log read once, the board folded once for each place that is looked at. */
import { boardAt, type Past } from '../../board/past';
import type { History, SealedLog } from '../../log/types';

export interface PastSheets {
  /**
   * The board as it stood at *seq*.
   *
   * @param onProgress 0..1, of the reading
   * @throws LogError as `SealedLog.history`
   */
  at(seq: number, onProgress: (done: number) => void): Promise<Past>;
}

export function createPastSheets(log: Pick<SealedLog, 'history' | 'seq'>): PastSheets {
  let read: Promise<History> | null = null;
  const boards = new Map<number, Promise<Past>>();

  function history(until: number, onProgress: (done: number) => void): Promise<History> {
    const reading = read ?? log.history({ until: Math.max(until, log.seq.peek()), onProgress });
    read = reading;
    // What failed is tried again when asked again.
    reading.catch(() => {
      if (read === reading) read = null;
    });
    return reading;
  }

  return {
    async at(seq, onProgress) {
      let whole = await history(seq, onProgress);
      if (whole.until < seq) {
        read = null;
        whole = await history(seq, onProgress);
      }
      let board = boards.get(seq);
      if (board === undefined) boards.set(seq, (board = boardAt(whole.entries, seq)));
      return board;
    },
  };
}
