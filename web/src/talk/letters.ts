/**
 * What is done with messages once they are written: whose they are, edits, taking back, what was read.
 *
 * Draws nothing. Taking back waits a moment during which it can be called off, since it cannot be undone
 * after; until then the words are gone from this screen only, and the page says so.
 */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { LivePort } from '../board/types';
import type { Session } from '../exercises/sessions';
import type { Clock } from '../log/clock';
import type { AuthorId, Entry, PageId, SealedLog } from '../log/types';
import { MAX_REFS } from '../wire/protocol.gen';
import type { ReadingShown, ReadTo, Talk } from '../wire/schema.gen';
import type { Hand } from './hand';
import { foldReading, isShown, NOTHING_READ, wasRead, type ReadingState } from './reading';
import { createServerTime } from './serverTime';
import { keyOf, messagesOf, toSend, type Draft, type Message, type TalkState } from './talk';
import { createThinking, type Thinking } from './thinking';
import { isFields } from '../wire/shapes';

/** How long taking back can be called off, ms. */
export const CALL_OFF_MS = 8_000;

export interface LettersParts {
  readonly log: Pick<SealedLog, 'append' | 'author' | 'role' | 'caughtUp'>;
  readonly talk: Signal<TalkState>;
  readonly live: LivePort;
  readonly persons: ReadonlySignal<readonly { readonly pages: readonly PageId[] }[]>;
  readonly sessions: ReadonlySignal<readonly Session[]>;
  readonly hand: Hand | null;
  /** one's own */
  readonly name: ReadonlySignal<string>;
  readonly clock: Clock;
}

export interface Letters {
  readonly messages: ReadonlySignal<readonly Message[]>;
  readonly sessions: ReadonlySignal<readonly Session[]>;
  readonly thinking: Thinking;
  readonly reading: ReadonlySignal<ReadingState>;
  /** keys of messages that are being taken back and can still be called off */
  readonly leaving: ReadonlySignal<ReadonlySet<string>>;
  /** ms since the epoch, by the server's clock */
  now(): number;
  bodyOf(id: string, author: AuthorId, draft: Draft): Talk;
  /** By an author of its own, whom one's other devices know and nobody has a name of. */
  bodyApart(id: string, author: AuthorId, draft: Draft): Promise<Talk>;
  /** @returns false when nothing would be left, too much, or nothing changed */
  edit(message: Message, draft: Draft): boolean;
  takeBack(message: Message): void;
  callOff(message: Message): void;
  wasRead(message: Message): boolean;
  /** Say whether one's reading may be shown. */
  showReading(on: boolean): void;
  /** The letters are before this person's eyes, up to the newest. */
  seen(): void;
  fold(entry: Entry): void;
  restart(): void;
  /** Do what was waiting to be called off. */
  flush(): void;
  dispose(): void;
}

