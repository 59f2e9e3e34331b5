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

/**
 * Fold *entries* up to *seq* into a board, a few milliseconds at a time.
 *
 * @param entries the whole log from its first entry, in order
 */
export function boardAt(entries: readonly Entry[], seq: number, world: World = browserWorld()): Promise<Past> {
  const document = new BoardDocument();
  let forgotten = 0;
  let left = 0;
  return new Promise((resolve) => {
    const fold = new Fold(document, world, {
      folded(entry) {
        if (entry.kind === 'base' && entry.data !== undefined) forgotten = 0;
        else if (entry.kind === 'board' && entry.data === undefined) forgotten++;
        left--;
      },
      skipped: () => undefined,
      unwanted: () => undefined,
    caughtUp: () => true,
      rested() {
        if (left > 0) return;
        fold.stop();
        resolve(taken(document, forgotten));
        document.destroy();
      },
    });
    for (const entry of entries) {
      if (entry.seq > seq) break;
      left++;
      fold.add(entry, false);
    }
    if (left === 0) fold.drain();
  });
}

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
