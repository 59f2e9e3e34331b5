/** The sheets under the one that lies on top: tabs, or on a phone one button between two. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SheetId } from '../../board/types';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { takesText } from '../room/shortcuts';
import { sentence } from '../room/words';
import { ArrowIcon, CirclesIcon, DotsIcon, GridIcon, PlusIcon } from './icons';
import type { Panel } from './panel';
import { SheetNews } from './SheetNews';
import { SheetTabs } from './SheetTabs';
import { sheetName, v } from './words';
import './sheets.css';

export interface SheetStripProps {
  readonly room: Room;
  readonly names: Names;
  readonly phone: boolean;
  readonly onPanel: (panel: Panel) => void;
  readonly onExercise: () => void;
}

export function SheetStrip({ room, names, phone, onPanel, onExercise }: SheetStripProps) {
  const { board, easel } = room;
  const sheets = board.sheets.value;
  const shown = easel.shown.value;
  const at = sheets.findIndex(({ id }) => id === shown);
  const mayDraw = board.mayDraw.value;
  const said = useSignal('');

  function step(by: -1 | 1): boolean {
    const to = board.sheets.peek()[board.sheets.peek().findIndex(({ id }) => id === easel.shown.peek()) + by];
    if (to !== undefined) easel.turn(to.id);
    return to !== undefined;
  }
  function add(): void {
    if (!board.mayDraw.peek()) return;
    const id = board.addSheet({ after: easel.shown.peek(), paper: board.sheets.peek()[at]?.paper ?? 'plain' });
    easel.turn(id);
    said.value = sentence(v('added', { sheet: sheetName(board.sheets.peek(), id) }));
  }
  function move(sheet: SheetId, before: SheetId | null): void {
    board.moveSheet(sheet, before);
    const all = board.sheets.peek();
    const number = all.findIndex(({ id }) => id === sheet) + 1;
    said.value = sentence(v('moved', { sheet: sheetName(all, sheet), number, count: all.length }));
  }

  const pages = useRef(step);
  pages.current = step;
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const by = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : null;
      if (by === null || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (takesText(event.target)) return;
      if (pages.current(by)) event.preventDefault();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <div class="sheet-strip no-print" data-phone={phone ? '' : undefined}>
      <SheetNews room={room} names={names} said={said.value} />
      {phone ? (
        <nav class="sheet-turner" aria-label={v('sheets')}>
          <StripButton label={v('previous')} disabled={at === 0} onClick={() => step(-1)}>
            <ArrowIcon back />
          </StripButton>
          <button type="button" class="sheet-place-button" aria-haspopup="dialog" onClick={() => onPanel({ is: 'all' })}>
            {placeWords(at + 1, sheets.length, sheets[at]?.title ?? '')}
          </button>
          {at < sheets.length - 1 || !mayDraw ? (
            <StripButton label={v('next')} disabled={at === sheets.length - 1} onClick={() => step(1)}>
              <ArrowIcon />
            </StripButton>
          ) : (
            <StripButton label={v('add')} onClick={add}>
              <PlusIcon />
            </StripButton>
          )}
        </nav>
      ) : (
        <>
          <SheetTabs room={room} names={names} onMove={move} />
          <div class="sheet-strip-end" data-tight={sheets.length > 1 ? '' : undefined}>
            <StripButton label={v('this_of', { sheet: sheetName(sheets, shown) })} word={v('this')} opens onClick={() => onPanel({ is: 'one', sheet: shown })}>
              <DotsIcon />
            </StripButton>
            <StripButton label={v('add')} word={v('add')} disabled={!mayDraw} onClick={add}>
              <PlusIcon />
            </StripButton>
            <StripButton label={v('exercise')} word={v('exercise')} disabled={!mayDraw} opens onClick={onExercise}>
              <CirclesIcon />
            </StripButton>
            <StripButton label={v('all')} word={v('all')} opens onClick={() => onPanel({ is: 'all' })}>
              <GridIcon />
            </StripButton>
          </div>
        </>
      )}
    </div>
  );
}

/** “2 van 5 – Werk” */
const placeWords = (number: number, count: number, title: string): string =>
  title === '' ? v('place', { number, count }) : v('place_named', { number, count, title });

interface StripButtonProps {
  readonly label: string;
  readonly word?: string;
  readonly disabled?: boolean;
  readonly opens?: boolean;
  readonly onClick: () => void;
  readonly children: preact.ComponentChildren;
}

function StripButton({ label, word, disabled = false, opens = false, onClick, children }: StripButtonProps) {
  return (
    <button
      type="button"
      class="strip-button"
      aria-label={label}
      title={label}
      aria-haspopup={opens ? 'dialog' : undefined}
      aria-disabled={disabled ? 'true' : undefined}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      {children}
      {word === undefined ? null : (
        <span class="word" aria-hidden="true">
          {word}
        </span>
      )}
    </button>
  );
}
