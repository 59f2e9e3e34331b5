/** Sheets as they were: the whole log read once, the board folded once for each place that is looked at. */
import { boardAt, boardsAt, type Past } from '../../board/past';
import type { Entry, History, SealedLog } from '../../log/types';

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
  /** As `each`, with the whole log up to the last of them. */
  read(seqs: readonly number[], onProgress: (done: number) => void): Promise<{ readonly entries: readonly Entry[]; readonly boards: readonly Past[] }>;
  /** how far the log is at hand; null before it was read */
  readonly readUntil: number | null;
}

export function createPastSheets(log: Pick<SealedLog, 'history' | 'seq'>): PastSheets {
  let read: Promise<History> | null = null;
  /** what was read stays at hand when reading on fails */
  let whole: History | null = null;
  const boards = new Map<number, Promise<Past>>();

  function history(until: number, onProgress: (done: number) => void): Promise<History> {
    const reading = read ?? log.history({ until: Math.max(until, log.seq.peek()), onProgress });
    read = reading;
    reading.then(
      (found) => {
        if (found.until > (whole?.until ?? -1)) whole = found;
      },
      // What failed is tried again when asked again.
      () => {
        if (read === reading) read = null;
      },
    );
    return reading;
  }

  async function upTo(seq: number, onProgress: (done: number) => void): Promise<History> {
    if (whole !== null && whole.until >= seq) return whole;
    const found = await history(seq, onProgress);
    if (found.until >= seq) return found;
    read = null;
    return history(seq, onProgress);
  }

  async function readTo(seqs: readonly number[], onProgress: (done: number) => void) {
    const { entries } = await upTo(seqs.at(-1) ?? 0, onProgress);
    return { entries, boards: await boardsAt(entries, seqs) };
  }

  return {
    read: readTo,
    get readUntil() {
      return whole?.until ?? null;
    },
    each: async (seqs, onProgress) => (await readTo(seqs, onProgress)).boards,
    async at(seq, onProgress) {
      const { entries } = await upTo(seq, onProgress);
      let board = boards.get(seq);
      if (board === undefined) boards.set(seq, (board = boardAt(entries, seq)));
      return board;
    },
  };
}
