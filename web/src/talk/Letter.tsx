/** One letter: who, when, the words, what is quoted, what happened to it, and what can be done with it. */
import { useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatTime } from '../i18n/language';
import { w } from '../canvas/writing/words';
import type { Desk } from './desk';
import { EditLetter } from './EditLetter';
import { LetterText } from './LetterText';
import type { Letters } from './letters';
import { QuoteView } from './QuoteViews';
import type { Quote } from './quotes';
import { keyOf, type Message } from './talk';
import { firstWords, whenIn } from '../ui/room/letterTimes';
import { l } from '../ui/room/letterWords';

export interface LetterActs {
  readonly letters: Letters;
  readonly desk: Desk;
  readonly nameOf: (message: Message) => string;
  /** whom one writes to */
  readonly to: string;
  readonly ofQuote: (quote: Quote) => string;
  readonly onGo: (quote: Quote) => boolean;
  readonly onReply: (message: Message, words: string) => void;
  /** absent where nothing can be put on the sheet */
  readonly onNote: ((message: Message, words: string) => void) | undefined;
  /** a coach may have any message forgotten */
  readonly mayForget: boolean;
  readonly onSaid: (words: string) => void;
  /** key of the letter in which words are selected */
  readonly chosen: ReadonlySignal<string | null>;
}

interface LetterProps extends LetterActs {
  readonly message: Message;
  /** it carries the words for how far it has come */
  readonly tells: boolean;
}

export function Letter(props: LetterProps) {
  const { message, letters, desk, nameOf, to, ofQuote, onGo, onSaid, tells } = props;
  const text = useRef<HTMLDivElement>(null);
  const typed = desk.changing.value.get(keyOf(message));
  const name = nameOf(message);
  const leaving = letters.leaving.value.has(keyOf(message));
  const now = letters.now();
  return (
    <article
      class={message.own ? 'letter own' : 'letter'}
      data-keeping={message.keeping}
      data-letter={keyOf(message)}
      tabIndex={-1}
      aria-label={`${name}, ${whenIn(message.at, now)}`}
    >
      <div class="from small">
        <b>
          <bdi>{name}</bdi>
        </b>
        <time dateTime={new Date(message.at).toISOString()}>{formatTime(message.at)}</time>
      </div>
      {message.gone !== null ? (
        <p class="small soft gone">{goneWords(message, now, props)}</p>
      ) : leaving ? (
        <Leaving onCallOff={() => letters.callOff(message)} />
      ) : typed !== undefined ? (
        <EditLetter message={message} typed={typed} letters={letters} desk={desk} to={to} />
      ) : (
        <>
          {message.quotes.map((quote, at) => (
            <QuoteView key={at} quote={quote} nameOf={ofQuote} onGo={onGo} onGone={onSaid} />
          ))}
          <div ref={text} class="text">
            <LetterText text={message.text} />
          </div>
          {message.earlier.length === 0 ? null : <Earlier message={message} now={now} />}
          <Acts {...props} text={() => selectedIn(text.current)} onEdit={() => desk.change(keyOf(message), message.text)} />
        </>
      )}
      <State message={message} letters={letters} tells={tells && message.gone === null && !leaving} />
    </article>
  );
}

/** In a letter's place while taking it back can still be called off. */
function Leaving({ onCallOff }: { readonly onCallOff: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  // It may take more room than the letter did, and is there for seconds only.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={place} class="leaving small" role="status">
      <p>{l('leaving')}</p>
      <button type="button" class="button" onClick={onCallOff}>
        {l('call_off')}
      </button>
    </div>
  );
}

function goneWords(message: Message, now: number, { nameOf }: LetterProps): string {
  const gone = message.gone;
  if (gone === null) return '';
  const when = whenIn(gone.at, now);
  return gone.role === message.role ? l('gone_own', { when }) : l('gone_coach', { name: nameOf({ ...message, role: gone.role, author: '', own: false }), when });
}

function Earlier({ message, now }: { readonly message: Message; readonly now: number }) {
  const last = message.earlier.at(-1);
  return (
    <details class="earlier small soft">
      <summary>{l('edited', { when: whenIn(last?.until ?? message.at, now) })}</summary>
      {message.earlier.map(({ text, until }, at) => (
        <div key={at} class="earlier-words">
          <p>{l('earlier', { when: whenIn(until, now) })}</p>
          <div class="text">
            <LetterText text={text} />
          </div>
        </div>
      ))}
    </details>
  );
}

/** How far it has come, in words: always while it is not kept, else with the newest only. */
function State({ message, letters, tells }: Pick<LetterProps, 'message' | 'letters' | 'tells'>) {
  if (!message.own) return null;
  if (message.keeping === 'lost') return <p class="small wrong">{l('state_lost')}</p>;
  if (message.keeping === 'here') return <p class="small soft keeping">{l('state_here')}</p>;
  return tells ? <p class="small soft keeping">{l(letters.wasRead(message) ? 'state_read' : 'state_kept')}</p> : null;
}

interface ActsProps extends LetterProps {
  readonly text: () => string;
  readonly onEdit: () => void;
}

function Acts({ message, letters, chosen, text, onReply, onNote, onEdit, mayForget }: ActsProps) {
  const open = useSignal(false);
  const words = firstWords(message.text);
  const kept = message.keeping === 'kept';
  const out = open.value || chosen.value === keyOf(message);
  /** By keys there is one stop at each letter, until its row was opened. */
  const stop = out ? 0 : -1;
  /** What is selected in the message stays so. */
  const keep = (event: Event): void => event.preventDefault();
  return (
    <div class="acts" data-open={out ? '' : undefined}>
      <button
        type="button"
        class="acts-more"
        aria-expanded={open.value}
        aria-label={l('acts_of', { text: words })}
        onClick={() => (open.value = !open.value)}
      >
        <span aria-hidden="true">…</span>
      </button>
      <div class="acts-row small" role="group" aria-label={l('acts')}>
        {kept ? (
          <button type="button" tabIndex={stop} aria-label={l('reply_to', { text: words })} onMouseDown={keep} onClick={() => onReply(message, text())}>
            {l('reply')}
          </button>
        ) : null}
        {onNote === undefined ? null : (
          <button type="button" tabIndex={stop} aria-label={`${w('quote')}: ${words}`} onMouseDown={keep} onClick={() => onNote(message, text() || message.text)}>
            {w('quote')}
          </button>
        )}
        {kept && message.own ? (
          <button type="button" tabIndex={stop} aria-label={l('edit_of', { text: words })} onClick={onEdit}>
            {l('edit')}
          </button>
        ) : null}
        {kept && (message.own || mayForget) ? (
          <button type="button" tabIndex={stop} aria-label={l(message.own ? 'take_back_of' : 'forget_of', { text: words })} onClick={() => letters.takeBack(message)}>
            {l(message.own ? 'take_back' : 'forget')}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** What somebody has selected within *element*; empty when nothing, or more than that. */
function selectedIn(element: Element | null): string {
  const selection = getSelection();
  if (element === null || selection === null || selection.isCollapsed) return '';
  const { anchorNode, focusNode } = selection;
  return element.contains(anchorNode) && element.contains(focusNode) ? selection.toString().trim() : '';
}
