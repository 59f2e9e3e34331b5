/**
 * What is asked, answered and lent in a room, as signals; and the coach's browser that makes what was granted.
 *
 * The log says what is asked, the server how it stands: both are needed before anything is shown. The server
 * is asked again when the log tells of something, while a yes is on its way to it, and while somebody looks.
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Secret } from '../../crypto/keys';
import type { Credentials, LogApi } from '../../log/api';
import { deviceOf } from '../../log/device';
import { LogError } from '../../log/LogError';
import type { History } from '../../log/types';
import type { Recording } from '../../replay/recording';
import { answerTo, askFor, endIt, makeShare } from '../../share/acts';
import { granted, lendable } from '../../share/granted';
import { foldLent, NOTHING_LENT, type Answer, type Asking, type Lent, type LentBook } from '../../share/lent';
import { coachAddress, deriveShare, newShareId, trainerAddress } from '../../share/links';
import { packParcel } from '../../share/parcel';
import type { LinkState, ShareStateRow } from '../../wire/protocol.gen';
import type { Room } from '../room/openRoom';
import { picturesOf } from './picturesOf';

/** What lending needs beside the room. */
export interface LendingMeans {
  readonly api: Pick<LogApi, 'shares' | 'askShare' | 'changeShare' | 'links' | 'state'>;
  readonly base: string;
  readonly credentials: Credentials;
  /** of the person's own link */
  readonly secret: Secret;
  /** of the sheets */
  readonly language: 'nl' | 'en';
}

/** One asking, as both sides see it. */
export interface Item {
  readonly asking: Asking;
  /** ms, when it was asked */
  readonly at: number;
  readonly answers: Lent['answers'];
  readonly row: ShareStateRow;
}

/** One answer, told to the coach. */
export interface Told {
  readonly share: string;
  readonly whom: string;
  readonly answer: Answer;
  readonly author: string;
  /** who said so; empty when no name was given */
  readonly by: string;
}

export type Making =
  /** 0..1 of its bytes are up */
  | number
  | 'done'
  /** tried again by itself */
  | 'failed';

export interface Lending {
  /** newest first */
  readonly items: ReadonlySignal<readonly Item[]>;
  /** the server could not be asked how things stand */
  readonly stale: ReadonlySignal<boolean>;
  /** of one's own link; null until it is known */
  readonly link: ReadonlySignal<number | null>;
  /** coach: shares that this page makes, or has seen to be filled */
  readonly making: ReadonlySignal<ReadonlyMap<string, Making>>;
  /** coach: answers that came while this page was open */
  readonly told: ReadonlySignal<readonly Told[]>;
  /** answered here: no longer to be asked about */
  readonly putOff: ReadonlySignal<ReadonlySet<string>>;
  refresh(): Promise<void>;
  /** Who took part, and who cannot be asked. */
  links(): Promise<readonly LinkState[]>;
  /** Everything that could be lent up to *seq*; read and folded once. @throws LogError as `SealedLog.history` */
  whole(seq: number, onProgress: (done: number) => void): Promise<Recording>;
  ask(asking: Omit<Asking, 'share'>): Promise<void>;
  answer(share: string, answer: Answer): Promise<void>;
  /** Settles once the server has said that its bytes are gone. */
  end(share: string): Promise<void>;
  /** The trainer's link. */
  address(share: string): Promise<string>;
  /** The coach's own, to look along and write beside it. */
  ownAddress(share: string): Promise<string>;
  dispose(): void;
}

/** Between two looks while a yes is on its way, and before making is tried again, ms. */
const SOON_MS = 1000;
const SOON_LOOKS = 20;
const AGAIN_MS = 15_000;

