/**
 * Elements put down by a one-off author, apart from the document: they enter it from the log like
 * anybody's, and do not name who made them. So notes without names are without them in the document.
 */
import type { AuthorId, SealedLog } from '../log/types';
import { BoardDocument } from './document';
import { orderAbove } from './order';
import { keptOnSheet } from './schema';
import type { Board, Element, ElementId, Mark, NewElement, SheetId } from './types';

/**
 * The update by which a one-off author sets a mark on a scale that lies on *board*, and which only the
 * log brings into it.
 */
export function markApart(board: Pick<Board, 'encode'>, scale: ElementId, id: ElementId, author: AuthorId, mark: Omit<Mark, 'id' | 'by'>): Uint8Array {
  const document = new BoardDocument();
  try {
    document.apply(board.encode());
    const update = document.act(author, () => document.set(scale, `mark:${id}`, { ...mark, id, by: author }));
    if (update === null) throw new TypeError('no such scale');
    return update;
  } finally {
    document.destroy();
  }
}

export interface Apart {
  readonly ids: readonly ElementId[];
  /** settles when the log has them; rejects with a LogError when it never will */
  readonly kept: Promise<unknown>;
}

/** Settles once it would survive the end of the page. */
export async function addApart(
  log: Pick<SealedLog, 'appendApart'>,
  board: Pick<Board, 'elements'>,
  sheet: SheetId,
  elements: readonly { readonly id: ElementId; readonly element: NewElement }[],
): Promise<Apart> {
  const below = board.elements(sheet).peek();
  const { kept } = await log.appendApart('board', (by) => {
    const document = new BoardDocument();
    let order = orderAbove([...below]);
    const update = document.act(by, () => {
      for (const { id, element } of elements) {
        const placed: Element = { ...element, id, sheet, by, order, frame: keptOnSheet(element.frame) };
        order = orderAbove([placed]);
        document.set(id, 'element', placed);
      }
    });
    document.destroy();
    if (update === null) throw new TypeError('nothing was put down');
    return [[0, update]];
  });
  return { ids: elements.map(({ id }) => id), kept };
}
