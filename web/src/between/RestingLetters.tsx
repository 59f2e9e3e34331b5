/** Own letters that rest, under those that were sent: seen by their writer alone. */
import { useEffect, useRef } from 'preact/hooks';
import { formatTime } from '../i18n/language';
import { LetterEditor } from '../talk/LetterEditor';
import { LetterText } from '../talk/LetterText';
import { QuoteView } from '../talk/QuoteViews';
import type { Quote } from '../talk/quotes';
import { firstWords } from '../ui/room/letterTimes';
import { sentence } from '../ui/room/words';
import { REST_AFTER_CHANGE_MS, type RestingDesk, type RestingLetter } from './restingDesk';
import { b } from './words';

export interface RestingLettersProps {
  readonly desk: RestingDesk;
  /** whom one writes to */
  readonly to: string;
  readonly own: string;
  readonly ofQuote: (quote: Quote) => string;
  /** ms by this machine's clock */
  readonly now: number;
}

export function RestingLetters({ desk, to, own, ofQuote, now }: RestingLettersProps) {
  const open = desk.changing.value;
  const letters = desk.letters.value;
  const told = desk.told.value;
  const end = useRef<HTMLDivElement>(null);
  const count = useRef(letters.length);
  useEffect(() => {
    if (letters.length > count.current) end.current?.scrollIntoView({ block: 'end' });
    count.current = letters.length;
  }, [letters.length]);
  return (
    <div ref={end} class="resting-letters">
      {letters.map((letter) =>
        letter.author === open?.author ? null : <One key={letter.author} letter={letter} desk={desk} to={to} own={own} ofQuote={ofQuote} now={now} />,
      )}
      {/* Whatever became of it meanwhile, what is typed stands here until it was decided on. */}
      {open === null ? null : <Change desk={desk} text={open.draft.text} />}
      {/* What was sent stands above: only who does not see that is told. */}
      <p class={told === 'sent_now' ? 'unseen' : 'small resting-told'} role="status">
        {told === null ? '' : sentence(toldWords(told, to))}
      </p>
    </div>
  );
}

function toldWords(told: NonNullable<RestingDesk['told']['value']>, name: string): string {
  return told === 'fetched' || told === 'was_gone' || told === 'late' ? b(told, { name }) : b(told);
}

interface OneProps extends RestingLettersProps {
  readonly letter: RestingLetter;
}

function One({ letter, desk, to, own, ofQuote, now }: OneProps) {
  const { draft, until } = letter;
  const time = formatTime(until);
  const text = firstWords(draft?.text ?? '');
  const busy = desk.busy.value;
  return (
    <article class="letter own resting" aria-label={b('resting', { time })} tabIndex={-1}>
      <div class="from small">
        <b>
          <bdi>{own}</bdi>
        </b>
        <span class="rests">{until > now ? b('rests', { time }) : b('rests_over', { time })}</span>
      </div>
      {draft === null ? (
        <p class="small soft">{b('unreadable', { time })}</p>
      ) : (
        <>
          {draft.quotes.map((quote, at) => (
            <QuoteView key={at} quote={quote} nameOf={ofQuote} onGo={undefined} onGone={() => undefined} />
          ))}
          <div class="text">
            <LetterText text={draft.text} />
          </div>
          <p class="small soft">{b('rests_line', { time, name: to })}</p>
          <div class="resting-acts">
            <button
              type="button"
              class="button quiet"
              aria-label={b('change_of', { text })}
              aria-disabled={busy ? 'true' : undefined}
              onClick={() => {
                if (!busy) desk.changing.value = { author: letter.author, draft };
              }}
            >
              {b('change')}
            </button>
            <button type="button" class="button quiet" aria-label={b('fetch_of', { text })} aria-disabled={busy ? 'true' : undefined} onClick={() => void desk.fetch(letter).then(toComposer)}>
              {b('fetch')}
            </button>
            <button type="button" class="button quiet" aria-label={b('send_now_of', { text })} aria-disabled={busy ? 'true' : undefined} onClick={() => void desk.sendNow(letter).then(toComposer)}>
              {b('send_now')}
            </button>
          </div>
        </>
      )}
    </article>
  );
}

function Change({ desk, text }: { readonly desk: RestingDesk; readonly text: string }) {
  return (
    <LetterEditor
      text={text}
      words={{ label: b('change_label'), note: b('change_note', { minutes: REST_AFTER_CHANGE_MS / 60_000 }), keep: b('change_keep'), leave: b('change_leave') }}
      busy={desk.busy.value}
      onOpen={(area) => {
        area.focus();
        // With its buttons.
        area.form?.scrollIntoView({ block: 'nearest' });
        return () => requestAnimationFrame(toComposer);
      }}
      onType={(typed) => {
        const open = desk.changing.peek();
        if (open !== null) desk.changing.value = { ...open, draft: { ...open.draft, text: typed } };
      }}
      onKeep={() => void desk.keepChange()}
      onLeave={() => void (desk.changing.value = null)}
    />
  );
}

/** What had the focus is gone; unless somebody took it elsewhere meanwhile, it goes to where one writes. */
function toComposer(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.composer .input')?.focus();
  });
}
