/** A look at one sheet against how it was: what lies elsewhere by now and what is new. Set by the room, seen here only. */
import { signal } from '@preact/signals';
import type { ElementId, Frame, SheetId } from '../board/types';

export interface SinceLook {
  readonly sheet: SheetId;
  /** where notes lay that are in another zone by now */
  readonly was: ReadonlyMap<ElementId, Frame>;
  /** said at a thing, and behind its name */
  readonly words: ReadonlyMap<ElementId, string>;
  /** marks that are new; all others are drawn lighter */
  readonly marks: ReadonlySet<ElementId>;
}
export const sinceLook = signal<SinceLook | null>(null);
