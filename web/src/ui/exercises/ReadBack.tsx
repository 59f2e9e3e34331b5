/** “Until now” session by session, oldest first: what each left on each sheet, and the sheet as it was then. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { spellNumber, type Zone } from '../../board/exercises';
import type { Card, Circles, Mark, SheetId } from '../../board/types';
import { boundaries, periodsOf, type Period, type SheetThen } from '../../exercises/periods';
import type { Session } from '../../exercises/sessions';
import { SUMMARY_WORDS } from '../../exercises/summaryWords';
import type { Language } from '../../exercises/templates';
import { formatWeekday, formatTime, language } from '../../i18n/language';
import { Button } from '../Button';
import { Notice } from '../Notice';
import type { Room } from '../room/openRoom';
import { r, sentence } from '../room/words';
import { createPastSheets } from '../sheets/pastSheets';
import { SheetPicture } from '../sheets/SheetPicture';
import { x } from './words';

export interface ReadBackProps {
  readonly room: Pick<Room, 'log' | 'sessions' | 'board'>;
  /** of the sheets */
  readonly words: Language;
  readonly onTurn: (sheet: SheetId) => void;
}

export function ReadBack({ room, words, onTurn }: ReadBackProps) {
  const { log, sessions } = room;
  const periods = useSignal<readonly Period[] | null>(null);
  const failed = useSignal(false);
  const done = useSignal(0);
  const turn = useSignal(0);
  const known = sessions.value;

  useEffect(() => {
    let here = true;
    failed.value = false;
    createPastSheets(log)
      .each(boundaries(known, log.seq.peek()), (part) => {
        if (here) done.value = part;
      })
      .then(
        (pasts) => {
          if (here) periods.value = periodsOf(known, pasts);
        },
        () => {
          if (here) failed.value = true;
        },
      );
    return () => {
      here = false;
    };
  }, [known, turn.value]);

  if (failed.value)
    return (
      <Notice>
        <p>{x('back_failed')}</p>
        <Button onClick={() => (turn.value += 1)}>{r('try_again')}</Button>
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
  const { id, moved, added, marks, cards, circles } = sheet;
  const zone = (which: Zone): string => zoneWord(which, circles, words);
  const title = sheet.title === '' ? r('sheet_number', { number: sheet.number }) : sheet.title;
  const told = moved.length + added.length + marks.length + cards.length;
  return (
    <section class="read-back-sheet">
      <SheetPicture paper={sheet.paper} elements={sheet.elements} />
      <div class="stack tight summary">
        <h4>{title}</h4>
        {told === 0 ? <p class="soft">{x('back_drawn')}</p> : null}
        {moved.map(({ note, from, to }) => (
          <p key={note.id} class="summary-item">
            {x('back_moved', { note: oneLine(note.text), from: zone(from), to: zone(to) })}
          </p>
        ))}
        {added.map(({ note, zone: where }) => (
          <p key={note.id} class="summary-item">
            {where === null ? x('back_note', { note: oneLine(note.text) }) : x('back_note_in', { note: oneLine(note.text), zone: zone(where) })}
          </p>
        ))}
        {marks.map(({ mark }) => (
          <p key={mark.id} class="summary-item">
            {markWords(mark)}
          </p>
        ))}
        {cards.map((card) => (
          <CardWords key={card.id} card={card} />
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

function CardWords({ card }: { readonly card: Card }) {
  return (
    <>
      <p class="summary-item">{card.title}</p>
      {card.labels.map((label, at) => {
        const text = oneLine(card.cells[at] ?? '');
        if (text === '') return null;
        return (
          <p key={at} class="summary-item deeper soft">
            {label === '' ? text : `${label}: ${text}`}
          </p>
        );
      })}
    </>
  );
}

const zoneWord = (zone: Zone, circles: Circles | null, words: Language): string => circles?.[zone] || SUMMARY_WORDS[words][zone];

function markWords({ kind, name, value }: Mark): string {
  const point = language.value === 'nl' ? ',' : '.';
  const number = value.map((one) => spellNumber(one, point)).join(' – ') || x('no_number');
  return `${[x(`mark_${kind}`), name === '' ? '' : `(${name})`].filter((part) => part !== '').join(' ')}: ${number}`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
