/**
 * The page itself. Its beginning is there at once and the rest follows in stretches, so that a long
 * talk never stops the page; only what is in sight is laid out: CSS skips the rest.
 */
import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { memo } from '../sheets/memo';
import type { Line } from '../../reading/told';
import { LetterText } from '../../talk/LetterText';
import { SheetPicture } from '../sheets/SheetPicture';
import { q } from './words';

/** Lines of one stretch. */
export const STRETCH = 100;

export interface PagesProps {
  readonly lines: readonly Line[];
  /** as many of them as are there */
  readonly reached: Signal<number>;
}

export function Pages({ lines, reached }: PagesProps) {
  const count = Math.min(reached.value, lines.length);
  const more = count < lines.length;
  useEffect(() => {
    if (!more) return;
    const timer = setTimeout(() => (reached.value = Math.max(reached.peek(), count) + STRETCH));
    return () => clearTimeout(timer);
  }, [count, more]);
  if (lines.length === 0) return <p class="soft">{q('nothing')}</p>;
  return (
    <div class="pages" aria-busy={more}>
      <p class="soft">{q('line')}</p>
      {Array.from({ length: Math.ceil(count / STRETCH) }, (_, stretch) => (
        <Stretch key={stretch} lines={lines} from={stretch * STRETCH} />
      ))}
    </div>
  );
}

const Stretch = memo(function Stretch({ lines, from }: { readonly lines: readonly Line[]; readonly from: number }) {
  return (
    <>
      {lines.slice(from, from + STRETCH).map((line, at) => (
        <One key={at} line={line} at={from + at} />
      ))}
    </>
  );
});

function One({ line, at }: { readonly line: Line; readonly at: number }) {
  switch (line.is) {
    case 'section':
      return (
        <h3>
          {line.text} {line.aside === '' ? null : <span class="small soft">{line.aside}</span>}
        </h3>
      );
    case 'day':
      return <h4 class="small soft">{line.text}</h4>;
    case 'letter':
      return (
        <article class="told" data-line={at} tabIndex={-1}>
          <p class="small">
            <b>{line.from}</b> <time dateTime={new Date(line.at).toISOString()}>{line.time}</time>
            {line.aside === '' ? null : <span class="soft"> {line.aside}</span>}
          </p>
          <div class="told-text text">
            <LetterText text={line.text} />
          </div>
        </article>
      );
    case 'sheet':
      return (
        <section class="told-sheet">
          <h4>{line.text}</h4>
          <SheetPicture paper={line.sheet.paper} elements={line.sheet.elements} label={line.text} />
        </section>
      );
    case 'item':
      return (
        <p class="summary-item" data-line={at} tabIndex={-1}>
          {line.text}
        </p>
      );
    case 'none':
      return <p class="soft">{line.text}</p>;
  }
}
