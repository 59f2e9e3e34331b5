/** One sheet: its name and paper, keeping it, copying it, its place, putting it away. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Paper, SheetId } from '../../board/types';
import { formatDate } from '../../i18n/language';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import type { Room } from '../room/openRoom';
import { sentence } from '../room/words';
import { TextField } from '../TextField';
import { CoachSwitches } from './CoachSwitches';
import { MAX_TITLE_CHARS } from './keeping';
import type { Panel } from './panel';
import { o } from './panelWords';
import { beforeStep } from './reorder';
import { sheetName } from './words';

const PAPERS: readonly Paper[] = ['plain', 'squared', 'lined'];

export interface OneSheetProps {
  readonly room: Room;
  readonly sheet: SheetId;
  /** opened from “all sheets”, and goes back there */
  readonly fromAll: boolean;
  readonly onPanel: (panel: Panel | null) => void;
}

export function OneSheet({ room, sheet: id, fromAll, onPanel }: OneSheetProps) {
  const { board, easel } = room;
  const sheets = board.sheets.value;
  const at = sheets.findIndex((one) => one.id === id);
  const sheet = sheets[at];
  const mayDraw = board.mayDraw.value;
  const last = sheets.length < 2;
  /** null until typed here: somebody else may name it meanwhile */
  const name = useSignal<string | null>(null);
  const latest = useRef(name);
  latest.current = name;

  function keepName(): void {
    const title = latest.current.peek()?.trim();
    latest.current.value = null;
    if (title !== undefined && title !== (board.sheets.peek().find((one) => one.id === id)?.title ?? title)) board.changeSheet(id, { title });
  }
  function close(): void {
    keepName();
    onPanel(fromAll ? { is: 'all' } : null);
  }
  // Somebody else put it away.
  useEffect(() => {
    if (sheet === undefined) close();
  }, [sheet === undefined]);
  if (sheet === undefined) return null;

  function move(step: -1 | 1): void {
    const before = beforeStep(sheets, id, step);
    if (before !== undefined) board.moveSheet(id, before);
  }
  function copy(): void {
    keepName();
    const own = board.sheets.peek().find((one) => one.id === id)?.title ?? '';
    const title = own === '' ? '' : o('copy_of', { title: own });
    const made = board.duplicateSheet(id, title.slice(0, MAX_TITLE_CHARS));
    if (made === null) return;
    easel.turn(made);
    onPanel(null);
  }
  function takeAway(): void {
    keepName();
    easel.takeAway(id, sheetName(board.sheets.peek(), id));
    onPanel(fromAll ? { is: 'all' } : null);
  }

  return (
    <Dialog title={o('one_title', { number: at + 1 })} onClose={close} class="sheet-panel">
      <div class="stack loose">
        {mayDraw ? (
          <>
            <TextField
              label={o('name')}
              hint={o('name_hint')}
              value={name.value ?? sheet.title}
              maxLength={MAX_TITLE_CHARS}
              autocomplete="off"
              onInput={(value) => {
                name.value = value;
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.isComposing) close();
              }}
            />
            <Choice
              legend={o('paper')}
              options={PAPERS.map((paper) => ({ value: paper, label: o(`paper_${paper}`) }))}
              value={sheet.paper}
              layout="across"
              onChoose={(paper) => board.changeSheet(id, { paper })}
            />
          </>
        ) : null}
        <Keep room={room} sheet={id} onKeepName={keepName}>
          {mayDraw ? <Button onClick={copy}>{o('copy')}</Button> : null}
        </Keep>
        {mayDraw ? (
          <div class="row sheet-acts">
            <p class="aside" role="status">
              {o('place', { number: at + 1, count: sheets.length })}
            </p>
            <Button busy={at === 0} onClick={() => move(-1)}>
              {o('earlier')}
            </Button>
            <Button busy={at === sheets.length - 1} onClick={() => move(1)}>
              {o('later')}
            </Button>
          </div>
        ) : null}
        {mayDraw ? (
          <div class="row sheet-acts">
            <Button look="leave" busy={last} aria-describedby={last ? 'last-stays' : undefined} onClick={takeAway}>
              {o('take_away')}
            </Button>
            {last ? (
              <p class="aside" id="last-stays">
                {o('last_stays')}
              </p>
            ) : null}
          </div>
        ) : null}
        {fromAll ? null : <CoachSwitches room={room} />}
        <Button look="quiet" class="alone" onClick={() => {
          keepName();
          onPanel({ is: 'all' });
        }}>
          {o('back_to_all')}
        </Button>
      </div>
    </Dialog>
  );
}

interface KeepProps {
  readonly room: Room;
  readonly sheet: SheetId;
  readonly onKeepName: () => void;
  /** beside the button */
  readonly children: ComponentChildren;
}

/** Kept under a title that says which sheet and which day, until somebody writes a better one. */
function Keep({ room, sheet, onKeepName, children }: KeepProps) {
  const title = useSignal<string | null>(null);
  const said = useSignal('');
  const field = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  function ask(): void {
    onKeepName();
    const sheets = room.board.sheets.peek();
    const own = sheets.find(({ id }) => id === sheet)?.title ?? '';
    title.value = o('keep_title', { sheet: own === '' ? sentence(sheetName(sheets, sheet)) : own, date: formatDate(Date.now()) });
    said.value = '';
    requestAnimationFrame(() => field.current?.select());
  }
  function keep(): void {
    const named = title.value ?? '';
    title.value = null;
    room.board.flush();
    said.value = o('keep_done', { title: named });
    room.easel.keep(sheet, named).catch(() => {
      said.value = o('keep_failed');
    });
  }
  return (
    <div class="stack tight">
      {title.value === null ? (
        <div class="row">
          <Button onClick={ask}>{o('keep')}</Button>
          {children}
        </div>
      ) : (
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextField
            label={o('keep_as')}
            value={title.value}
            maxLength={MAX_TITLE_CHARS}
            autocomplete="off"
            inputRef={field}
            onInput={(value) => {
              title.value = value;
            }}
          />
          <div class="row">
            <Button look="primary" type="submit">
              {o('keep_now')}
            </Button>
          </div>
        </form>
      )}
      <p class="aside" role="status">
        {said.value}
      </p>
    </div>
  );
}
