/** Where words were found: each place with the words in it, and the way there. */
import { language } from '../../i18n/language';
import { foundIn } from '../../reading/search';
import type { Line } from '../../reading/told';
import { plainly } from '../../talk/plainText';
import { q } from './words';

export interface FoundLine {
  readonly text: string;
  /** its place on the page */
  readonly at: number;
  readonly line: Line;
}

export interface FoundProps {
  readonly found: readonly FoundLine[];
  readonly lines: readonly Line[];
  readonly question: string;
  readonly onGo: (at: number) => void;
}

/** As many as somebody looks through; more words find less. */
const MOST = 200;
/** Letters before and after what was found. */
const AROUND = 60;

export function Found({ found, lines, question, onGo }: FoundProps) {
  const count = found.length;
  return (
    <div class="stack">
      <p role="status">{count === 0 ? q('found_none') : count === 1 ? q('found_one') : q('found_many', { count })}</p>
      <ol class="plain found">
        {found.slice(0, MOST).map(({ text, at, line }) => (
          <li key={at}>
            <button type="button" class="found-place" onClick={() => onGo(at)}>
              <span class="small soft">{whereOf(lines, at, line)}</span>
              <Marked text={line.is === 'letter' ? plainly(text) : text} question={question} />
              <span class="unseen">. {q('go')}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function whereOf(lines: readonly Line[], at: number, line: Line): string {
  if (line.is === 'letter') return `${line.from}, ${lowered(headingOf(lines, at, ['day', 'section']))}, ${line.time}`;
  return q('on_sheet', { sheet: headingOf(lines, at, ['sheet']) });
}

/** The nearest heading of those kinds above a line. */
function headingOf(lines: readonly Line[], at: number, kinds: readonly Line['is'][]): string {
  for (let n = at; n >= 0; n--) {
    const one = lines[n];
    if (one !== undefined && one.is !== 'letter' && kinds.includes(one.is)) return one.text;
  }
  return '';
}

/** A heading begins with a capital, and here it stands in the middle. */
const lowered = (text: string): string => (language.value === 'nl' ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text);

function Marked({ text, question }: { readonly text: string; readonly question: string }) {
  const places = foundIn(text, question);
  const first = places[0]?.[0] ?? 0;
  const from = Math.max(0, first - AROUND);
  const to = Math.min(text.length, (places[0]?.[1] ?? 0) + AROUND * 2);
  const parts = [];
  let reached = from;
  for (const [start, end] of places) {
    if (end > to) break;
    parts.push(text.slice(reached, start), <mark key={start}>{text.slice(start, end)}</mark>);
    reached = end;
  }
  parts.push(text.slice(reached, to));
  return (
    <span dir="auto">
      {from > 0 ? '…' : ''}
      {parts}
      {to < text.length ? '…' : ''}
    </span>
  );
}
