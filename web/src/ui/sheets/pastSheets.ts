/** Sheets as they were: the whole log read once, the board folded once for each place that is looked at. */
import { boardAt, boardsAt, type Past } from '../../board/past';
import type { History, SealedLog } from '../../log/types';

export interface PastSheets {
  /**
   * The board as it stood at *seq*.
   *
   * @param onProgress 0..1, of the reading
   * @throws LogError as `SealedLog.history`
   */
  at(seq: number, onProgress: (done: number) => void): Promise<Past>;
  /** The boards as they stood at *seqs*, which rise; what did not change is the same object in them. */
  each(seqs: readonly number[], onProgress: (done: number) => void): Promise<readonly Past[]>;
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

  async function upTo(seq: number, onProgress: (done: number) => void): Promise<History> {
    const whole = await history(seq, onProgress);
    if (whole.until >= seq) return whole;
    read = null;
    return history(seq, onProgress);
  }

  return {
    each: async (seqs, onProgress) => boardsAt((await upTo(seqs.at(-1) ?? 0, onProgress)).entries, seqs),
    async at(seq, onProgress) {
      const whole = await upTo(seq, onProgress);
      let board = boards.get(seq);
      if (board === undefined) boards.set(seq, (board = boardAt(whole.entries, seq)));
      return board;
    },
  };
}
