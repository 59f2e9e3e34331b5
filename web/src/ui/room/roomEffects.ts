/** What the room does beside showing itself: tones, keys, what is new, the height a phone's keyboard leaves. */
import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isShown } from '../../talk/reading';
import type { Names } from './names';
import type { Room } from './openRoom';
import { commandOf, takesText, type Command } from './shortcuts';
import { playTone } from './tone';
import { r } from './words';

const READ_KEY = 'flipover:read:';
/** How much of a message is read aloud when it comes in. */
const TOLD_CHARS = 300;
/** How long a passing word stays, ms. */
const SAID_MS = 6000;

/** One soft tone when somebody has come or dropped out; none for what was so on coming in. */
export function useTones(room: Room, wanted: ReadonlySignal<boolean>): void {
  const { news } = room.presence.value;
  const before = useRef(news);
  useEffect(() => {
    if (news !== null && news !== before.current && wanted.value) {
      if (news.what === 'here' || news.what === 'back') playTone('came');
      if (news.what === 'lost') playTone('went');
    }
    before.current = news;
  }, [news?.what, news?.link]);
}

export function useKeys(act: (command: Command) => boolean): void {
  const current = useRef(act);
  current.current = act;
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || takesText(event.target)) return;
      const command = commandOf(event);
      if (command !== null && current.current(command)) event.preventDefault();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** On a phone the keyboard makes the window smaller, but not for every browser its layout. */
export function useViewHeight(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    const fit = (): void => {
      // While pinched the viewport is a part of the page, not what the keyboard leaves of it.
      if (viewport.scale <= 1.01) element.current?.style.setProperty('--view-height', `${viewport.height}px`);
    };
    fit();
    viewport.addEventListener('resize', fit);
    return () => viewport.removeEventListener('resize', fit);
  }, []);
}

export interface Reading {
  /** how many of the others' messages came since the letters were last read, on this device */
  readonly unread: number;
  /** ms, server clock: the newest of them that had been read before they were opened now; 0 for none ever */
  readonly readTo: number;
  /** ms, server clock: what is newer came before one's eyes */
  readonly newUntil: number;
}

/** What is new to this person: read is what is open in a tab that is seen. */
export function useReading(room: Room, open: boolean): Reading {
  const key = READ_KEY + room.log.id;
  const readAt = useSignal(storedTime(key));
  const since = useSignal({ readTo: readAt.peek(), newUntil: Infinity });
  const newest = useComputed(() => room.messages.value.reduce((at, m) => (m.own ? at : Math.max(at, m.at)), 0));
  const reads = useSeen() && open && room.log.caughtUp.value;
  const shown = isShown(room.letters.reading.value);
  useEffect(() => {
    if (reads) since.value = { readTo: readAt.peek(), newUntil: newest.peek() };
  }, [reads]);
  useEffect(() => {
    if (!reads) return;
    room.letters.seen();
    if (newest.value <= readAt.value) return;
    readAt.value = newest.value;
    try {
      localStorage.setItem(key, String(newest.value));
    } catch {
      // Then it is new again at the next visit.
    }
  }, [reads, newest.value, shown]);
  return { unread: open ? 0 : room.messages.value.filter((m) => !m.own && m.at > readAt.value).length, ...since.value };
}

/** Whether this tab is before somebody's eyes. */
function useSeen(): boolean {
  const seen = useSignal(document.visibilityState === 'visible');
  useEffect(() => {
    const look = (): void => void (seen.value = document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return seen.value;
}

/** When the letters of *log* were last open is forgotten. */
export function forgetRead(log: string): void {
  localStorage.removeItem(READ_KEY + log);
}

/** The newest message of somebody else in words, once, for a polite live region. */
export function useTold(room: Room, names: Names): string {
  const told = useRef<string | null>(null);
  const words = useSignal('');
  const newest = useComputed(() => room.messages.value.filter((m) => !m.own).at(-1));
  const message = newest.value;
  const id = message === undefined ? '' : `${message.author}:${message.id}`;
  useEffect(() => {
    if (!room.log.caughtUp.value) return;
    if (message !== undefined && told.current !== null && told.current !== id) {
      const text = message.text.slice(0, TOLD_CHARS);
      words.value = r('new_message_from', { name: names.ofMessage(message), text });
    }
    told.current = id;
  }, [id, room.log.caughtUp.value]);
  return words.value;
}

/** True once *holds* has been true for *ms* without a break. */
export function useLasting(holds: boolean, ms: number): boolean {
  const lasts = useSignal(false);
  useEffect(() => {
    lasts.value = false;
    if (!holds) return;
    const timer = setTimeout(() => {
      lasts.value = true;
    }, ms);
    return () => clearTimeout(timer);
  }, [holds]);
  return holds && lasts.value;
}

/** A word that passes: set it, and it goes by itself. */
export function usePassing(): { readonly word: string; say(word: string): void } {
  const word = useSignal('');
  useEffect(() => {
    if (word.value === '') return;
    const timer = setTimeout(() => {
      word.value = '';
    }, SAID_MS);
    return () => clearTimeout(timer);
  }, [word.value]);
  return {
    word: word.value,
    say(next) {
      word.value = next;
    },
  };
}

function storedTime(key: string): number {
  try {
    return Number(localStorage.getItem(key) ?? 0) || 0;
  } catch {
    return 0;
  }
}
