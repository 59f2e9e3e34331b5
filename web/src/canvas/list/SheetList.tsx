/**
 * What lies on the sheet for keyboard and screen reader: one button each, in reading order, over its thing.
 *
 * The sheet is one stop of the Tab key: arrows (or Home and End) go in, then Tab goes from thing to
 * thing, and Escape back to the sheet, from which the next Tab leaves it. Pointers pass through; the
 * sheet's own listeners know what lies where.
 */
import { askExercise } from '../exercises';
import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { measured } from '../measure';
import { sinceLook } from '../since';
import type { SheetState } from '../sheetState';
import { w } from '../writing/words';
import { itemsOf, withMarks, type Item } from './items';
import { inReadingOrder } from '../../board/readingOrder';

export interface SheetListProps {
  readonly state: SheetState;
  readonly nameOf: (id: string) => string;
}

export function SheetList({ state, nameOf }: SheetListProps) {
  const { board, sheet } = state;
  const list = useRef<HTMLUListElement>(null);
  const order = useRef<readonly string[]>([]);
  const focused = useRef<string | null>(null);
  const inside = useSignal(false);
  const names = useRef(nameOf);
  names.current = nameOf;
  const all = useComputed(() => {
    void measured.value;
    const previews = board.previews.value;
    const lying = board.elements(sheet).value.filter(({ id }) => !previews.has(id));
    const since = sinceLook.value?.words;
    const nameOf = (id: string): string => names.current(id);
    const items = withMarks(itemsOf(lying, nameOf), lying, nameOf);
    return items.map((item) => (since?.has(item.key) === true ? { ...item, label: `${item.label}, ${since.get(item.key)}` } : item));
  });
  const items = inside.value ? steady(all.value, order.current) : all.value;
  const before = order.current;
  order.current = items.map(({ key }) => key);

  // Somebody else may take away what has the focus: its neighbour takes it.
  useLayoutEffect(() => {
    const key = focused.current;
    if (key === null || items.some((item) => item.key === key)) return;
    focused.current = null;
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    neighbour(list.current, before, key)?.focus({ preventScroll: true });
  });

  return (
    <ul
      ref={list}
      class="sheet-list"
      role="list"
      aria-label={w('list_of_sheet')}
      onFocusIn={(event) => {
        inside.value = true;
        focused.current = event.target instanceof HTMLElement ? (event.target.dataset['note'] ?? null) : null;
      }}
      onFocusOut={(event) => {
        const left = event.target;
        if (event.relatedTarget instanceof Node && list.current?.contains(event.relatedTarget) === true) return;
        inside.value = false;
        // A node that is taken away loses the focus too, and is still to be asked about.
        queueMicrotask(() => {
          if (left instanceof Node && left.isConnected && !list.current?.contains(document.activeElement)) focused.current = null;
        });
      }}
    >
      {items.map((item) => (
        <li key={item.key}>
          <Place item={item} state={state} inside={inside.value} />
        </li>
      ))}
    </ul>
  );
}

function Place({ item, state, inside }: { readonly item: Item; readonly state: SheetState; readonly inside: boolean }) {
  const { key, ids, type, label } = item;
  const frame = ids.length === 1 ? state.held.value.get(key) : undefined;
  const [x, y] = frame ?? [item.box.x, item.box.y];
  const selected = state.selected.value;
  return (
    <button
      type="button"
      class={type === 'note' ? 'list-place note-place' : 'list-place'}
      data-note={key}
      tabIndex={inside ? 0 : -1}
      aria-label={label}
      aria-pressed={type === 'mark' ? state.mark.value?.mark.id === key : ids.every((id) => selected.has(id))}
      style={{
        left: `${(x / SHEET_WIDTH) * 100}%`,
        top: `${(y / SHEET_HEIGHT) * 100}%`,
        width: `${((frame?.[2] ?? item.box.width) / SHEET_WIDTH) * 100}%`,
        height: `${((frame?.[3] ?? item.box.height) / SHEET_HEIGHT) * 100}%`,
      }}
      onFocus={() => {
        state.select(ids);
        if (type === 'mark') state.chooseMark(ids[0] ?? '', key);
        else state.leaveMarks();
      }}
      onClick={(event) => open(event.currentTarget, item, state)}
      onKeyDown={(event) => onKey(event, item, state)}
    />
  );
}

