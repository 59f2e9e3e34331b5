/**
 * The written conversation as a calm column of letters, with the composer under it.
 *
 * Others' words are text nodes, always: a link is shown as the text it is and fetched by nobody.
 */
import { useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { language } from '../i18n/language';
import { w } from '../canvas/writing/words';
import { r } from '../ui/room/words';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import { byDay, toSend, type Message } from './talk';

export interface WritingProps {
  readonly messages: ReadonlySignal<readonly Message[]>;
  /** the name to show for an author; never empty */
  readonly nameOf: (message: Message) => string;
  /** whom one writes to; empty when nobody has given a name yet */
  readonly to: string;
  /** the room's own key for what was typed and not sent; drafts live as long as the tab */
  readonly draftKey: string;
  readonly onSay: (text: string) => boolean;
  /** Put a message's words on a note of the sheet; @returns the note, null when there is no sheet to put it on */
  readonly onQuote?: (text: string) => string | null;
  /** Bring that note in sight. */
  readonly onShowQuote?: (note: string) => void;
  readonly onClose?: (() => void) | undefined;
  /** between the letters and the composer */
  readonly children?: ComponentChildren;
  /** the composer takes the focus when it opens */
  readonly focus?: boolean;
  /** words from elsewhere in the room: they are put behind the draft, and never sent by themselves */
  readonly offered?: Signal<string | null>;
}

/** How near the end, px, counts as reading along. */
const NEAR_END_PX = 80;

export function Writing(props: WritingProps) {
  const { messages, nameOf, to, draftKey, onSay, onQuote, onShowQuote, onClose, focus = false, offered, children } = props;
  const column = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const quoted = useSignal<string | null>(null);
  const days = useComputed(() => byDay(messages.value));
  const count = messages.value.length;
  const last = messages.value[count - 1];
  useLayoutEffect(() => {
    const element = column.current;
    if (element !== null && (follows.current || last?.own === true)) element.scrollTop = element.scrollHeight;
  }, [count]);
  useEffect(() => {
    const element = column.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (follows.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section id="room-writing" class="writing no-print" aria-label={r('writing')} tabIndex={-1}>
      <h2 class="unseen">{r('writing')}</h2>
      <div
        ref={column}
        class="letters"
        role="log"
        aria-live="off"
        aria-label={r('letters')}
        tabIndex={0}
        onScroll={(event) => {
          const element = event.currentTarget;
          follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
        }}
      >
        {count === 0 ? <p class="soft empty">{r('nothing_written')}</p> : null}
        {days.value.map((day) => (
          <div key={day.day} class="day">
            <h3 class="small soft">{dayName(day.day)}</h3>
            {day.messages.map((message) => (
              <Letter
                key={`${message.author}:${message.id}`}
                message={message}
                name={nameOf(message)}
                onQuote={onQuote === undefined ? undefined : (text) => (quoted.value = onQuote(text))}
              />
            ))}
          </div>
        ))}
      </div>
      <div role="status" class="quoted small">
        {quoted.value === null ? null : (
          <>
            <span>{w('quoted')}</span>
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                if (quoted.value !== null) onShowQuote?.(quoted.value);
                quoted.value = null;
              }}
            >
              {w('quoted_show')}
            </button>
          </>
        )}
      </div>
      {children}
      <Composer to={to} draftKey={draftKey} onSay={onSay} onClose={onClose} focus={focus} offered={offered} />
    </section>
  );
}

interface LetterProps {
  readonly message: Message;
  readonly name: string;
  readonly onQuote: ((text: string) => void) | undefined;
}

function Letter({ message, name, onQuote }: LetterProps) {
  const text = useRef<HTMLParagraphElement>(null);
  return (
    <article class={message.own ? 'letter own' : 'letter'} data-keeping={message.keeping}>
      <div class="from small">
        <b>{name}</b>
        <time dateTime={new Date(message.at).toISOString()}>{timeOf(message.at)}</time>
        {onQuote === undefined ? null : (
          <button
            type="button"
            class="quote"
            aria-label={`${w('quote')}: ${firstWords(message.text)}`}
            // What is selected in the message stays so.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onQuote(selectedIn(text.current) || message.text)}
          >
            {w('quote')}
          </button>
        )}
      </div>
      <p ref={text} class="text" dir="auto">
        {message.text}
      </p>
      {message.keeping === 'kept' ? null : (
        <p class={message.keeping === 'lost' ? 'small wrong' : 'small soft keeping'}>
          {r(message.keeping === 'lost' ? 'keeping_lost' : 'keeping_here')}
        </p>
      )}
    </article>
  );
}

/** What somebody has selected within *element*; empty when nothing, or more than that. */
function selectedIn(element: Element | null): string {
  const selection = getSelection();
  if (element === null || selection === null || selection.isCollapsed) return '';
  const { anchorNode, focusNode } = selection;
  return element.contains(anchorNode) && element.contains(focusNode) ? selection.toString().trim() : '';
}

/** Enough of a message to know it by. */
function firstWords(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim().split(' ').slice(0, 6).join(' ');
  return words.length > 60 ? `${[...words].slice(0, 60).join('')}…` : words;
}

interface ComposerProps extends Pick<WritingProps, 'to' | 'draftKey' | 'onSay' | 'onClose'> {
  readonly focus: boolean;
  readonly offered: Signal<string | null> | undefined;
}

function Composer({ to, draftKey, onSay, onClose, focus, offered }: ComposerProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = useSignal(readDraft(draftKey));
  const over = typed.value.length - MAX_TEXT_CHARS;
  useEffect(() => {
    if (focus) area.current?.focus();
  }, []);
  useLayoutEffect(() => {
    // Grows with the text up to the share that CSS allows it.
    const element = area.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [typed.value]);
  function write(text: string): void {
    typed.value = text;
    keepDraft(draftKey, text);
  }
  useEffect(() => {
    const words = offered?.value ?? null;
    if (offered === undefined || words === null) return;
    offered.value = null;
    const before = typed.value.trimEnd();
    write(before === '' ? words : `${before}\n${words}`);
    area.current?.focus();
  }, [offered?.value]);
  function send(): void {
    if (toSend(typed.value) === null) return area.current?.focus();
    if (onSay(typed.value)) write('');
    area.current?.focus();
  }
  const label = to === '' ? r('message') : r('message_to', { name: to });
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={area}
        class="input"
        rows={2}
        value={typed.value}
        aria-label={label}
        placeholder={label}
        aria-invalid={over > 0 ? 'true' : undefined}
        aria-describedby={over > 0 ? 'composer-wrong' : undefined}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
            event.preventDefault();
            send();
          }
          if (event.key === 'Escape' && onClose !== undefined) {
            event.stopPropagation();
            onClose();
          }
        }}
      />
      {over > 0 ? (
        <p id="composer-wrong" class="small wrong" role="alert">
          {r('too_long', { over, max: MAX_TEXT_CHARS })}
        </p>
      ) : null}
      <div class="composer-row">
        <span class="small soft hint">{r(isMac() ? 'send_hint_mac' : 'send_hint')}</span>
        {onClose === undefined ? null : (
          <button type="button" class="button quiet" onClick={onClose}>
            {r('close')}
          </button>
        )}
        <button type="submit" class="button primary" aria-disabled={over > 0 ? 'true' : undefined}>
          {r('send')}
        </button>
      </div>
    </form>
  );
}

function dayName(day: number): string {
  const today = new Date().setHours(0, 0, 0, 0);
  const yesterday = new Date(today - 12 * 3_600_000).setHours(0, 0, 0, 0);
  if (day === today) return r('today');
  if (day === yesterday) return r('yesterday');
  const sameYear = new Date(day).getFullYear() === new Date(today).getFullYear();
  return new Intl.DateTimeFormat(locale(), {
    weekday: 'long', day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' as const }),
  }).format(day);
}

function timeOf(at: number): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

function locale(): string {
  return language.value === 'nl' ? 'nl-NL' : 'en-GB';
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}

function readDraft(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keepDraft(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Then it lives as long as the page.
  }
}
