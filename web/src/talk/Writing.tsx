/**
 * The written conversation as a calm column of letters, with the composer under it.
 *
 * Others' words are text nodes, always: a link is shown as the text it is and fetched by nobody.
 */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { w } from '../canvas/writing/words';
import { HelpLine } from '../ui/HelpLine';
import { r } from '../ui/room/words';
import { Composer, type ComposerRest } from './Composer';
import type { Desk } from './desk';
import { Letter } from './Letter';
import type { Letters } from './letters';
import type { Quote } from './quotes';
import { firstNew, sectionsOf, type Section } from './sections';
import { keyOf, type Draft, type Message } from './talk';
import { dayName } from '../ui/room/letterTimes';
import { l } from '../ui/room/letterWords';

export interface WritingProps {
  readonly letters: Letters;
  readonly desk: Desk;
  /** the name to show for an author; never empty */
  readonly nameOf: (message: Message) => string;
  /** of a page; never empty */
  readonly ofPage: (page: string) => string;
  /** whom one writes to; empty when nobody has given a name yet */
  readonly to: string;
  /** a coach may have any message forgotten */
  readonly mayForget: boolean;
  readonly onSay: (draft: Draft) => Promise<void> | null;
  /** Put words on a note of the sheet; @returns the note, null when there is no sheet to put it on */
  readonly onNote?: (text: string, source: Message) => string | null;
  /** Bring that note in sight. */
  readonly onShowNote?: (note: string) => void;
  /** Turn to a sheet or note that was quoted; false when it is there no longer. */
  readonly onGo: (quote: Exclude<Quote, { type: 'words' }>) => boolean;
  /** Put a picture of the sheet that is shown into the letter being written. */
  readonly onQuoteSheet: () => void;
  readonly onClose?: (() => void) | undefined;
  /** the composer takes the focus when it opens */
  readonly focus?: boolean;
  readonly offered?: Signal<string | null>;
  /** somebody is here now, who could see a sign */
  readonly together: boolean;
  /** ms, server clock: the newest of the others' that had been read when the letters were opened */
  readonly readTo: number;
  /** ms, server clock: what came later came before one's eyes */
  readonly newUntil: number;
  /** key of a letter to be shown; taken as it is */
  readonly shown: Signal<string | null>;
  /** what the coach wrote for need; empty for nothing */
  readonly help: string;
  readonly coach: string;
  /** null while nothing can rest */
  readonly rest?: ComposerRest | null;
  /** under the letters, as the last of them */
  readonly under?: (ofQuote: (quote: Quote) => string) => ComponentChildren;
  /** between the letters and the composer */
  readonly children?: ComponentChildren;
}

/** How near the end, px, counts as reading along. */
const NEAR_END_PX = 80;
/** So many letters are laid out, and as many more each time one goes back. */
const AT_ONCE = 120;
/** As many before a letter that is gone back to. */
const AROUND = 20;
/** From here up the letters before are laid out too. */
const NEAR_START_PX = 400;

