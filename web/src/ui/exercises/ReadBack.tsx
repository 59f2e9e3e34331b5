/** “Until now” session by session, oldest first: what each left on each sheet, and the sheet as it was then. */
import type { SheetId } from '../../board/types';
import type { SheetThen } from '../../exercises/periods';
import type { Session } from '../../exercises/sessions';
import type { Language } from '../../exercises/templates';
import { formatWeekday, formatTime } from '../../i18n/language';
import { Button } from '../Button';
import { Notice } from '../Notice';
import type { Room } from '../room/openRoom';
import { r, sentence } from '../room/words';
import { SheetPicture } from '../sheets/SheetPicture';
import { usePeriods } from '../sheets/usePeriods';
import { leftWords } from './leftWords';
import { x } from './words';

export interface ReadBackProps {
  readonly room: Pick<Room, 'log' | 'sessions' | 'board'>;
  /** of the sheets */
  readonly words: Language;
  readonly onTurn: (sheet: SheetId) => void;
}

export function ReadBack({ room, words, onTurn }: ReadBackProps) {
  const { log, sessions } = room;
  const known = sessions.value;
  const { found: periods, failed, done, again } = usePeriods(log, known);

  if (failed.value !== null)
    return (
      <Notice>
        <p>{x('back_failed')}</p>
        <Button onClick={again}>{r('try_again')}</Button>
      </Notice>
    );
  if (periods.value === null)
    return (
      <label class="stack tight wait">
        {x('back_reading')}
        <progress max={1} value={done.value} />
      </label>
    );
  const lying = new Set(room.board.sheets.value.map(({ id }) => id));
  return (
    <ol class="read-back">
      {periods.value.map(({ session, sheets }, at) => (
        <li key={session?.id ?? `between ${at}`} class="stack">
          <h3>{session === null ? x(at === 0 ? 'back_before' : 'back_between') : dayOf(session, known)}</h3>
          {sheets.length === 0 ? <p class="soft">{x('back_nothing')}</p> : null}
          {sheets.map((sheet) => (
            <Then key={sheet.id} sheet={sheet} words={words} onTurn={lying.has(sheet.id) ? onTurn : null} />
          ))}
        </li>
      ))}
    </ol>
  );
}

/** “Woensdag 18 november”, and when on that day where there was another. */
function dayOf(session: Session, all: readonly Session[]): string {
  const day = sentence(formatWeekday(session.start, Date.now()));
  const alike = all.filter(({ start }) => new Date(start).toDateString() === new Date(session.start).toDateString());
  return alike.length > 1 ? `${day}, ${formatTime(session.start)}` : day;
}

interface ThenProps {
  readonly sheet: SheetThen;
  readonly words: Language;
  readonly onTurn: ((sheet: SheetId) => void) | null;
}

function Then({ sheet, words, onTurn }: ThenProps) {
  const { id } = sheet;
  const lines = leftWords(sheet, words);
  const title = sheet.title === '' ? r('sheet_number', { number: sheet.number }) : sheet.title;
  return (
    <section class="read-back-sheet">
      <SheetPicture paper={sheet.paper} elements={sheet.elements} />
      <div class="stack tight summary">
        <h4>{title}</h4>
        {lines.length === 0 ? <p class="soft">{x('back_drawn')}</p> : null}
        {lines.map(({ text, deeper }, at) => (
          <p key={at} class={deeper ? 'summary-item deeper soft' : 'summary-item'}>
            {text}
          </p>
        ))}
        {onTurn === null ? null : (
          <div class="row">
            <Button look="quiet" aria-label={`${x('until_now_to')}: ${title}`} onClick={() => onTurn(id)}>
              {x('until_now_to')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
