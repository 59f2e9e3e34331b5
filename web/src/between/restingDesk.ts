/**
 * Own letters that rest on the server: laid there, changed, brought back, sent at once.
 *
 * Draws nothing. The words stay on the writing desk until the server has answered; what is taken off the
 * server is first written down on this device, so that a page that closes midway loses nothing and sends
 * nothing twice. Devices of one link hear of each other's by asking.
 */
import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Clock } from '../log/clock';
import { LogError } from '../log/LogError';
import type { Held, RestingLetters } from '../log/resting';
import type { AuthorId, SealedApart, SealedLog } from '../log/types';
import type { Desk } from '../talk/desk';
import type { Drafts, Moving } from '../talk/drafts';
import { readTalk, toSend, type Draft, type Message } from '../talk/talk';
import type { Talk } from '../wire/schema.gen';

export interface RestingLetter {
  readonly author: AuthorId;
  /** ms by this machine's clock */
  readonly until: number;
  /** null where it cannot be read */
  readonly draft: Draft | null;
}

/** What became of an act, to be told. */
export type Told = 'fetched' | 'sent_now' | 'was_gone' | 'late' | 'withdrawn' | 'found' | 'rest_offline' | 'offline' | 'too_much' | 'rest_ended' | 'failed';

export interface RestingDesk {
  /** those of this link, soonest due first */
  readonly letters: ReadonlySignal<readonly RestingLetter[]>;
  readonly busy: ReadonlySignal<boolean>;
  readonly told: ReadonlySignal<Told | null>;
  /** the one that is open to be changed, with what is typed */
  readonly changing: Signal<{ readonly author: AuthorId; readonly draft: Draft } | null>;
  /** @returns whether it rests; else the words are to stay where they are */
  rest(draft: Draft, minutes: number): Promise<boolean>;
  /** Have what is typed rest in place of what rested. */
  keepChange(): Promise<void>;
  fetch(letter: RestingLetter): Promise<void>;
  sendNow(letter: RestingLetter): Promise<void>;
  /** Ask the server anew. */
  look(): Promise<void>;
  dispose(): void;
}

export interface RestingParts {
  readonly letters: RestingLetters;
  readonly log: Pick<SealedLog, 'onEntry' | 'caughtUp' | 'link' | 'unsent'>;
  readonly desk: Pick<Desk, 'draft' | 'write' | 'quote' | 'sent'>;
  readonly drafts: Pick<Drafts, 'moving' | 'move' | 'settled'> | null;
  readonly messages: ReadonlySignal<readonly Message[]>;
  readonly newId: () => string;
  /** the body of a message of one's own */
  readonly body: (id: string, author: AuthorId, draft: Draft) => Promise<Talk>;
  /** @returns null when it cannot be sent; else settles when it is safe on this device */
  readonly say: (draft: Draft, id: string) => Promise<void> | null;
  readonly clock: Clock;
}

/** A letter that was changed can be read over once more. */
export const REST_AFTER_CHANGE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const RELEASED_WITHIN_MS = 1_500;
/** What one's other devices did is heard of by asking. */
const ASK_EVERY_MS = 20_000;

