/** What is asked for as changes of the document, each with what was before: undo takes them back. */
import { isElement, isSheet, type BoardDocument } from './document';
import { keptOnSheet } from './schema';
import { cutText } from '../wire/shapes';
import { sameValue, type Change } from './undo';
import type { AuthorId } from '../log/types';
import type { Choice, ElementChange, ElementFields, ElementId, Frame, Mark, SheetChange, SheetId } from './types';

/** Those that change something: elements that are gone, and fields that are so already, are passed over. */
export function elementChanges(document: BoardDocument, changes: readonly ElementChange[]): Change[] {
  return changes.flatMap(({ id, ...fields }) =>
    Object.entries(fields).flatMap(([name, value]): Change[] => {
      const key = name as keyof ElementFields;
      const after = key === 'frame' ? keptOnSheet(value as Frame) : value;
      const before = document.get(id, key);
      if (document.get(id, 'element') === null || sameValue(before, after)) return [];
      return [{ id, key, before, after }];
    }),
  );
}

export function sheetChanges(document: BoardDocument, id: SheetId, fields: SheetChange): Change[] {
  const changes = Object.entries(fields).map(([name, value]): Change => {
    const key = `sheet.${name as keyof SheetChange}` as const;
    const after = typeof value === 'string' ? cutText(value) : value;
    return { id, key, before: document.get(id, key), after };
  });
  return changes.filter(({ before, after }) => before !== null && before !== after);
}

/** @param mark null takes it away */
export function markChanges(
  document: BoardDocument,
  scale: ElementId,
  id: ElementId,
  mark: (Omit<Mark, 'id' | 'by'> & { readonly by: AuthorId }) | null,
): Change[] {
  const key = `mark:${id}` as const;
  const before = document.get(scale, key);
  const after = mark === null ? null : { ...mark, id };
  return document.get(scale, 'element') === null || sameValue(before, after) ? [] : [{ id: scale, key, before, after }];
}

/** @param note null chooses none, and takes back what *drop* names */
export function choiceChanges(
  document: BoardDocument,
  note: ElementId | null,
  choice: Choice,
  drop: readonly { readonly note: ElementId; readonly id: string }[],
): Change[] {
  const wanted = [...drop.map((one) => ({ ...one, after: null })), ...(note === null ? [] : [{ note, id: choice.id, after: choice }])];
  return wanted.flatMap(({ note: of, id, after }): Change[] => {
    const key = `chosen:${id}` as const;
    const before = document.get(of, key);
    return document.get(of, 'element') === null || sameValue(before, after) ? [] : [{ id: of, key, before, after }];
  });
}

export function removals(document: BoardDocument, ids: readonly ElementId[]): Change[] {
  const changes = [...new Set(ids)].map((id): Change => {
    return { id, key: 'element', before: document.get(id, 'element'), after: null };
  });
  return changes.filter(({ before }) => before !== null);
}

/** The sheet that an act was about; null when it cannot be shown. */
export function sheetOf(document: BoardDocument, changes: readonly Change[]): SheetId | null {
  for (const { id, key } of changes) {
    if (key.startsWith('sheet')) {
      const sheet = document.get(id, 'sheet');
      if (isSheet(sheet) && sheet.gone !== true) return id;
    } else {
      const element = document.get(id, 'element');
      if (isElement(element)) return element.sheet;
    }
  }
  return null;
}
