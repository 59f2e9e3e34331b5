/** All sheets side by side, those that were put away, and those that were kept. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Sheet, SheetId } from '../../board/types';
import { formatMoment } from '../../i18n/language';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { sentence } from '../room/words';
import { CoachSwitches } from './CoachSwitches';
import { DotsIcon, PlusIcon } from './icons';
import type { Kept } from './keeping';
import { Lookers, lookersAt } from './Lookers';
import type { Panel } from './panel';
import { o } from './panelWords';
import { beforeStep, useReorder } from './reorder';
import { createSpare, type Spare } from './spare';
import { Thumbnail } from './Thumbnail';
import { sheetName, v } from './words';

export interface AllSheetsProps {
  readonly room: Room;
  readonly names: Names;
  readonly onPanel: (panel: Panel | null) => void;
  /** what else one does with all sheets */
  readonly children?: ComponentChildren;
}

export function AllSheets({ room, names, onPanel, children }: AllSheetsProps) {
  const { board, easel } = room;
  const sheets = board.sheets.value;
  const gone = board.goneSheets.value;
  const mayDraw = board.mayDraw.value;
  const said = useSignal('');
  const spare = useMemo(() => createSpare(() => easel.busy.peek() || board.liveInk.peek().length > 0), [room]);
  const list = useRef<HTMLUListElement>(null);
  const reorder = useReorder(sheets, move);

  function move(id: SheetId, before: SheetId | null): void {
    board.moveSheet(id, before);
    const all = board.sheets.peek();
    const number = all.findIndex((sheet) => sheet.id === id) + 1;
    said.value = sentence(v('moved', { sheet: sheetName(all, id), number, count: all.length }));
  }
  const open = (id: SheetId): void => {
    easel.turn(id);
    onPanel(null);
  };
  const focus = (id: SheetId | undefined): void => list.current?.querySelector<HTMLElement>(`[data-slot="${id}"] .sheet-open`)?.focus();

  function onKeyDown(event: KeyboardEvent, id: SheetId): void {
    const step = event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : null;
    if (step === null || event.altKey) return;
    if (event.shiftKey && (event.ctrlKey || event.metaKey)) {
      const before = mayDraw ? beforeStep(sheets, id, step) : undefined;
      if (before === undefined) return;
      move(id, before);
      requestAnimationFrame(() => focus(id));
    } else if (!event.ctrlKey && !event.metaKey) focus(sheets[sheets.findIndex((sheet) => sheet.id === id) + step]?.id);
    event.preventDefault();
  }

  return (
    <Dialog title={o('title')} onClose={() => onPanel(null)} class="sheets-panel">
      <div class="stack loose">
        <CoachSwitches room={room} />
        <ul ref={list} class="sheet-cards">
          {sheets.map((sheet, at) => (
            <Card
              key={sheet.id}
              room={room}
              lookers={lookersAt(room, names, sheet.id)}
              sheet={sheet}
              number={at + 1}
              spare={spare}
              current={sheet.id === easel.shown.value}
              drop={reorder.drop.value?.sheet === sheet.id ? reorder.drop.value.side : undefined}
              held={reorder.held.value === sheet.id}
              onOpen={() => open(sheet.id)}
              onMore={() => onPanel({ is: 'one', sheet: sheet.id, fromAll: true })}
              onKeyDown={(event) => onKeyDown(event, sheet.id)}
              onPointerDown={(event) => {
                if (mayDraw) reorder.onPointerDown(event, sheet.id);
              }}
            />
          ))}
          {mayDraw ? (
            <li class="sheet-card">
              <button
                type="button"
                class="sheet-open sheet-new"
                onClick={() => open(board.addSheet({ paper: sheets.at(-1)?.paper ?? 'plain' }))}
              >
                <PlusIcon />
                {v('add')}
              </button>
            </li>
          ) : null}
        </ul>
        {gone.length === 0 ? null : (
          <section class="stack tight" aria-labelledby="sheets-away">
            <h3 id="sheets-away">{o('away_title')}</h3>
            <ul class="sheet-rows">
              {gone.map((sheet) => (
                <li key={sheet.id} class="sheet-row">
                  <Thumbnail board={board} sheet={sheet} spare={spare} />
                  <span>{sheet.title === '' ? o('kept_away') : sheet.title}</span>
                  <Button
                    busy={!mayDraw}
                    onClick={() => {
                      board.changeSheet(sheet.id, { gone: false });
                      // This button goes; the sheet is where the focus finds it.
                      requestAnimationFrame(() => focus(sheet.id));
                    }}
                  >
                    {o('put_back')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <KeptList room={room} onOpen={(kept) => onPanel({ is: 'kept', kept })} />
        {children}
        {room.log.role === 'coach' ? (
          <Button look="quiet" class="alone" onClick={() => onPanel({ is: 'forget' })}>
            {o('forget_open')}
          </Button>
        ) : null}
        <p class="unseen" aria-live="polite">
          {said.value}
        </p>
      </div>
    </Dialog>
  );
}

interface CardProps {
  readonly room: Room;
  readonly lookers: readonly string[];
  readonly sheet: Sheet;
  readonly number: number;
  readonly spare: Spare;
  readonly current: boolean;
  readonly drop: 'before' | 'after' | undefined;
  readonly held: boolean;
  readonly onOpen: () => void;
  readonly onMore: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
}

function Card({ room, lookers, sheet, number, spare, current, drop, held, onOpen, onMore, onKeyDown, onPointerDown }: CardProps) {
  const name = sheetName(room.board.sheets.value, sheet.id);
  return (
    <li class="sheet-card" data-slot={sheet.id} data-drop={drop} data-held={held ? '' : undefined} data-current={current ? '' : undefined}>
      <div class="sheet-small" aria-hidden="true">
        <Thumbnail board={room.board} sheet={sheet} spare={spare} />
      </div>
      <button
        type="button"
        class="sheet-open over"
        aria-label={o('open', { sheet: name })}
        aria-current={current ? 'page' : undefined}
        aria-description={o('open_keys')}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
      />
      <div class="sheet-caption">
        <span class="sheet-caption-words">{sheet.title === '' ? sentence(v('nth', { number })) : `${number} ${sheet.title}`}</span>
        <Lookers names={lookers} />
        <button type="button" class="strip-button" aria-label={o('more_with', { sheet: name })} title={o('more_with', { sheet: name })} onClick={onMore}>
          <DotsIcon />
        </button>
      </div>
    </li>
  );
}

/** Newest first; what nobody asked for is folded away. */
function KeptList({ room, onOpen }: { readonly room: Room; readonly onOpen: (kept: Kept) => void }) {
  const all = [...room.easel.kept.value].reverse();
  const asked = all.filter(({ auto }) => !auto);
  const auto = all.filter((kept) => kept.auto);
  const rows = (kept: readonly Kept[]) => (
    <ul class="sheet-rows">
      {kept.map((one) => (
        <li key={one.seq}>
          <button type="button" class="kept-row" onClick={() => onOpen(one)}>
            <span>{keptTitle(room, one)}</span>
            <span class="soft small">{formatMoment(one.at, Date.now())}</span>
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="stack tight" aria-labelledby="sheets-kept">
      <h3 id="sheets-kept">{o('kept_title')}</h3>
      {all.length === 0 ? <p class="aside">{o('kept_none')}</p> : null}
      {asked.length === 0 ? null : rows(asked)}
      {auto.length === 0 ? null : (
        <details open={asked.length === 0}>
          <summary>{o('kept_auto', { count: auto.length })}</summary>
          {rows(auto)}
        </details>
      )}
    </section>
  );
}

/** Its own title, else what its sheet is called now. */
export function keptTitle({ board }: Room, { title, sheet }: Kept): string {
  if (title !== '') return title;
  const sheets = board.sheets.value;
  if (sheets.some(({ id }) => id === sheet)) return sentence(sheetName(sheets, sheet));
  return board.goneSheets.value.find(({ id }) => id === sheet)?.title || o('kept_away');
}