export function createLending(room: Room, means: LendingMeans): Lending {
  const { log } = room;
  const { api } = means;
  const coach = log.role === 'coach';
  const book = signal<LentBook>(NOTHING_LENT);
  const rows = signal<ReadonlyMap<string, ShareStateRow>>(new Map());
  const stale = signal(false);
  const link = signal<number | null>(null);
  const making = signal<ReadonlyMap<string, Making>>(new Map());
  const putOff = signal<ReadonlySet<string>>(new Set());
  const told = signal<readonly Told[]>([]);
  const wholes = new Map<number, Promise<Recording>>();
  let read: Promise<History> | null = null;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let looks = 0;
  let finished = false;

  const items = computed(() =>
    [...book.value.values()].reverse().flatMap(({ asking, at, answers }): Item[] => {
      const row = rows.value.get(asking.share);
      return row === undefined ? [] : [{ asking, at, answers, row }];
    }),
  );

  async function refresh(): Promise<void> {
    try {
      const found = await api.shares();
      if (closed) return;
      rows.value = new Map(found.map((row) => [row.share, row]));
      stale.value = false;
      if (!coach) link.value ??= (await api.state()).link;
    } catch {
      stale.value = true;
    }
    if (closed) return;
    if (coach) for (const item of items.peek()) if (isDue(item)) void make(item);
    const underWay = unheard().length > 0 || items.peek().some(isOnItsWay);
    if (underWay || [...making.peek().values()].includes('failed')) lookAgain(underWay);
  }

  /** Written down, and not known to the server: on its way to it, or left so when a line broke. */
  const unheard = (): Asking[] =>
    [...book.peek().values()].flatMap(({ asking, ended }) =>
      rows.peek().has(asking.share) || ended !== null || asking.until <= Date.now() ? [] : [asking],
    );

  /** Tell the server of what was asked when the line of an earlier page broke. */
  async function finishAsking(): Promise<void> {
    await refresh();
    if (stale.peek() || unheard().length === 0) return;
    for (const { share, until } of unheard()) await api.askShare({ share, until }).catch(() => undefined);
    await refresh();
  }

  function lookAgain(underWay: boolean): void {
    if (timer !== null || closed) return;
    looks = underWay ? looks + 1 : 0;
    timer = setTimeout(
      () => {
        timer = null;
        void refresh();
      },
      underWay && looks < SOON_LOOKS ? SOON_MS : AGAIN_MS,
    );
  }

  /** A yes is written down before it counts. */
  const isOnItsWay = ({ row, answers }: Item): boolean => row.state === 'asked' && [...answers.values()].includes('yes');
  const isDue = ({ row, asking }: Item): boolean => {
    const state = making.peek().get(asking.share);
    return (row.state === 'granted' || row.state === 'made') && (state === undefined || state === 'failed');
  };
  const tell = (share: string, how: Making): void => void (making.value = new Map(making.peek()).set(share, how));

  function whole(seq: number, onProgress: (done: number) => void): Promise<Recording> {
    let found = wholes.get(seq);
    if (found === undefined) {
      found = history(seq, onProgress).then(({ entries }) => lendable(entries.filter((entry) => entry.seq <= seq)));
      wholes.set(seq, found);
      // What failed is tried again when asked again.
      found.catch(() => wholes.delete(seq));
    }
    return found;
  }

  async function history(seq: number, onProgress: (done: number) => void): Promise<History> {
    const known = await read?.catch(() => null);
    if (known !== null && known !== undefined && known.until >= seq) return known;
    read = log.history({ until: Math.max(seq, log.seq.peek()), onProgress });
    return read;
  }

  async function make({ asking, row }: Item): Promise<void> {
    const { share, whom, until, seq } = asking;
    tell(share, 0);
    try {
      await makeShare({
        room: { base: means.base, log: log.id, credentials: means.credentials },
        links: await deriveShare(share, means.secret.seed),
        made: row.state === 'made',
        device: await deviceOf(share),
        greeting: { coach: room.name.peek(), lang: means.language, until, agreed: '', answer: '', knock: 'never', guest: whom },
        clock: Date.now(),
        async recording() {
          const recording = granted(await whole(seq, () => undefined), asking);
          return packParcel({ recording, pictures: await picturesOf(recording, (id) => log.getBlob(id)) });
        },
        onProgress: (done) => tell(share, done),
      });
      tell(share, 'done');
    } catch (error) {
      console.warn(error);
      // What was taken back meanwhile is not tried again: the list says that it is over.
      tell(share, error instanceof LogError && error.word === 'ended' ? 'done' : 'failed');
    }
    await refresh();
  }

  function hear(author: string): void {
    for (const { asking, answers } of book.peek().values()) {
      const answer = answers.get(author);
      const known = told.peek().some((one) => one.share === asking.share && one.author === author && one.answer === answer);
      if (answer === undefined || known) continue;
      const others = told.peek().filter((one) => one.share !== asking.share || one.author !== author);
      told.value = [...others, { share: asking.share, whom: asking.whom, answer, author, by: room.nameOf(author) }];
    }
  }

  const stopEntries = log.onEntry((entry) => {
    const before = book.peek();
    book.value = foldLent(before, entry);
    if (book.peek() === before || !log.caughtUp.peek()) return;
    if (coach) hear(entry.author);
    looks = 0;
    void refresh();
  });
  const stopRestart = log.onRestart(() => {
    book.value = NOTHING_LENT;
    wholes.clear();
    read = null;
  });
  const stopReady = effect(() => {
    if (!log.caughtUp.value || log.link.value !== 'connected') return;
    const first = !finished;
    finished = true;
    if (book.peek().size > 0) void (coach && first ? finishAsking() : refresh());
  });

  return {
    items,
    stale,
    link,
    making,
    told,
    putOff,
    refresh,
    links: () => api.links(),
    whole,
    async ask(what) {
      await askFor(api, log, { ...what, share: newShareId() });
      await refresh();
    },
    async answer(share, answer) {
      await answerTo(api, log, share, answer);
      putOff.value = new Set(putOff.peek()).add(share);
      await refresh();
    },
    async end(share) {
      await endIt(api, log, share);
      await refresh();
    },
    address: async (share) => trainerAddress(location.origin, await deriveShare(share, means.secret.seed)),
    ownAddress: async (share) => coachAddress(location.origin, await deriveShare(share, means.secret.seed)),
    dispose() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      for (const stop of [stopEntries, stopRestart, stopReady]) stop();
    },
  };
}
