/**
 * The composition root of a room in the browser: log, call, board and talk as one object of signals.
 *
 * Knows what belongs together and in which order it is opened and closed; draws nothing.
 *
 * - the call listens before the log speaks of anybody; the board folds before the first entry;
 * - `member` is appended on coming in, on every change of name or form, and by every new author;
 * - leaving stops the media first, whatever the network does.
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { openBoard } from '../../board/Board';
import { readZoneChange, type ZoneChange } from '../../board/exercises';
import type { Board, OpenBoard } from '../../board/types';
import { openCall } from '../../call/Call';
import type { SafetyKeys } from '../../call/safetyBook';
import type { Call, Form, OpenCall, OwnMedia } from '../../call/types';
import { browserClock } from '../../log/clock';
import type { Entry, PageId, SealedLog } from '../../log/types';
import {
  EMPTY_TALK, addWaiting, foldEntry, markLost, nameOf, newestName, toSend,
  type Draft, type Message, type TalkState,
} from '../../talk/talk';
import type { Hand } from '../../talk/hand';
import { createLetters, type Letters } from '../../talk/letters';
import { addSession, type Session } from '../../exercises/sessions';
import { tellingZones } from '../../exercises/zones';
import type { Kind, Role } from '../../wire/protocol.gen';
import type { AgreedEnd } from '../../wire/schema.gen';
import { createEasel, type Easel, type EaselParts } from '../sheets/easel';
import { foldEnd } from './agreedEnd';
import { createAnswers, type Answers } from './answers';
import { foldFallback } from './fallback';
import { keepKeyframes } from './keyframes';
import { NOBODY, personsOf, stepPresence, type Person, type PresenceState } from './presence';
import { NO_SESSION, foldSession, sessionStep, type SessionState } from './session';

export interface RoomParts {
  readonly log: SealedLog;
  readonly media: OwnMedia;
  readonly name: string;
  readonly form: Form;
  /** fresh ICE servers; without it only addresses of this machine are offered */
  readonly fetchIce?: () => Promise<RTCIceServer[]>;
  /** without it there are no safety words */
  readonly safety?: SafetyKeys;
  /** others get the relay's address only */
  readonly hidden?: ReadonlySignal<boolean>;
  readonly setWriters?: EaselParts['setWriters'];
  /** without it nobody hears of an answer that is due but who looks into the room */
  readonly setAlarm?: (at: number | null) => Promise<void>;
  /** without it what one's other devices wrote is not known as one's own */
  readonly hand?: Hand;
  readonly parts?: { readonly openCall: OpenCall; readonly openBoard: OpenBoard };
}

export interface Lost {
  readonly acts: readonly { readonly kind: Kind; readonly data: unknown }[];
  readonly error: string;
}

export interface Room {
  readonly log: SealedLog;
  readonly call: Call;
  readonly board: Board;
  readonly easel: Easel;
  readonly name: ReadonlySignal<string>;
  readonly messages: ReadonlySignal<readonly Message[]>;
  /** what is done with messages once they are written */
  readonly letters: Letters;
  readonly talk: ReadonlySignal<TalkState>;
  /** everybody else who is here */
  readonly persons: ReadonlySignal<readonly Person[]>;
  readonly presence: ReadonlySignal<PresenceState>;
  readonly session: ReadonlySignal<SessionState>;
  /** all there were, oldest first */
  readonly sessions: ReadonlySignal<readonly Session[]>;
  readonly lost: ReadonlySignal<readonly Lost[]>;
  /** what was agreed for a call that is lost; empty when nothing was */
  readonly fallback: ReadonlySignal<string>;
  /** until when it was last agreed to talk, ms by this machine's clock; null when nothing was */
  readonly agreedEnd: ReadonlySignal<number | null>;
  /** server clock − own clock, ms */
  readonly ahead: ReadonlySignal<number>;
  /** by when letters are answered */
  readonly answers: Pick<Answers, 'answering' | 'agree' | 'answered'>;
  /** when notes went from one zone of circles to another, oldest first */
  readonly zoneChanges: ReadonlySignal<readonly ZoneChange[]>;
  /** the name behind a page or author; empty when none was given */
  nameOf(author: PageId): string;
  newestName(role: Role): string;
  /** @returns null when there is nothing to send or too much; else settles when it is safe on this device */
  say(draft: Draft, id?: string): Promise<void> | null;
  rename(name: string): void;
  agreeFallback(text: string): void;
  /** @param at ms by this machine's clock; null takes it back */
  agreeEnd(at: number | null): void;
  setForm(form: Form): Promise<void>;
  forgetLost(): void;
  /** Stop media, say good-bye, close. Settles when the server has it, or after {@link FAREWELL_MS}. */
  leave(): Promise<void>;
  /** Close everything without a word: the page goes away. */
  dispose(): void;
}