export function createLetters({ log, talk, live, persons, sessions, hand, name, clock }: LettersParts): Letters {
  const time = createServerTime(clock);
  const reading = signal(NOTHING_READ);
  const leaving = signal<ReadonlyMap<string, { readonly message: Message; readonly stop: () => void }>>(new Map());
  /** authors whose tag only this link can have made */
  const ownAuthors = signal<ReadonlySet<AuthorId>>(new Set());
  const asked = new Set<AuthorId>();
  let readTo = 0;

  const isOwn = (m: Pick<Message, 'own' | 'author' | 'role'>): boolean =>
    // A room has one coach, whose link it is.
    m.own || ownAuthors.value.has(m.author) || (log.role === 'coach' && m.role === 'coach');
  const messages = computed(() =>
    messagesOf(talk.value).map((m) => {
      const own = isOwn(m);
      return own === m.own ? m : { ...m, own };
    }),
  );
  const thinking = createThinking(live, computed(() => persons.value.flatMap(({ pages }) => pages)), clock);

  /** Whether *author*'s tag is one that this link makes. */
  async function look(author: AuthorId, tag: string): Promise<void> {
    if (hand === null || asked.has(author)) return;
    asked.add(author);
    if ((await hand.know(author)) === tag) ownAuthors.value = new Set([...ownAuthors.peek(), author]);
  }
  const stops = [
    effect(() => {
      void hand?.know(log.author.value);
    }),
  ];

  function append(...what: Parameters<SealedLog['append']>): void {
    log.append(...what).then(
      ({ kept }) => kept.catch(() => undefined), // told by onLost
      () => undefined,
    );
  }
  function tagged(author: AuthorId): { readonly hand?: string } {
    const tag = hand?.of(author) ?? null;
    return tag === null ? {} : { hand: tag };
  }
  function bodyOf(id: string, author: AuthorId, { text, quotes }: Draft): Talk {
    return { id, text, ...(quotes.length > 0 ? { quotes } : {}), ...tagged(author) };
  }
  function forget(message: Message): void {
    leaving.value = new Map([...leaving.peek()].filter(([key]) => key !== keyOf(message)));
    const now = talk.peek().kept.find((m) => keyOf(m) === keyOf(message));
    // Its edits hold words too.
    if (now === undefined || now.gone !== null) return;
    for (let at = 0; at < now.seqs.length; at += MAX_REFS) append('forget', null, { refs: now.seqs.slice(at, at + MAX_REFS) });
  }
  function consent(): boolean {
    const { agreed, said } = reading.peek();
    if (log.role === 'coach') return agreed.coach;
    return said.filter(({ author, own }) => own || ownAuthors.peek().has(author)).at(-1)?.on === true;
  }

  return {
    messages,
    sessions,
    thinking,
    reading,
    leaving: computed(() => new Set(leaving.value.keys())),
    now: time.now,
    bodyOf,
    async bodyApart(id, author, draft) {
      await hand?.know(author);
      return { ...bodyOf(id, author, draft), ...(name.peek() === '' ? {} : { name: name.peek() }) };
    },
    edit(message, draft) {
      const text = toSend(draft.text);
      const [seq] = message.seqs;
      if (text === null || seq === undefined || message.gone !== null) return false;
      if (text === message.text && draft.quotes.length === message.quotes.length) return false;
      append('edit', bodyOf(message.id, log.author.peek(), { ...draft, text }), { refs: [seq], notify: true });
      return true;
    },
    takeBack(message) {
      const key = keyOf(message);
      if (message.seqs.length === 0 || leaving.peek().has(key)) return;
      const stop = clock.after(CALL_OFF_MS, () => forget(message));
      leaving.value = new Map([...leaving.peek(), [key, { message, stop }]]);
    },
    callOff(message) {
      leaving.peek().get(keyOf(message))?.stop();
      leaving.value = new Map([...leaving.peek()].filter(([key]) => key !== keyOf(message)));
    },
    wasRead: (message) => message.own && wasRead(reading.value, log.role, message.seqs[0]),
    showReading(on) {
      const said: ReadingShown = { type: 'reading', on, ...tagged(log.author.peek()) };
      append('agreement', said);
    },
    seen() {
      if (!log.caughtUp.peek() || !isShown(reading.peek()) || !consent()) return;
      const newest = messages.peek().reduce((seq, m) => (m.own ? seq : Math.max(seq, m.seqs[0] ?? 0)), 0);
      if (newest <= Math.max(readTo, reading.peek().to[log.role === 'coach' ? 'coach' : 'guest'])) return;
      readTo = newest;
      const read: ReadTo = { seq: newest };
      append('read', read);
    },
    fold(entry) {
      time.hear(entry.at, entry.own);
      reading.value = foldReading(reading.value, entry);
      const tag = (entry.kind === 'agreement' || entry.kind === 'talk') && isFields(entry.data) ? entry.data['hand'] : undefined;
      if (typeof tag === 'string' && !entry.own) void look(entry.author, tag);
    },
    restart() {
      reading.value = NOTHING_READ;
      readTo = 0;
    },
    flush() {
      for (const { message, stop } of leaving.peek().values()) {
        stop();
        forget(message);
      }
    },
    dispose() {
      thinking.set(false);
      thinking.dispose();
      for (const { stop } of leaving.peek().values()) stop();
      for (const stop of stops) stop();
    },
  };
}