export function createRestingDesk({ letters: held, log, desk, drafts, messages, newId, body, say, clock }: RestingParts): RestingDesk {
  const letters = signal<readonly RestingLetter[]>([]);
  const busy = signal(false);
  const told = signal<Told | null>(null);
  const changing = signal<{ readonly author: AuthorId; readonly draft: Draft } | null>(null);
  /** those whose answer was lost, by what they were to replace ('': nothing), so that the same can be sent again */
  const doubts = new Map<AuthorId | '', { readonly letter: SealedApart; readonly draft: Draft }>();
  /** a page may have gone, or an answer been lost, while a letter was taken off the server */
  let halfway = true;
  let stopDue = (): void => undefined;
  let looks = 0;

  const has = (author: AuthorId): boolean => letters.peek().some((one) => one.author === author);
  function set(next: readonly RestingLetter[]): void {
    letters.value = [...next].sort((a, b) => a.until - b.until);
    stopDue();
    const [first] = letters.peek();
    // Its release comes as an entry; asking is for when that is missed.
    if (first !== undefined) stopDue = clock.after(Math.max(first.until - clock.wall(), 0) + RELEASED_WITHIN_MS, () => void look());
  }
  function put(author: AuthorId, leftMs: number, draft: Draft, instead?: AuthorId): void {
    looks += 1;
    set([...letters.peek().filter((one) => one.author !== author && one.author !== instead), { author, until: clock.wall() + leftMs, draft }]);
  }
  /** It rests no longer: it was released, or taken off. */
  function gone(author: AuthorId): void {
    const open = changing.peek();
    if (open?.author === author) {
      changing.value = null;
      if (letters.peek().find((one) => one.author === author)?.draft?.text !== open.draft.text) {
        back(open.draft);
        told.value = 'late';
      }
    }
    if (!has(author)) return;
    looks += 1;
    set(letters.peek().filter((one) => one.author !== author));
  }

  async function look(): Promise<void> {
    const mine = ++looks;
    try {
      const rows = await held.list();
      // What was done here meanwhile is newer.
      if (mine !== looks) return;
      set(
        rows.map(({ author, leftMs, data }) => {
          const talk = readTalk(data);
          return { author, until: clock.wall() + leftMs, draft: talk === null ? null : { text: talk.text, quotes: talk.quotes } };
        }),
      );
      for (const { author } of rows) landed(author);
      if (halfway && !busy.peek()) await takeUp();
    } catch {
      // Asked again when the line is back.
    }
  }
  /** One whose answer was lost has arrived after all. */
  function landed(author: AuthorId): void {
    const [instead, doubt] = [...doubts].find(([, { letter }]) => letter.author === author) ?? [];
    if (instead === undefined || doubt === undefined) return;
    doubts.delete(instead);
    told.value = null;
    const open = changing.peek();
    if (instead === '') {
      if (desk.draft.peek() === doubt.draft) desk.sent(Promise.resolve());
    } else if (open?.author === instead) changing.value = open.draft === doubt.draft ? null : { author, draft: open.draft };
  }
  /** Lay it on the server, once however often it is asked. @param draft by which a second try is known */
  async function lay(draft: Draft, text: string, ms: number, instead?: AuthorId): Promise<Held> {
    const slot = instead ?? '';
    const doubt = doubts.get(slot);
    const same = doubt?.draft === draft;
    const letter = same ? doubt.letter : await held.seal((author) => body(newId(), author, { ...draft, text }), { notify: true });
    doubts.set(slot, { letter, draft });
    // What was tried before may lie there; if it does not, this stands by itself.
    let answer: Held = { is: 'withdrawn' };
    if (doubt !== undefined && !same) answer = await held.hold(letter, ms, doubt.letter.author);
    if (answer.is === 'withdrawn') answer = await held.hold(letter, ms, instead);
    doubts.delete(slot);
    if (answer.is === 'resting') put(letter.author, answer.leftMs, { ...draft, text }, instead ?? doubt?.letter.author);
    return answer;
  }
  function back(draft: Draft): void {
    const before = desk.draft.peek().text.trimEnd();
    for (const quote of draft.quotes) desk.quote(quote);
    desk.write(before === '' ? draft.text : `${before}\n\n${draft.text}`);
  }
  async function doing<T>(act: () => Promise<T>, failed: (word: Told) => void): Promise<T | null> {
    if (busy.peek()) return null;
    busy.value = true;
    told.value = null;
    try {
      return await act();
    } catch (error) {
      failed(toldOf(error));
      return null;
    } finally {
      busy.value = false;
    }
  }
  /** Take it off the server with a note of it on this device; false: it had been released. */
  async function takeOff(moving: Moving): Promise<boolean> {
    halfway = true;
    await drafts?.move(moving);
    const off = await held.withdraw(moving.author);
    if (!off) {
      told.value = 'was_gone';
      await settle();
    }
    gone(moving.author);
    return off;
  }
  async function settle(): Promise<void> {
    await drafts?.settled();
    await drafts?.move(null);
    halfway = false;
  }
  /** What was left halfway. */
  async function takeUp(): Promise<void> {
    const moving = (await drafts?.moving()) ?? null;
    if (moving !== null && !has(moving.author) && (await held.withdraw(moving.author)) && !isThere(moving)) {
      back(moving.draft);
      told.value = 'found';
    }
    await settle();
  }
  const isThere = ({ author, sentAs }: Moving): boolean => messages.peek().some((one) => one.author === author || one.id === sentAs);

  const undo = [
    log.onEntry(({ kind, author }) => {
      if (kind !== 'talk') return;
      landed(author);
      gone(author);
    }),
    // What is in the outbox or in the log was sent: only then is it known what was left halfway.
    effect(() => {
      if (log.link.value === 'connected' && log.caughtUp.value && log.unsent.value === 0) void look();
    }),
  ];
  const onSeen = (): void => {
    if (document.visibilityState === 'visible' && log.link.peek() === 'connected' && log.caughtUp.peek()) void look();
  };
  document.addEventListener('visibilitychange', onSeen);
  let stopAsking = clock.after(ASK_EVERY_MS, function again() {
    onSeen();
    stopAsking = clock.after(ASK_EVERY_MS, again);
  });

  return {
    letters,
    busy,
    told,
    changing,
    look,
    async rest(draft, minutes) {
      const text = toSend(draft.text);
      if (text === null) return false;
      const done = await doing(
        async () => {
          const answer = await lay(draft, text, minutes * MINUTE_MS);
          // One that was tried before went as it was.
          if (answer.is === 'too_late') told.value = 'late';
          return answer.is !== 'too_late';
        },
        (word) => {
          if (word !== 'offline') doubts.delete('');
          told.value = word === 'offline' ? 'rest_offline' : word;
        },
      );
      return done === true;
    },
    async keepChange() {
      const open = changing.peek();
      const text = open === null ? null : toSend(open.draft.text);
      if (open === null || text === null) return;
      const { author, draft } = open;
      const rested = letters.peek().find((one) => one.author === author);
      if (text === rested?.draft?.text) {
        changing.value = null;
        return;
      }
      await doing(
        async () => {
          const { is } = await lay(draft, text, Math.max((rested?.until ?? 0) - clock.wall(), REST_AFTER_CHANGE_MS), author);
          if (is === 'too_late') return gone(author);
          changing.value = null;
          if (is !== 'withdrawn') return;
          back({ ...draft, text });
          gone(author);
          told.value = 'withdrawn';
        },
        (word) => (told.value = word),
      );
    },
    async fetch({ author, draft }) {
      if (draft === null) return;
      await doing(
        async () => {
          if (!(await takeOff({ author, sentAs: null, draft }))) return;
          back(draft);
          told.value = 'fetched';
          await settle();
        },
        (word) => (told.value = word),
      );
    },
    async sendNow({ author, draft }) {
      if (draft === null) return;
      await doing(
        async () => {
          const id = newId();
          if (!(await takeOff({ author, sentAs: id, draft }))) return;
          await say(draft, id);
          told.value = 'sent_now';
          await settle();
        },
        (word) => (told.value = word),
      );
    },
    dispose() {
      stopDue();
      stopAsking();
      document.removeEventListener('visibilitychange', onSeen);
      for (const stop of undo) stop();
    },
  };
}

function toldOf(error: unknown): Told {
  if (!(error instanceof LogError)) return 'failed';
  switch (error.word) {
    case 'offline':
    case 'busy':
    case 'too_fast':
    case 'storage':
    case 'internal':
      return 'offline';
    case 'too_large':
      return 'too_much';
    case 'ended':
      return 'rest_ended';
    default:
      return 'failed';
  }
}