/** How long leaving waits for the server; what has not arrived by then goes with the next visit. */
export const FAREWELL_MS = 2000;
/** Entries of the past, until what they say is shown. */
const SHOWN_AT_ONCE = 2000;
/** How often the ten minutes alone are looked at. */
const LOOK_EVERY_MS = 15_000;

export function openRoom({ log, media, name: firstName, form: firstForm, fetchIce, safety, hidden, setWriters, setAlarm, hand, parts }: RoomParts): Room {
  const call = (parts?.openCall ?? openCall)(log, media, firstForm, {
    ...(fetchIce === undefined ? {} : { fetchIce }),
    ...(safety === undefined ? {} : { safety }),
    ...(hidden === undefined ? {} : { hidden }),
  });
  const board = tellingZones((parts?.openBoard ?? openBoard)(log, call.live), (change) => {
    log.append('chapter', change).then(
      ({ kept }) => kept.catch(() => undefined), // told by onLost
      () => undefined,
    );
  });
  const zoneChanges = signal<readonly ZoneChange[]>([]);
  const name = signal(firstName);
  const talk = signal<TalkState>(EMPTY_TALK);
  const session = signal<SessionState>(NO_SESSION);
  const sessions = signal<readonly Session[]>([]);
  const presence = signal<PresenceState>(NOBODY);
  const lost = signal<readonly Lost[]>([]);
  const fallback = signal('');
  const end = signal<number | null>(null);
  /** roles of all links that were ever listed here */
  const roles = new Map<number, Role>();
  const persons = computed(() => {
    for (const peer of log.peers.value) roles.set(peer.link, peer.role);
    return personsOf(log.page, log.peers.value, call.people.value, roles);
  });
  const easel = createEasel({ log, board, live: call.live, persons, setWriters });
  const undo: (() => void)[] = [];
  const letters = createLetters({ log, talk, live: call.live, persons, sessions, hand: hand ?? null, name, clock: browserClock });
  undo.push(() => letters.dispose());
  let left = false;
  /** server clock − own clock, ms, as the newest own entry showed it */
  const ahead = signal(0);
  const answers = createAnswers({ log, sessions, setAlarm });
  undo.push(() => answers.dispose());
  let justIn = true;
  let aloneSince: number | null = null;
  let marking = false;

  /** While a long past comes in it is shown in stretches: each showing draws the letters anew. */
  let coming: TalkState | null = null;
  let unshown = 0;
  function showComing(): void {
    if (coming !== null) talk.value = coming;
    coming = null;
    unshown = 0;
  }
  function fold(entry: Entry): void {
    if (entry.own) ahead.value = entry.at - Date.now();
    coming = foldEntry(coming ?? talk.peek(), entry);
    unshown += 1;
    if (log.caughtUp.peek() || unshown >= SHOWN_AT_ONCE) showComing();
    letters.fold(entry);
    session.value = foldSession(session.value, entry);
    sessions.value = addSession(sessions.value, entry);
    fallback.value = foldFallback(fallback.value, entry);
    end.value = foldEnd(end.value, entry);
    const change = entry.kind === 'chapter' ? readZoneChange(entry.data, entry.at) : null;
    if (change !== null) zoneChanges.value = [...zoneChanges.value, change];
  }

  function agree(agreement: { readonly type: 'fallback'; readonly text: string } | AgreedEnd): void {
    log.append('agreement', agreement).then(
      ({ kept }) => kept.catch(() => undefined), // told by onLost
      () => undefined,
    );
  }

  function appendMember(gone = false): Promise<number | null> {
    const data = { name: name.value, form: call.form.value, ...(gone ? { gone: true } : {}) };
    return log.append('member', data).then(
      ({ kept }) => kept.catch(() => null),
      () => null,
    );
  }

  function listed(): boolean {
    return log.link.value === 'connected' && log.peers.value.some((peer) => peer.page === log.page);
  }

  function markSession(): void {
    if (left || marking || !log.caughtUp.value || !listed()) return;
    const peers = log.peers.value;
    const now = Date.now() + ahead.peek();
    if (persons.value.length > 0) aloneSince = null;
    else aloneSince ??= now;
    const step = sessionStep(session.value, { page: log.page, peers, aloneSince, justIn, now });
    justIn = false;
    if (step === null) return;
    marking = true;
    const data = step.do === 'start' ? { id: newId(), do: 'start' } : step;
    void log
      .append('session', data)
      .then(({ kept }) => kept)
      .catch(() => null)
      .finally(() => {
        marking = false;
      });
  }

  undo.push(
    log.onRestart(() => {
      showComing();
      talk.value = { ...EMPTY_TALK, waiting: talk.value.waiting };
      letters.restart();
      session.value = NO_SESSION;
      sessions.value = [];
      fallback.value = '';
      end.value = null;
      zoneChanges.value = [];
    }),
  );
  undo.push(log.onEntry(fold));
  undo.push(
    effect(() => {
      if (log.caughtUp.value) showComing();
    }),
  );
  undo.push(
    log.onLost((acts, error) => {
      lost.value = [...lost.value, { acts, error }];
      const ids = acts.filter((a) => a.kind === 'talk').map((a) => (a.data as { id?: unknown } | null)?.id);
      showComing();
      talk.value = markLost(talk.value, new Set(ids.filter((id): id is string => typeof id === 'string')));
    }),
  );
  // Every author says who it is: the first on coming in, later ones after an error ended one.
  let spoken = '';
  undo.push(
    effect(() => {
      const author = log.author.value;
      if (author === spoken || left) return;
      spoken = author;
      void appendMember();
    }),
  );
  undo.push(
    effect(() => {
      // Until the server has named this page among the others, its list says nothing.
      if (!listed()) return;
      const said = (page: PageId): boolean => talk.value.members.get(page)?.gone ?? false;
      presence.value = stepPresence(presence.peek(), persons.value, said);
    }),
  );
  undo.push(
    effect(() => {
      void [log.peers.value, log.caughtUp.value, log.link.value, session.value.open];
      markSession();
    }),
  );
  if (log.role === 'coach') {
    undo.push(keepKeyframes(log, board));
    log.provideBoard(() => board.encode());
  }
  const looking = setInterval(markSession, LOOK_EVERY_MS);
  // What was typed a moment ago goes into the outbox before the page goes away.
  const flush = (): void => {
    board.flush();
    easel.flush();
    letters.flush();
  };
  globalThis.addEventListener('pagehide', flush);
  undo.push(() => globalThis.removeEventListener('pagehide', flush));

  function stop(): void {
    left = true;
    clearInterval(looking);
    easel.dispose();
    for (const one of undo.splice(0)) one();
  }

  return {
    log,
    call,
    board,
    easel,
    name,
    talk,
    messages: letters.messages,
    letters,
    persons,
    presence,
    session,
    sessions,
    lost,
    fallback,
    ahead,
    answers,
    agreedEnd: computed(() => (end.value === null ? null : end.value - ahead.value)),
    zoneChanges,
    nameOf: (author) => nameOf(talk.value, author),
    newestName: (role) => newestName(talk.value, role),
    say({ text: typed, quotes }, id = newId()) {
      const text = toSend(typed);
      if (text === null) return null;
      const author = log.author.value;
      showComing();
      talk.value = addWaiting(talk.value, { id, author, role: log.role, text, quotes, at: letters.now() });
      return log.append('talk', letters.bodyOf(id, author, { text, quotes }), { notify: true }).then(
        ({ kept }) => {
          // A refusal for good is told by onLost; this promise only must not go unheard.
          kept.catch(() => undefined);
        },
        () => {
          showComing();
          talk.value = markLost(talk.value, new Set([id]));
        },
      );
    },
    rename(to) {
      if (to === name.value) return;
      name.value = to;
      void appendMember();
    },
    agreeFallback(typed) {
      const text = typed.trim();
      if (text === fallback.value) return;
      fallback.value = text;
      agree({ type: 'fallback', text });
    },
    agreeEnd(at) {
      end.value = at === null ? null : Math.round(at + ahead.peek());
      agree({ type: 'end', at: end.value });
    },
    async setForm(form) {
      if (form === call.form.value) return;
      const asked = call.setForm(form);
      void appendMember();
      await asked;
    },
    forgetLost() {
      lost.value = [];
    },
    async leave() {
      if (left) return;
      left = true;
      call.leave();
      flush();
      const told = appendMember(true);
      await Promise.race([told, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
      stop();
      board.dispose();
      log.close();
    },
    dispose() {
      stop();
      call.leave();
      board.dispose();
      log.close();
    },
  };
}

/** 8 random bytes, base64url. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