/** Write on it, read it, or go to what can be done with it. */
function open(from: HTMLElement, { key, ids, type }: Item, state: SheetState): void {
  const id = type === 'mark' ? ids[0] : key;
  const element = state.selection.peek().find((one) => one.id === id);
  const written = type === 'note' || type === 'text' || type === 'card';
  if (element !== undefined && !state.readOnly.peek() && element.locked !== true && askExercise(element)) return;
  if (written && !state.readOnly.peek() && element?.locked !== true) state.write(key);
  else if (type === 'note' && state.readOnly.peek()) state.lifted.value = key;
  else toBar(from);
}

const toBar = (from: Element): void =>
  from.closest('.sheet-view')?.querySelector<HTMLElement>('.selection-bar button')?.focus();

function onKey(event: KeyboardEvent & { readonly currentTarget: HTMLElement }, item: Item, state: SheetState): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const from = event.currentTarget;
  if (event.key === 'Escape') {
    state.letGo();
    state.select([]);
    from.closest<HTMLElement>('.sheet-stage')?.focus();
  } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) toBar(from);
  else if (event.key === 'Home' || event.key === 'End') enter(from.closest('ul'), event.key === 'Home');
  else if (state.readOnly.peek()) return;
  else if (event.key === 'F2') open(from, item, state);
  else if (event.key === 'Delete' || event.key === 'Backspace') {
    const list = from.closest('ul');
    const keys = [...(list?.querySelectorAll<HTMLElement>('[data-note]') ?? [])].map(({ dataset }) => dataset['note'] ?? '');
    const removes = state.loose(item.ids).length > 0;
    if (item.type === 'mark') state.removeMark();
    if (removes) neighbour(list, keys, item.key)?.focus({ preventScroll: true });
    if (item.type !== 'mark') state.remove(item.ids);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** What stands behind *key* in the list, else before it, else the sheet. */
function neighbour(list: Element | null, keys: readonly string[], key: string): HTMLElement | null {
  const at = keys.indexOf(key);
  for (const other of [...keys.slice(at + 1), ...keys.slice(0, Math.max(0, at)).reverse()]) {
    const place = list?.querySelector<HTMLElement>(`[data-note="${other}"]`);
    if (place != null) return place;
  }
  return list?.closest<HTMLElement>('.sheet-stage') ?? null;
}

/** From the sheet into its list, by the keys that nothing else on the sheet means now. */
export function enterList(event: KeyboardEvent, state: SheetState): boolean {
  const tool = state.tool.peek();
  const still = state.selected.peek().size === 0 && (tool === 'select' || tool === 'hand');
  const forward = event.key === 'Home' || (still && (event.key === 'ArrowDown' || event.key === 'ArrowRight'));
  const backward = event.key === 'End' || (still && (event.key === 'ArrowUp' || event.key === 'ArrowLeft'));
  if (event.shiftKey || (!forward && !backward) || !(event.currentTarget instanceof Element)) return false;
  return enter(event.currentTarget.querySelector('.sheet-list'), forward);
}

function enter(list: Element | null, forward: boolean): boolean {
  const places = list?.querySelectorAll<HTMLElement>('[data-note]');
  const place = places?.[forward ? 0 : places.length - 1];
  place?.focus({ preventScroll: true });
  return place !== undefined;
}

/** The order stays while the list has focus: moving a node would take the focus from it. */
function steady(items: readonly Item[], last: readonly string[]): readonly Item[] {
  const place = new Map(last.map((key, index) => [key, index]));
  const known = items.filter(({ key }) => place.has(key));
  const come = inReadingOrder(items.filter(({ key }) => !place.has(key)));
  return [...known.sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0)), ...come];
}
