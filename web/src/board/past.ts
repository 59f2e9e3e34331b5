/** The board as it stood at a place of the log: for kept sheets, and for replay. */
import type { Entry } from '../log/types';
import { BoardDocument } from './document';
import { Fold } from './fold';
import { byOrder } from './order';
import type { Element, Sheet, SheetId } from './types';
import { browserWorld, type World } from './world';

export interface Past {
  /** all in order, those that were gone then too */
  readonly sheets: readonly Sheet[];
  /** in drawing order */
  elements(sheet: SheetId): readonly Element[];
  /** drawing acts up to there whose body was forgotten, and that no later base stands for */
  readonly forgotten: number;
}

/** The board at *seq*; see {@link boardsAt}. */
export const boardAt = async (entries: readonly Entry[], seq: number, world: World = browserWorld()): Promise<Past> =>
  (await boardsAt(entries, [seq], world))[0] ?? NOTHING;

/**
 * Fold *entries* once, a few milliseconds at a time, into the boards that stood at each of *seqs*.
 * What did not change from one to the next is the same object in both.
 *
 * @param entries the whole log from its first entry, in order
 * @param seqs rising
 */
export const boardsAt = (entries: readonly Entry[], seqs: readonly number[], world: World = browserWorld()): Promise<readonly Past[]> =>
  folded(entries, seqs, world, ({ pasts }) => pasts);

/** A board as it can stand in the place of its past: nothing that was taken off is in it any more. */
export interface WholeBoard {
  readonly update: Uint8Array;
  /** ids of the blobs of all pictures on it, on sheets that were put away too */
  readonly pictures: readonly string[];
}

/** The board at *seq*, whole. @param entries the whole log from its first entry, in order */
export const wholeAt = (entries: readonly Entry[], seq: number, world: World = browserWorld()): Promise<WholeBoard> =>
  folded(entries, [seq], world, ({ document }) => ({
    update: document.encode(),
    pictures: [...new Set([...document.elements.values()].flatMap((element) => (element.type === 'picture' ? [element.blob] : [])))],
  }));

interface Folded {
  readonly document: BoardDocument;
  readonly pasts: readonly Past[];
}

function folded<T>(entries: readonly Entry[], seqs: readonly number[], world: World, take: (folded: Folded) => T): Promise<T> {
  const document = new BoardDocument();
  const pasts: Past[] = [];
  let forgotten = 0;
  let left = 0;
  /** Take what stood before *seq*, wherever it was asked for. */
  const takeBefore = (seq: number): void => {
    while (pasts.length < seqs.length && (seqs[pasts.length] ?? 0) < seq) pasts.push(taken(document, forgotten));
  };
  takeBefore(entries[0]?.seq ?? 0);
  return new Promise((resolve) => {
    const fold = new Fold(document, world, {
      folded(entry) {
        if (entry.kind === 'base' && entry.data !== undefined) forgotten = 0;
        else if (entry.kind === 'board' && entry.data === undefined) forgotten++;
        takeBefore(entry.seq + 1);
        left--;
      },
      skipped: () => undefined,
      unwanted: () => undefined,
      caughtUp: () => true,
      rested() {
        if (left > 0) return;
        fold.stop();
        takeBefore(Infinity);
        resolve(take({ document, pasts }));
        document.destroy();
      },
    });
    for (const entry of entries) {
      if (entry.seq > (seqs.at(-1) ?? 0)) break;
      left++;
      fold.add(entry, false);
    }
    if (left === 0) fold.drain();
  });
}

const NOTHING: Past = { sheets: [], elements: () => [], forgotten: 0 };

function taken(document: BoardDocument, forgotten: number): Past {
  document.takeTouched();
  const sheets = document.sheets();
  const lying = new Map<SheetId, Element[]>();
  for (const element of document.elements.values()) {
    const there = lying.get(element.sheet);
    if (there === undefined) lying.set(element.sheet, [element]);
    else there.push(element);
  }
  for (const elements of lying.values()) elements.sort(byOrder);
  return { sheets, forgotten, elements: (sheet) => lying.get(sheet) ?? [] };
}
