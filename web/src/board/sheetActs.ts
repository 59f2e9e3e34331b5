/** Acts on sheets as changes of the document; pure, so that undo and redo take them like any other. */
import { orderBetween } from './order';
import type { Change } from './undo';
import type { Element, ElementId, Paper, Sheet, SheetId } from './types';

/** @param sheets all in order, those that are gone too: they keep their places */
export function sheetAdded(
  sheets: readonly Sheet[],
  id: SheetId,
  { title = '', paper = 'plain', after }: { readonly title?: string; readonly paper?: Paper; readonly after?: SheetId },
): Change {
  const at = after === undefined ? -1 : sheets.findIndex((sheet) => sheet.id === after);
  const behind = at === -1 ? sheets.at(-1) : sheets[at];
  const next = at === -1 ? undefined : sheets[at + 1];
  const order = orderBetween(behind?.order ?? null, next?.order ?? null);
  return { id, key: 'sheet', before: null, after: { id, title, order, paper } };
}

/** A sheet and copies of what lies on it, under new ids. */
export function sheetCopied(
  sheets: readonly Sheet[],
  from: Pick<Sheet, 'id' | 'paper'>,
  elements: readonly Element[],
  to: { readonly id: SheetId; readonly title: string; readonly newId: () => ElementId; readonly by: string },
): Change[] {
  const { id, title, newId, by } = to;
  const copies = elements.filter(({ type }) => type !== 'unknown').map((element): Change => {
    const copy = { ...element, id: newId(), sheet: id, by };
    return { id: copy.id, key: 'element', before: null, after: copy };
  });
  return [sheetAdded(sheets, id, { title, paper: from.paper, after: from.id }), ...copies];
}

/** @returns null when it stands there already */
export function sheetMoved(sheets: readonly Sheet[], id: SheetId, before: SheetId | null): Change | null {
  const moved = sheets.find((sheet) => sheet.id === id);
  const others = sheets.filter((sheet) => sheet.id !== id);
  const at = before === null ? others.length : others.findIndex((sheet) => sheet.id === before);
  if (moved === undefined || at === -1) return null;
  if (sheets.indexOf(moved) === at) return null;
  const order = orderBetween(others[at - 1]?.order ?? null, others[at]?.order ?? null);
  return { id, key: 'sheet.order', before: moved.order, after: order };
}

/** Never empty: when all were taken away, the first one lies there again. */
export function shownOf(sheets: readonly Sheet[]): readonly Sheet[] {
  const shown = sheets.filter((sheet) => sheet.gone !== true);
  return shown.length > 0 ? shown : sheets.slice(0, 1);
}
