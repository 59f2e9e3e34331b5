/** “Until now”: what the exercises say, sheet by sheet, for coach and client; to read and to keep. */
import type { ReadonlySignal } from '@preact/signals';
import type { ZoneChange } from '../../board/exercises';
import type { Board, SheetId } from '../../board/types';
import { readExercises } from '../../exercises/facts';
import { writeSummary } from '../../exercises/summary';
import type { Language } from '../../exercises/templates';
import { formatDate } from '../../i18n/language';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { r } from '../room/words';
import { saveText } from '../saveText';
import { x } from './words';

export interface UntilNowProps {
  readonly board: Board;
  readonly changes: ReadonlySignal<readonly ZoneChange[]>;
  /** of the sheets, in which the page is written */
  readonly language: Language;
  readonly onTurn: (sheet: SheetId) => void;
  readonly onClose: () => void;
}

export function UntilNow({ board, changes, language, onTurn, onClose }: UntilNowProps) {
  const sheets = board.sheets.value;
  const day = (at: number): string => formatDate(at, language);
  const facts = readExercises(sheets, (sheet) => board.elements(sheet).value, changes.value);
  const parts = sheets.flatMap((sheet, at) => {
    const on = <F extends { readonly sheet: string }>(found: readonly F[]): F[] => found.filter((fact) => fact.sheet === sheet.id);
    const own = { circles: on(facts.circles), scales: on(facts.scales), cards: on(facts.cards) };
    if (own.circles.length + own.scales.length + own.cards.length === 0) return [];
    const title = sheet.title === '' ? r('sheet_number', { number: at + 1 }) : sheet.title;
    // The same words as the page that is kept, without its heading.
    const text = writeSummary(own, [sheet], language, day).split('\n').slice(4).join('\n').trim();
    return [{ id: sheet.id, title, text }];
  });
  return (
    <Dialog title={x('until_now')} onClose={onClose} class="until-now">
      <div class="stack loose">
        <p class="soft">{x('until_now_line')}</p>
        {parts.length === 0 ? <p>{x('until_now_nothing')}</p> : null}
        {parts.map(({ id, title, text }) => (
          <section key={id} class="stack tight">
            <h3>{title}</h3>
            <Markdown text={text} />
            <Button
              look="quiet"
              class="alone"
              aria-label={`${x('until_now_to')}: ${title}`}
              onClick={() => {
                onTurn(id);
                onClose();
              }}
            >
              {x('until_now_to')}
            </Button>
          </section>
        ))}
        {parts.length === 0 ? null : (
          <Button onClick={() => saveText(writeSummary(facts, sheets, language, day))}>{x('until_now_take')}</Button>
        )}
      </div>
    </Dialog>
  );
}

/** The little of Markdown that a summary holds, as elements: headings, strong lines, lists. */
function Markdown({ text }: { readonly text: string }) {
  return (
    <div class="summary">
      {text.split('\n').map((line, at) => {
        if (line.startsWith('### ')) return <h4 key={at}>{line.slice(4)}</h4>;
        if (line.startsWith('**')) return <h5 key={at}>{line.replaceAll('**', '')}</h5>;
        if (line.startsWith('  - ')) return <p key={at} class="summary-item small soft">{line.slice(4)}</p>;
        if (line.startsWith('- ')) return <p key={at} class="summary-item">{line.slice(2)}</p>;
        return line === '' ? null : <p key={at}>{line}</p>;
      })}
    </div>
  );
}
