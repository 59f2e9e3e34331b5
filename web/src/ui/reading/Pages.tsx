/** The page itself. Only what is in sight is laid out: CSS skips the rest. */
import { memo } from '../sheets/memo';
import type { Line } from '../../reading/told';
import { LetterText } from '../../talk/LetterText';
import { SheetPicture } from '../sheets/SheetPicture';
import { q } from './words';

export const Pages = memo(function Pages({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return <p class="soft">{q('nothing')}</p>;
  return (
    <div class="pages">
      <p class="soft">{q('line')}</p>
      {lines.map((line, at) => (
        <One key={at} line={line} at={at} />
      ))}
    </div>
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
