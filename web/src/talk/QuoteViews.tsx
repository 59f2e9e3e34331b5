/** What a message quotes, as it was: a press goes to where it is now, or says that it is there no longer. */
import { useEffect, useMemo } from 'preact/hooks';
import { SETTLED } from '../canvas/drawing/drawn';
import { drawElement } from '../canvas/drawing/element';
import { NOTE_SIZE } from '../board/schema';
import { plainly } from './plainText';
import type { Quote, QuotedNote, QuotedSheet } from './quotes';
import { firstWords } from '../ui/room/letterTimes';
import { l } from '../ui/room/letterWords';

export interface QuoteViewProps {
  readonly quote: Quote;
  /** what the quoted is called: who wrote it */
  readonly nameOf: (quote: Quote) => string;
  /** Go there. @returns false when it is there no longer */
  readonly onGo: ((quote: Quote) => boolean) | undefined;
  readonly onGone: (words: string) => void;
}

export function QuoteView({ quote, nameOf, onGo, onGone }: QuoteViewProps) {
  const name = nameOf(quote);
  const words = quote.type === 'sheet' ? titleOf(quote) : quote.text;
  return (
    <blockquote class={onGo === undefined ? 'quote' : 'quote goes'} data-quote={quote.type}>
      {quote.type === 'sheet' ? <SheetThumb quote={quote} /> : quote.type === 'note' ? <NoteThumb quote={quote} /> : null}
      <div class="quote-words">
        <span class="small soft">{name}</span>
        {quote.type === 'words' ? <q dir="auto">{plainly(quote.text)}</q> : null}
      </div>
      {onGo === undefined ? null : (
        <button
          type="button"
          class="quote-go"
          aria-label={l('quote_go', { text: firstWords(words) })}
          onClick={() => {
            if (!onGo(quote)) onGone(l(`quote_gone_${quote.type}`));
          }}
        />
      )}
    </blockquote>
  );
}

export const titleOf = ({ title }: QuotedSheet): string => (title === '' ? l('quote_sheet_bare') : l('quote_sheet', { title }));

function SheetThumb({ quote }: { readonly quote: QuotedSheet }) {
  const { picture } = quote;
  const url = useMemo(() => URL.createObjectURL(new Blob([new Uint8Array(picture)], { type: 'image/png' })), [picture]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img class="quote-picture" src={url} alt={titleOf(quote)} />;
}

function NoteThumb({ quote: { note, sheet, colour, text } }: { readonly quote: QuotedNote }) {
  const drawn = { type: 'note', id: note, sheet, order: 'a0', by: note, frame: [10, 10, NOTE_SIZE, NOTE_SIZE, 0], colour, text } as const;
  return (
    <svg class="quote-picture note" viewBox={`0 0 ${NOTE_SIZE + 20} ${NOTE_SIZE + 20}`} role="img" aria-label={`${l('quote_note')}: ${text}`}>
      {drawElement(drawn, SETTLED)}
    </svg>
  );
}