export function Writing(props: WritingProps) {
  const { letters, desk, nameOf, ofPage, to, mayForget, onSay, onNote, onShowNote, onGo, onClose, focus = false } = props;
  const column = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const { large } = desk;
  /** a note that words were put on, or something to say for a moment */
  const said = useSignal<{ readonly words: string; readonly note: string | null } | null>(null);
  const { messages, thinking } = letters;
  const count = messages.value.length;
  const last = messages.value[count - 1];
  const fresh = props.readTo === 0 ? null : firstNew(messages.value, props.readTo, props.newUntil);
  const freshKey = fresh === null ? null : keyOf(fresh);
  const lastOwn = messages.value.filter((m) => m.own).at(-1);
  /** from where one has gone back to read; null: the newest, as they come */
  const back = useSignal<number | null>(null);
  const first = Math.min(back.value ?? Math.max(0, count - AT_ONCE), fresh === null ? count : messages.value.indexOf(fresh));
  const sections = useMemo(() => sectionsOf(messages.value.slice(first), letters.sessions.value), [messages.value, first, letters.sessions.value]);
  const now = letters.now();

  useLayoutEffect(() => {
    const element = column.current;
    if (element !== null && (follows.current || last?.own === true)) element.scrollTop = element.scrollHeight;
  }, [count]);
  // Letters that come before those in sight leave these where they are.
  const fromEnd = useRef<number | null>(null);
  useLayoutEffect(() => {
    const element = column.current;
    if (element !== null && fromEnd.current !== null) element.scrollTop = element.scrollHeight - fromEnd.current;
    fromEnd.current = null;
  }, [first]);
  function goBack(to = first - AT_ONCE): void {
    const element = column.current;
    if (first === 0 || element === null) return;
    fromEnd.current = element.scrollHeight - element.scrollTop;
    back.value = Math.max(0, to);
  }
  // What is new is read from its beginning.
  useLayoutEffect(() => {
    const line = column.current?.querySelector<HTMLElement>('.new-here');
    if (!line) return;
    line.scrollIntoView({ block: 'start' });
    follows.current = false;
  }, [freshKey]);
  useEffect(() => {
    const element = column.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (follows.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const key = props.shown.value;
    if (key === null) return;
    props.shown.value = null;
    showLetter(key);
  }, [props.shown.value]);

  // Words chosen in a letter are meant for something: what can be done with them comes along.
  const chosen = useSignal<string | null>(null);
  useEffect(() => {
    function onChoose(): void {
      const selection = getSelection();
      const place = selection === null || selection.isCollapsed ? null : selection.anchorNode?.parentElement?.closest('[data-letter]');
      chosen.value = place != null && column.current?.contains(place) === true ? place.getAttribute('data-letter') : null;
    }
    document.addEventListener('selectionchange', onChoose);
    return () => document.removeEventListener('selectionchange', onChoose);
  }, []);

  function showLetter(key: string): boolean {
    const at = messages.peek().findIndex((m) => keyOf(m) === key && m.gone === null);
    if (at < 0) return false;
    large.value = false;
    follows.current = false;
    const show = (): void => {
      const place = column.current?.querySelector<HTMLElement>(`[data-letter="${CSS.escape(key)}"]`);
      place?.scrollIntoView({ block: 'center' });
      place?.focus({ preventScroll: true });
    };
    if (at >= first) show();
    else {
      back.value = Math.max(0, at - AROUND);
      requestAnimationFrame(() => requestAnimationFrame(show));
    }
    return true;
  }
  function ofQuote(quote: Quote): string {
    if (quote.type === 'note') return l('quote_note');
    if (quote.type === 'sheet') return quote.title === '' ? l('quote_sheet_bare') : l('quote_sheet', { title: quote.title });
    const found = messages.value.find((m) => m.author === quote.author);
    return found === undefined ? ofPage(quote.author) : nameOf(found);
  }
  // Whoever writes on has read it.
  useEffect(() => {
    if (said.peek()?.note != null) said.value = null;
  }, [desk.draft.value.text]);
  const say = (words: string): void => void (said.value = { words, note: null });
  const go = (quote: Quote): boolean => (quote.type === 'words' ? showLetter(`${quote.author}/${quote.id}`) : onGo(quote));
  const thinkers = thinking.others.value.map(ofPage);
  return (
    <section id="room-writing" class="writing no-print" aria-label={r('writing')} tabIndex={-1} data-large={large.value ? '' : undefined}>
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
          if (follows.current || element.scrollTop > NEAR_START_PX) return;
          goBack();
        }}
      >
        {first === 0 ? null : (
          <button type="button" class="button quiet" onClick={() => goBack()}>
            {l('before', { count: first })}
          </button>
        )}
        {count === 0 ? <p class="soft empty">{r('nothing_written')}</p> : null}
        {sections.map((section, at) => (
          <div key={`${section.day} ${section.moment} ${at}`} class="day">
            <Heading section={section} before={sections[at - 1] ?? null} now={now} />
            {section.messages.map((message) => (
              <>
                {keyOf(message) === freshKey ? <p class="new-here small">{l('new_here')}</p> : null}
                <Letter
                  key={keyOf(message)}
                  message={message}
                  letters={letters}
                  desk={desk}
                  nameOf={nameOf}
                  to={to}
                  ofQuote={ofQuote}
                  onGo={go}
                  onReply={({ author, id, text }, words) => {
                    if (!desk.quote({ type: 'words', author, id, text: words || text })) say(l('quote_full', { most: desk.draft.peek().quotes.length }));
                  }}
                  onNote={
                    onNote === undefined
                      ? undefined
                      : (source, words) => {
                          const note = onNote(words, source);
                          said.value = note === null ? null : { words: w('quoted'), note };
                        }
                  }
                  mayForget={mayForget}
                  onSaid={say}
                  chosen={chosen}
                  tells={message === lastOwn}
                />
              </>
            ))}
          </div>
        ))}
        {props.under?.(ofQuote)}
      </div>
      <div role="status" class="quoted small">
        {said.value === null ? null : (
          <>
            <span>{said.value.words}</span>
            {said.value.note === null ? (
              <button type="button" class="button quiet" onClick={() => (said.value = null)}>
                {r('hide')}
              </button>
            ) : (
              <button
                type="button"
                class="button quiet"
                onClick={() => {
                  if (said.value?.note != null) onShowNote?.(said.value.note);
                  said.value = null;
                }}
              >
                {w('quoted_show')}
              </button>
            )}
          </>
        )}
      </div>
      <p class="thinks small soft" role="status">
        {thinkers.length === 0 ? '' : l('thinking', { name: thinkers.join(', ') })}
      </p>
      {props.children}
      <Composer
        desk={desk}
        to={to}
        onSay={onSay}
        onClose={onClose}
        focus={focus}
        offered={props.offered}
        ofQuote={ofQuote}
        thinking={props.together ? thinking : null}
        rest={props.rest ?? null}
      >
        <button type="button" class="button quiet" onClick={props.onQuoteSheet}>
          {l('quote_this_sheet')}
        </button>
        <HelpLine help={props.help} coach={props.coach} />
      </Composer>
    </section>
  );
}

/** The day, and whether it was in a session or between two; of the same day only what is otherwise. */
function Heading({ section, before, now }: { readonly section: Section; readonly before: Section | null; readonly now: number }) {
  const day = before?.day === section.day ? null : dayName(section.day, now);
  const moment = section.moment === null ? null : l(`moment_${section.moment}`);
  return (
    <h3 class="small soft">
      {day}
      {day !== null && moment !== null ? <span aria-hidden="true"> · </span> : null}
      {moment}
    </h3>
  );
}
