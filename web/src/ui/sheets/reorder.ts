/** Taking a sheet by its tab or its thumbnail and laying it elsewhere; by mouse and pen, a finger scrolls. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Sheet, SheetId } from '../../board/types';

/** Nearer than this it is a click. */
const LEAST_PX = 6;

export interface Drop {
  readonly sheet: SheetId;
  readonly side: 'before' | 'after';
}

export interface Reorder {
  /** where the held sheet would be laid; null while none is held */
  readonly drop: ReadonlySignal<Drop | null>;
  readonly held: ReadonlySignal<SheetId | null>;
  /** for each `[data-slot]` */
  onPointerDown(event: PointerEvent, sheet: SheetId): void;
}

/** @param onMove the sheet, and the one it comes before; null puts it last */
export function useReorder(sheets: readonly Sheet[], onMove: (sheet: SheetId, before: SheetId | null) => void): Reorder {
  const held = useSignal<SheetId | null>(null);
  const drop = useSignal<Drop | null>(null);
  const current = useRef({ sheets, onMove });
  current.current = { sheets, onMove };

  function onPointerDown(event: PointerEvent, sheet: SheetId): void {
    if (event.pointerType === 'touch' || event.button !== 0) return;
    const [x, y] = [event.clientX, event.clientY];
    const follow = (move: PointerEvent): void => {
      if (held.value === null && Math.hypot(move.clientX - x, move.clientY - y) < LEAST_PX) return;
      held.value = sheet;
      move.preventDefault();
      drop.value = dropUnder(move, sheet);
    };
    const stop = (end: PointerEvent | KeyboardEvent): void => {
      if (end instanceof KeyboardEvent && end.key !== 'Escape') return;
      removeEventListener('pointermove', follow);
      removeEventListener('pointerup', stop);
      removeEventListener('pointercancel', stop);
      removeEventListener('keydown', stop, true);
      const to = drop.value;
      const moved = held.value !== null;
      held.value = null;
      drop.value = null;
      if (!moved) return;
      if (end instanceof KeyboardEvent) end.stopPropagation();
      // What was carried was not clicked.
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, true));
      if (end.type === 'pointerup' && to !== null) current.current.onMove(sheet, beforeOf(current.current.sheets, sheet, to));
    };
    addEventListener('pointermove', follow);
    addEventListener('pointerup', stop);
    addEventListener('pointercancel', stop);
    addEventListener('keydown', stop, true);
  }

  return { drop, held, onPointerDown };
}

/** @returns the sheet that comes behind the held one; null when it will be the last */
export function beforeOf(sheets: readonly Sheet[], held: SheetId, { sheet, side }: Drop): SheetId | null {
  const others = sheets.filter(({ id }) => id !== held);
  const at = others.findIndex(({ id }) => id === sheet);
  return others[side === 'before' ? at : at + 1]?.id ?? null;
}

/** One place earlier or later; undefined where it stands at that end already. */
export function beforeStep(sheets: readonly Sheet[], id: SheetId, step: -1 | 1): SheetId | null | undefined {
  const to = sheets.findIndex((sheet) => sheet.id === id) + step;
  if (to < 0 || to >= sheets.length) return undefined;
  return sheets.filter((sheet) => sheet.id !== id)[to]?.id ?? null;
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

function dropUnder({ clientX, clientY }: PointerEvent, held: SheetId): Drop | null {
  const slot = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-slot]');
  const sheet = slot?.dataset['slot'];
  if (!slot || sheet === undefined || sheet === held) return null;
  const { left, width } = slot.getBoundingClientRect();
  return { sheet, side: clientX < left + width / 2 ? 'before' : 'after' };
}
