/** One tab for each sheet: number and title. The current one takes its name right there. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Sheet, SheetId } from '../../board/types';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { sentence } from '../room/words';
import { MAX_TITLE_CHARS } from './keeping';
import { beforeStep, useReorder } from './reorder';
import { Lookers, lookersAt } from './Lookers';
import { v } from './words';

export interface SheetTabsProps {
  readonly room: Room;
  readonly names: Names;
  readonly onMove: (sheet: SheetId, before: SheetId | null) => void;
}

export function SheetTabs({ room, names, onMove }: SheetTabsProps) {
  const { board, easel } = room;
  const sheets = board.sheets.value;
  const shown = easel.shown.value;
  const mayDraw = board.mayDraw.value;
  const naming = useSignal<SheetId | null>(null);
  const row = useRef<HTMLElement>(null);
  const reorder = useReorder(sheets, onMove);
  const tab = (id: SheetId | undefined): HTMLElement | null | undefined => row.current?.querySelector<HTMLElement>(`[data-slot="${id}"] button`);

  // However many there are, the one that lies on top is in sight; only the row scrolls, not the page.
  useEffect(() => {
    const slot = tab(shown)?.parentElement;
    const around = row.current;
    if (!slot || !around) return;
    const bring = (): void => {
      const left = slot.offsetLeft - around.offsetLeft;
      const right = left + slot.offsetWidth;
      if (left < around.scrollLeft) around.scrollLeft = left - 24;
      else if (right > around.scrollLeft + around.clientWidth) around.scrollLeft = right - around.clientWidth + 24;
    };
    // A new name, another language or a turned phone changes what fits.
    const sizes = new ResizeObserver(bring);
    for (const one of [around, ...around.children]) sizes.observe(one);
    return () => sizes.disconnect();
  }, [shown, sheets.length, sheets.findIndex(({ id }) => id === shown)]);

  function onKeyDown(event: KeyboardEvent, id: SheetId): void {
    const arrow = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
    const name = event.key === 'F2' || (event.key === 'Enter' && id === shown);
    if (arrow !== null && event.shiftKey && (event.ctrlKey || event.metaKey) && mayDraw) {
      const before = beforeStep(sheets, id, arrow);
      if (before === undefined) return;
      onMove(id, before);
      // Moving it in the page takes the focus from it.
      requestAnimationFrame(() => tab(id)?.focus());
    } else if (arrow !== null && !event.ctrlKey && !event.altKey && !event.metaKey) {
      tab(sheets[sheets.findIndex((sheet) => sheet.id === id) + arrow]?.id)?.focus();
    } else if (name && mayDraw) naming.value = id;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <nav ref={row} class="sheet-tabs" aria-label={v('sheets')}>
      {sheets.map((sheet, at) => (
        <div
          key={sheet.id}
          class="sheet-slot"
          data-slot={sheet.id}
          data-drop={reorder.drop.value?.sheet === sheet.id ? reorder.drop.value.side : undefined}
          data-held={reorder.held.value === sheet.id ? '' : undefined}
        >
          {naming.value === sheet.id ? (
            <NameField
              sheet={sheet}
              onDone={(title, byKey) => {
                naming.value = null;
                if (title !== null && title !== sheet.title) board.changeSheet(sheet.id, { title });
                if (byKey) requestAnimationFrame(() => tab(sheet.id)?.focus());
              }}
            />
          ) : (
            <Tab
              sheet={sheet}
              number={at + 1}
              current={sheet.id === shown}
              lookers={lookersAt(room, names, sheet.id)}
              onTurn={() => easel.turn(sheet.id)}
              onName={() => {
                if (mayDraw) naming.value = sheet.id;
              }}
              onKeyDown={(event) => onKeyDown(event, sheet.id)}
              onPointerDown={(event) => {
                if (mayDraw) reorder.onPointerDown(event, sheet.id);
              }}
            />
          )}
        </div>
      ))}
    </nav>
  );
}

interface TabProps {
  readonly sheet: Sheet;
  readonly number: number;
  readonly current: boolean;
  /** names of those who look at it while this person does not */
  readonly lookers: readonly string[];
  readonly onTurn: () => void;
  readonly onName: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
}

function Tab({ sheet, number, current, lookers, onTurn, onName, onKeyDown, onPointerDown }: TabProps) {
  return (
    <button
      type="button"
      class="sheet-tab"
      aria-current={current ? 'page' : undefined}
      aria-description={current ? v('tab_keys') : undefined}
      title={sheet.title}
      onClick={() => {
        if (!current) onTurn();
      }}
      onDblClick={onName}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <span class="sheet-tab-words">{sheet.title === '' ? sentence(v('nth', { number })) : `${number} ${sheet.title}`}</span>
      <Lookers names={lookers} />
    </button>
  );
}

/** Enter keeps, Escape leaves it as it was, going elsewhere keeps. */
function NameField({ sheet, onDone }: { readonly sheet: Sheet; readonly onDone: (title: string | null, byKey: boolean) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const finish = (keep: boolean, byKey: boolean): void => {
    if (done.current) return;
    done.current = true;
    onDone(keep ? (field.current?.value.trim() ?? '') : null, byKey);
  };
  // At once: whoever types right after shall not lose a letter.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <input
      ref={field}
      class="sheet-name"
      type="text"
      aria-label={v('name')}
      defaultValue={sheet.title}
      maxLength={MAX_TITLE_CHARS}
      autocomplete="off"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        finish(event.key === 'Enter', true);
      }}
      onBlur={() => finish(true, false)}
    />
  );
}
