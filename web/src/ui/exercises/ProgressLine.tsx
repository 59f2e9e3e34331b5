/**
 * The marks of now on one scale, one after the other with their days: a line to look along and
 * nothing more. No sum, no slope, no colour that judges; marks without a number stand beside it.
 */
import { spellNumber } from '../../board/exercises';
import type { Mark } from '../../board/types';
import type { ScaleFact } from '../../exercises/facts';
import { formatDate, formatDay, language } from '../../i18n/language';
import { x } from './words';

/** CSS px. */
const STEP = 84;
const LEFT = 36;
const RIGHT = 8;
const TOP = 34;
const HEIGHT = 132;
const FOOT = 34;
/** A mark below or above the scale is drawn no further out than this share of it, as on the sheet. */
const BEYOND = 0.12;

/** @returns a line for each who set marks of now at least twice; null where nobody did */
export function ProgressLines({ scale }: { readonly scale: Pick<ScaleFact, 'id' | 'topic' | 'low' | 'high' | 'marks'> }) {
  const named = new Map<string, Mark[]>();
  for (const mark of scale.marks) {
    if (mark.kind !== 'now') continue;
    const own = named.get(mark.name);
    if (own === undefined) named.set(mark.name, [mark]);
    else own.push(mark);
  }
  const lines = [...named].filter(([, marks]) => marks.length > 1);
  if (lines.length === 0) return null;
  return (
    <>
      {lines.map(([name, marks]) => (
        <Line key={name} name={name} marks={marks} low={scale.low} high={scale.high} />
      ))}
    </>
  );
}

interface LineProps {
  readonly name: string;
  /** oldest first */
  readonly marks: readonly Mark[];
  readonly low: string;
  readonly high: string;
}

function Line({ name, marks, low, high }: LineProps) {
  const point = language.value === 'nl' ? ',' : '.';
  const said = ({ value }: Mark): string => (value.length === 0 ? x('no_number') : value.map((one) => spellNumber(one, point)).join(' – '));
  const numbered = marks.filter(({ value }) => value.length > 0);
  const beside = marks.filter(({ value }) => value.length === 0);
  const y = (value: number): number => TOP + HEIGHT * (1 - Math.min(1 + BEYOND, Math.max(-BEYOND, value / 10)));
  const placed = numbered.map((mark, at) => ({ mark, px: LEFT + STEP / 2 + at * STEP, py: y(mark.value.at(-1) ?? 0), foot: y(mark.value[0] ?? 0) }));
  const width = LEFT + Math.max(2, numbered.length) * STEP + RIGHT;
  const height = TOP + HEIGHT * (1 + BEYOND) + FOOT;
  const called = name === '' ? x('line') : x('line_of', { name });
  const told = marks.map((mark) => x('line_point', { value: said(mark), day: formatDate(mark.at) })).join('; ');
  return (
    <figure class="progress-line">
      <figcaption class="small soft">{called}</figcaption>
      <div class="progress-line-scroll" tabIndex={0} role="group" aria-label={called}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${called}: ${told}`}>
          {[0, 10].map((end) => (
            <g key={end}>
              <line class="progress-line-end" x1={LEFT} x2={width} y1={y(end)} y2={y(end)} />
              <text x={LEFT - 12} y={y(end) + 5} text-anchor="end">
                {end}
              </text>
            </g>
          ))}
          <polyline class="progress-line-way" points={placed.map(({ px, py }) => `${px},${py}`).join(' ')} />
          {placed.map(({ mark, px, py, foot }) => (
            <g key={mark.id}>
              {foot === py ? null : <line class="progress-line-stretch" x1={px} x2={px} y1={foot} y2={py} />}
              <circle class="progress-line-point" cx={px} cy={py} r={6} />
              <text class="progress-line-number" x={px} y={py - 14} text-anchor="middle">
                {said(mark)}
              </text>
              <text x={px} y={height - 8} text-anchor="middle">
                {formatDay(mark.at)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      {low === '' && high === '' ? null : (
        <p class="small soft">{[low === '' ? '' : `0 = ${low}`, high === '' ? '' : `10 = ${high}`].filter((part) => part !== '').join(' · ')}</p>
      )}
      {beside.length === 0 ? null : (
        <p class="small soft">{x('line_beside', { days: beside.map(({ at }) => formatDay(at)).join(', ') })}</p>
      )}
    </figure>
  );
}
