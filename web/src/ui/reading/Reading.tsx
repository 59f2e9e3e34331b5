/**
 * All that was said and made in a room on one page: to read again, to search, to take along.
 *
 * What the page needs of the past is read once, when it opens. Searching goes through the opened
 * text in this tab; nothing that is looked for leaves it.
 */
import { useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { linesOf } from '../../reading/told';
import { find, indexOf } from '../../reading/search';
import { sectionsOf } from '../../reading/sections';
import type { Language } from '../../exercises/templates';
import type { Message } from '../../talk/talk';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import type { Room } from '../room/openRoom';
import { usePeriods } from '../sheets/usePeriods';
import { Found } from './Found';
import { Pages, STRETCH } from './Pages';
import { Take } from './Take';
import { tellingOf } from './telling';
import { q } from './words';
import './reading.css';

export interface ReadingProps {
  readonly room: Pick<Room, 'log' | 'sessions' | 'board' | 'messages'>;
  /** of the sheets */
  readonly language: Language;
  readonly nameOf: (message: Message) => string;
  /** the name behind an author */
  readonly ofPage: (id: string) => string;
  readonly onClose: () => void;
}

/** Below it a search would find nearly everything. */
const LEAST_LETTERS = 2;

export function Reading({ room: { log, sessions, messages }, language, nameOf, ofPage, onClose }: ReadingProps) {
  const { found: periods, failed, done, again } = usePeriods(log, sessions.value);
  const question = useSignal('');
  const reached = useSignal(STRETCH);
  const page = useRef<HTMLDivElement>(null);

  const sections = useComputed(() => sectionsOf(sessions.value, periods.value ?? [], messages.value));
  const telling = tellingOf({ nameOf, language });
  const lines = useComputed(() => linesOf(sections.value, telling));
  const index = useComputed(() =>
    indexOf(lines.value.flatMap((line, at) => (line.is === 'letter' || line.is === 'item' ? [{ text: line.text, at, line }] : []))),
  );
  const asked = question.value.trim().length >= LEAST_LETTERS ? question.value : '';

  /** To a place that was found, and the focus with it. */
  function go(at: number): void {
    question.value = '';
    reached.value = Math.max(reached.peek(), at + STRETCH);
    requestAnimationFrame(() => {
      const place = page.current?.querySelector<HTMLElement>(`[data-line="${at}"]`);
      place?.scrollIntoView({ block: 'center' });
      place?.focus({ preventScroll: true });
    });
  }

  return (
    <Dialog title={q('title')} onClose={onClose} class="reading">
      <div class="reading-head no-print">
        <label class="field reading-search">
          <span class="unseen">{q('search')}</span>
          <input
            type="search"
            class="input"
            placeholder={q('search')}
            value={question.value}
            onInput={(event) => (question.value = event.currentTarget.value)}
            // Escape empties the field first, and closes the page only then.
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || question.value === '') return;
              event.preventDefault();
              event.stopPropagation();
              question.value = '';
            }}
          />
        </label>
        <Take lines={lines} ofPage={ofPage} />
      </div>
      {failed.value !== null ? (
        <Notice>
          <p>{q('sheets_failed')}</p>
          <Button onClick={again}>{q('again')}</Button>
        </Notice>
      ) : periods.value === null ? (
        <label class="stack tight wait">
          {q('reading')}
          <progress max={1} value={done.value} />
        </label>
      ) : null}
      {asked === '' ? null : <Found found={find(index.value, asked)} lines={lines.value} question={asked} onGo={go} />}
      <div ref={page} hidden={asked !== ''}>
        <Pages lines={lines.value} reached={reached} />
      </div>
    </Dialog>
  );
}

