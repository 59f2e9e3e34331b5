/** Where one writes: as much room as the words take, nothing sent but by a deliberate act. */
import { useSignal, type Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { r } from '../ui/room/words';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { Desk } from './desk';
import { LetterText } from './LetterText';
import type { Thinking } from './thinking';
import { CHARS_PER_WORD, roomWords } from '../ui/room/letterRoom';
import { QuoteView } from './QuoteViews';
import type { Quote } from './quotes';
import { toSend, type Draft } from './talk';
import { l } from '../ui/room/letterWords';

/** Having what one writes rest before it goes. */
export interface ComposerRest {
  /** 0: it goes at once */
  readonly minutes: number;
  readonly busy: boolean;
  /** @returns whether it rests; else it stays before its writer */
  readonly rest: (draft: Draft) => Promise<boolean>;
  readonly choice: ComponentChildren;
  readonly words: (key: 'rest_send' | 'rest_busy') => string;
}

export interface ComposerProps {
  readonly desk: Desk;
  /** whom one writes to; empty when nobody has given a name yet */
  readonly to: string;
  /** @returns null when it cannot be sent; else settles when it is safe on this device */
  readonly onSay: (draft: Draft) => Promise<void> | null;
  readonly onClose: (() => void) | undefined;
  /** the composer takes the focus when it opens */
  readonly focus: boolean;
  /** words from elsewhere in the room: they are put behind the draft, and never sent by themselves */
  readonly offered: Signal<string | null> | undefined;
  readonly ofQuote: (quote: Quote) => string;
  /** null while nobody is here who could see it */
  readonly thinking: Thinking | null;
  /** null while nothing can rest */
  readonly rest: ComposerRest | null;
  readonly children?: ComponentChildren;
}

/** What is shorter, and has no lines, is read as it is written. */
const SHORT = 80;
/** What is longer is not pasted: no field would bear it, and it is not lost where it came from. */
const MAX_PASTED = MAX_TEXT_CHARS * 3;

export function Composer(props: ComposerProps) {
  const { desk, to, onSay, onClose, focus, offered, ofQuote, thinking, rest, children } = props;
  const { large, over } = desk;
  const area = useRef<HTMLTextAreaElement>(null);
  const refused = useSignal('');
  const { text, quotes } = desk.draft.value;
  const much = text.length > MAX_TEXT_CHARS;
  useEffect(() => {
    if (focus) area.current?.focus();
  }, []);
  useLayoutEffect(() => {
    // Grows with the text up to the share that CSS allows it.
    const element = area.current;
    if (element === null) return;
    element.style.height = 'auto';
    if (!large.value) element.style.height = `${element.scrollHeight + 2}px`;
  }, [text, over.value, large.value]);
  useEffect(() => {
    const words = offered?.value ?? null;
    if (offered === undefined || words === null) return;
    offered.value = null;
    const before = desk.draft.peek().text.trimEnd();
    desk.write(before === '' ? words : `${before}\n${words}`);
    area.current?.focus();
  }, [offered?.value]);
  // A quote is put there to write about.
  const count = useRef(quotes.length);
  useEffect(() => {
    if (quotes.length > count.current) area.current?.focus();
    count.current = quotes.length;
  }, [quotes.length]);

  const rests = rest !== null && rest.minutes > 0;
  const busy = rest?.busy === true;
  function send(): void {
    if (busy) return;
    const draft = desk.draft.peek();
    if (rests) void rest.rest(draft).then((done) => (done ? sent(Promise.resolve()) : undefined));
    else {
      const safe = onSay(draft);
      if (safe !== null) sent(safe);
    }
    requestAnimationFrame(() => area.current?.focus());
  }
  function sent(safe: Promise<void>): void {
    desk.sent(safe);
    thinking?.set(false);
    over.value = large.value = false;
    refused.value = '';
  }
  function paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    refused.value = '';
    if (pasted.length + text.length <= MAX_PASTED) return;
    event.preventDefault();
    refused.value = l('paste_large', { count: round(pasted.length / CHARS_PER_WORD), most: round(MAX_TEXT_CHARS / CHARS_PER_WORD) });
  }
  const label = to === '' ? r('message') : r('message_to', { name: to });
  const worth = over.value || (toSend(text) !== null && (text.length > SHORT || /[\n*]|https?:/i.test(text)));
  const note = roomWords(text);
  return (
    <form
      class="composer"
      data-large={large.value ? '' : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        // In a dialog it closes that.
        if (event.key !== 'Escape' || (event.target instanceof Element && event.target.closest('dialog') !== null)) return;
        if (over.value || large.value) over.value = large.value = false;
        else if (onClose !== undefined) onClose();
        else return;
        event.stopPropagation();
      }}
    >
      {quotes.length === 0 ? null : (
        <ul class="plain composer-quotes" aria-label={l('quoted_in')}>
          {quotes.map((quote, at) => (
            <li key={at}>
              <QuoteView quote={quote} nameOf={ofQuote} onGo={undefined} onGone={() => undefined} />
              <button type="button" class="button quiet" aria-label={l('quote_drop')} onClick={() => desk.drop(quote)}>
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {over.value ? (
        <div class="read-over" role="region" aria-label={l('read_over_title')} tabIndex={0}>
          <p class="small soft">{l('read_over_title')}</p>
          <div class="text">
            <LetterText text={text} />
          </div>
        </div>
      ) : (
        <textarea
          ref={area}
          class="input"
          rows={2}
          value={text}
          dir="auto"
          // What is being laid down must be what stands here.
          readOnly={busy}
          aria-label={label}
          placeholder={label}
          aria-invalid={much ? 'true' : undefined}
          aria-describedby="composer-note"
          onInput={(event) => {
            refused.value = '';
            desk.write(event.currentTarget.value);
          }}
          onPaste={paste}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
      )}
      <p id="composer-note" class={much || refused.value !== '' ? 'small wrong' : 'small soft'} role="status">
        {refused.value || note || (desk.found.value ? l('draft_here') : '')}
      </p>
      <div class="composer-row">
        <span class="small soft hint" title={l('rules')}>
          {desk.kept.value ? l('draft_kept') : rests ? '' : r(isMac() ? 'send_hint_mac' : 'send_hint')}
        </span>
        {onClose === undefined || large.value ? null : (
          <button type="button" class="button quiet shut" onClick={onClose}>
            {r('close')}
          </button>
        )}
        <button type="button" class="button quiet grow" aria-expanded={large.value} onClick={() => (large.value = !large.value)}>
          {l(large.value ? 'small' : 'large')}
        </button>
        {!worth ? null : (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              over.value = !over.value;
              if (!over.value) requestAnimationFrame(() => area.current?.focus());
            }}
          >
            {l(over.value ? 'write_on' : 'read_over')}
          </button>
        )}
        <button type="submit" class="button primary" aria-disabled={much || busy ? 'true' : undefined}>
          {rests ? rest.words(busy ? 'rest_busy' : 'rest_send') : r('send')}
        </button>
      </div>
      <div class="composer-foot">
        {thinking === null ? null : (
          <button type="button" class="button quiet think" aria-pressed={thinking.own.value} onClick={() => thinking.set(!thinking.own.peek())}>
            {l('thinking_set')}
          </button>
        )}
        {rest?.choice}
        {children}
      </div>
    </form>
  );
}

/** To two figures: nobody counted them. */
function round(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / step) * step;
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
