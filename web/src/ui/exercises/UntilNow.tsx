/** “Until now”: what the exercises say, sheet by sheet or session by session; to read and to keep. */
import { useSignal } from '@preact/signals';
import type { SheetId } from '../../board/types';
import { exerciseAsked } from '../../canvas/exercises';
import { readExercises } from '../../exercises/facts';
import { writeSummary } from '../../exercises/summary';
import type { Language } from '../../exercises/templates';
import { formatDate } from '../../i18n/language';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import type { Room } from '../room/openRoom';
import { r } from '../room/words';
import { saveText } from '../saveText';
import { Markdown } from './Markdown';
import { ProgressLines } from './ProgressLine';
import { ReadBack } from './ReadBack';
import { x } from './words';
import './exercises.css';

export interface UntilNowProps {
  readonly room: Room;
  /** of the sheets, in which the page is written */
  readonly language: Language;
  readonly onTurn: (sheet: SheetId) => void;
  /** see how the sheets came about */
  readonly onHow: () => void;
  readonly onGallery: () => void;
  readonly onReading: () => void;
  /** the coach asks whether somebody may look back; null for who does not ask */
  readonly onLend: (() => void) | null;
  readonly onClose: () => void;
}

export function UntilNow({ room, language, onTurn, onHow, onGallery, onReading, onLend, onClose }: UntilNowProps) {
  const by = useSignal<'sheets' | 'sessions'>('sheets');
  const turn = (sheet: SheetId): void => {
    onTurn(sheet);
    onClose();
  };
  return (
    <Dialog title={x('until_now')} onClose={onClose} class="until-now">
      <div class="stack loose">
        <div class="ways">
          <Button onClick={onHow}>{x('until_now_how')}</Button>
          <Button onClick={onGallery}>{r('gallery')}</Button>
          <Button onClick={onReading}>{r('read_again')}</Button>
          {onLend === null ? null : <Button onClick={onLend}>{r('lend_ask')}</Button>}
        </div>
        {room.sessions.value.length === 0 ? null : (
          <Choice
            legend={x('until_now_by')}
            legendUnseen
            options={[
              { value: 'sheets' as const, label: x('until_now_sheets') },
              { value: 'sessions' as const, label: x('until_now_sessions') },
            ]}
            value={by.value}
            layout="across"
            onChoose={(value) => {
              by.value = value;
            }}
          />
        )}
        {by.value === 'sessions' ? (
          <ReadBack room={room} words={language} onTurn={turn} />
        ) : (
          <BySheet room={room} language={language} onTurn={turn} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

function BySheet({ room: { board, zoneChanges }, language, onTurn, onClose }: Omit<UntilNowProps, 'onHow' | 'onGallery' | 'onReading' | 'onLend'>) {
  const sheets = board.sheets.value;
  const day = (at: number): string => formatDate(at, language);
  const facts = readExercises(sheets, (sheet) => board.elements(sheet).value, zoneChanges.value);
  const parts = sheets.flatMap((sheet, at) => {
    const on = <F extends { readonly sheet: string }>(found: readonly F[]): F[] => found.filter((fact) => fact.sheet === sheet.id);
    const own = { circles: on(facts.circles), scales: on(facts.scales), cards: on(facts.cards) };
    if (own.circles.length + own.scales.length + own.cards.length === 0) return [];
    const title = sheet.title === '' ? r('sheet_number', { number: at + 1 }) : sheet.title;
    // The same words as the page that is kept, without its heading.
    const text = writeSummary(own, [sheet], language, day).split('\n').slice(4).join('\n').trim();
    return [{ id: sheet.id, title, text, ...own }];
  });
  if (parts.length === 0) return <p>{x('until_now_nothing')}</p>;
  return (
    <>
      <p class="soft">{x('until_now_line')}</p>
      {parts.map(({ id, title, text, scales, cards }) => (
        <section key={id} class="stack tight">
          <h3>{title}</h3>
          <Markdown text={text} />
          {scales.map((scale) => (
            <ProgressLines key={scale.id} scale={scale} />
          ))}
          <div class="row">
            {cards.map((card) => (
              <Button
                key={card.id}
                onClick={() => {
                  exerciseAsked.value = { what: 'take', id: card.id };
                  onClose();
                }}
              >
                {x('take_title', { title: card.title })}
              </Button>
            ))}
            <Button look="quiet" aria-label={`${x('until_now_to')}: ${title}`} onClick={() => onTurn(id)}>
              {x('until_now_to')}
            </Button>
          </div>
        </section>
      ))}
      <Button onClick={() => saveText(writeSummary(facts, sheets, language, day))}>{x('until_now_take')}</Button>
    </>
  );
}
