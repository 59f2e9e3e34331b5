/**
 * A log folded once into a recording, by an observer of the document.
 *
 * Each act has the time at which it happened, so that whoever drew on while the line was down is shown
 * drawing then: the author's clock + min over that author of (at − clock), never after `at`. One
 * thing's own history is the log's: of two who changed it apart, the later in the log is not shown
 * before the other. The same as `whiteboard/recording.py`, held equal by tests/wire.
 */
import { BoardDocument } from '../board/document';
import { soundActs } from '../board/fold';
import { cutText, isFields } from '../wire/shapes';
import { browserWorld, type World } from '../board/world';
import { counts, foldWriters, type Writers } from '../board/writers';
import type { AuthorId, Entry } from '../log/types';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import { readChapters } from './chapters';
import { changedFields, elementFields, sheetFields } from './fields';
import { byBirth, byTime, NOBODY, VERSION, type Change, type Life, type Message, type Person, type PlainFields, type Recording, type Session, type When } from './recording';

/** a longer pause within one act is no pause of somebody who is typing */
const MOST_LAG_MS = 60_000;
const MAX_NAME_CHARS = 60;
/** Leaves the greater part of a 60 Hz frame to drawing. */
const SLICE_MS = 5;

export interface RecordingOptions {
  /** messages too */
  readonly talk?: boolean;
}

/** @param entries the whole log from its first entry, in order */
export function foldRecording(entries: readonly Entry[], options: RecordingOptions = {}): Recording {
  const fold = new RecordingFold();
  for (const entry of entries) fold.take(entry);
  return fold.told(options);
}

/** As `foldRecording`, a few milliseconds at a time. @throws what *signal* says when it is given up */
export async function foldRecordingGently(
  entries: readonly Entry[],
  { signal, world = browserWorld(), ...options }: RecordingOptions & { readonly signal?: AbortSignal; readonly world?: World } = {},
): Promise<Recording> {
  const fold = new RecordingFold();
  let until = world.now() + SLICE_MS;
  for (const entry of entries) {
    fold.take(entry);
    if (world.now() < until) continue;
    await new Promise<void>((resolve) => world.soon(resolve));
    signal?.throwIfAborted();
    until = world.now() + SLICE_MS;
  }
  return fold.told(options);
}

/** The fold itself, for a log that is still being read: entry by entry, from the first, then told once. */
export class RecordingFold {
  readonly #entries: Entry[] = [];
  readonly #lives = new Lives();

  take(entry: Entry): void {
    this.#entries.push(entry);
    this.#lives.take(entry);
  }

  /** What was taken, as a recording; takes nothing more afterwards. */
  told({ talk = false }: RecordingOptions = {}): Recording {
    const [entries, lives] = [this.#entries, this.#lives];
    // How an author's clock stands is known once all of it was seen.
    const times = new Times(entries);
    const chapters = readChapters(entries, (entry) => times.of(entry));
    const messages = messagesOf(entries, times);
    const sessions = sessionsOf(entries, times);
    const moments = [
      ...lives.settle(times),
      ...chapters.map(({ at }) => at),
      ...(talk ? messages.map(({ at }) => at) : []),
      ...sessions.flatMap(({ start, end }) => (end === null ? [start] : [start, end])),
    ];
    // Not Math.min(...moments): a call takes only so many arguments.
    const start = moments.reduce((least, at) => Math.min(least, at), moments[0] ?? 0);
    const end = moments.reduce((most, at) => Math.max(most, at), moments[0] ?? 0);
    return {
      v: VERSION,
      start,
      end,
      people: peopleOf(entries),
      sheets: lives.sheets.byBirth(),
      elements: lives.elements.byBirth(),
      chapters: chapters.sort(byTime),
      sessions,
      talk: talk ? messages.sort(byTime) : null,
      forgotten: lives.forgotten,
      refused: lives.refused,
    };
  }
}

/** Nothing happened longer than this before the log's first entry came, ms. */
const MOST_BEFORE_MS = 24 * 3600 * 1000;

/** When each entry happened. */
class Times {
  readonly #errors = new Map<AuthorId, number>();
  readonly #earliest: number;

  constructor(entries: readonly Entry[]) {
    // One absurd clock among an author's would put all their acts ages before the room was made.
    this.#earliest = (entries[0]?.at ?? 0) - MOST_BEFORE_MS;
    for (const { author, at, clock, data } of entries)
      if (data !== undefined) this.#errors.set(author, Math.min(this.#errors.get(author) ?? Infinity, at - clock));
  }

  of({ author, at, clock, data }: Entry): number {
    return data === undefined ? at : Math.max(Math.min(clock + (this.#errors.get(author) ?? 0), at), this.#earliest);
  }

  /** When *entry*'s author meant by *clock*, never after the entry itself. */
  told(entry: Entry, clock: number): number {
    return Math.min(Math.max(clock + (this.#errors.get(entry.author) ?? 0), this.#earliest), this.of(entry));
  }
}

/** An act by the place of its entry in the log; its time is told from what all of the log says. */
interface Moment {
  /** null for what was there before anybody did anything */
  readonly entry: Entry | null;
  readonly by: AuthorId;
  /** ms before the last act of the same entry */
  readonly lag: number;
}

const BEFORE_ALL: Moment = { entry: null, by: NOBODY, lag: 0 };

function timeOf({ entry, lag }: Moment, times: Times): number {
  if (entry === null) return 0;
  return entry.kind === 'base' ? entry.at : times.of(entry) - lag;
}

/** `When` and `Change` while their time, the first in them, is not known. */
type Untimed<T extends readonly [at: number, ...rest: unknown[]]> = { -readonly [At in keyof T]: T[At] };

interface GrowingLife extends Life {
  readonly changes: Untimed<Change>[];
  died: Untimed<When> | null;
}

/** Lives as they grow. */
class Index {
  readonly #ended: GrowingLife[] = [];
  readonly #open = new Map<string, GrowingLife>();
  readonly #now = new Map<string, PlainFields>();
  /** what waits for its time, in the order of the log */
  readonly #untimed: { readonly id: string; readonly moment: Moment; readonly waiting: readonly (Untimed<When> | Untimed<Change>)[] }[] = [];

  /** Take up what *id* is from then on; null when it is gone. */
  note(id: string, fields: PlainFields | null, moment: Moment): void {
    const before = this.#now.get(id);
    const life = this.#open.get(id);
    const changed = before === undefined || fields === null ? [] : changedFields(before, fields);
    if (before === undefined ? fields === null : fields !== null && changed.length === 0) return;
    const [seq, by] = [moment.entry?.seq ?? 0, moment.by];
    const when: Untimed<When> = [0, seq, by];
    const changes = changed.map(([key, value]): Untimed<Change> => [0, seq, by, key, value]);
    this.#untimed.push({ id, moment, waiting: life === undefined || fields === null ? [when] : changes });
    if (fields === null) {
      if (life !== undefined) {
        life.died = when;
        this.#ended.push(life);
      }
      this.#open.delete(id);
      this.#now.delete(id);
      return;
    }
    if (life === undefined) this.#open.set(id, { id, born: when, fields, changes: [], died: null });
    else life.changes.push(...changes);
    this.#now.set(id, fields);
  }

  /** Give everything its time: of one thing nothing before what the log has earlier of it. */
  settle(times: Times): void {
    const last = new Map<string, number>();
    for (const { id, moment, waiting } of this.#untimed) {
      const at = Math.max(timeOf(moment, times), last.get(id) ?? 0);
      last.set(id, at);
      for (const one of waiting) one[0] = at;
    }
  }

  ids(): Iterable<string> {
    return this.#open.keys();
  }

  byBirth(): Life[] {
    return [...this.#ended, ...this.#open.values()].sort(byBirth);
  }
}

/** The document on its way through the log, and what it showed. */
class Lives {
  readonly elements = new Index();
  readonly sheets = new Index();
  readonly refused: number[] = [];
  forgotten: (readonly [number, number])[] = [];
  readonly #moments: Moment[] = [];
  readonly #document = new BoardDocument();
  #writers: Writers = 'all';

  constructor() {
    this.#noteSheets(BEFORE_ALL);
  }

  take(entry: Entry): void {
    this.#writers = foldWriters(this.#writers, entry);
    if (entry.kind !== 'board' && entry.kind !== 'base') return;
    if (entry.data === undefined) {
      if (entry.kind === 'board') this.forgotten.push([entry.at, entry.seq]);
      return;
    }
    const sound = entry.kind === 'base' ? this.#takeBase(entry) : counts(this.#writers, entry.role) && this.#takeActs(entry);
    if (!sound) this.refused.push(entry.seq);
  }

  /** Give everything its time, and let go of the document. @returns when something was done, ms */
  settle(times: Times): number[] {
    this.#document.destroy();
    this.elements.settle(times);
    this.sheets.settle(times);
    return this.#moments.map((moment) => timeOf(moment, times));
  }

  #takeActs(entry: Entry): boolean {
    const acts = soundActs(entry, this.#document);
    if (acts === null) return false;
    const last = acts.at(-1)?.[0] ?? 0;
    return acts.every(([dt, update]) => {
      const lag = Math.min(MOST_LAG_MS, Math.max(0, last - dt));
      return this.#apply(update, { entry, by: entry.author, lag });
    });
  }

  #takeBase(entry: Entry): boolean {
    const data = isFields(entry.data) ? entry.data : {};
    // It only names pictures that stay.
    if (data['parts'] === 0) return true;
    const board = data['board'];
    // Who made what it brings, and when, went with the past that it stands for.
    if (!(board instanceof Uint8Array) || !this.#apply(board, { entry, by: NOBODY, lag: 0 })) return false;
    this.forgotten = [];
    return true;
  }

  #apply(update: Uint8Array, moment: Moment): boolean {
    try {
      this.#document.apply(update);
    } catch {
      return false;
    }
    this.#moments.push(moment);
    const touched = this.#document.takeTouched();
    for (const id of [...touched.elements].sort()) {
      const element = this.#document.elements.get(id);
      this.elements.note(id, element === undefined ? null : elementFields(element), moment);
    }
    if (touched.sheets) this.#noteSheets(moment);
    return true;
  }

  #noteSheets(moment: Moment): void {
    const sheets = new Map(this.#document.sheets().map((sheet) => [sheet.id, sheetFields(sheet)]));
    for (const id of [...new Set([...sheets.keys(), ...this.sheets.ids()])].sort())
      this.sheets.note(id, sheets.get(id) ?? null, moment);
  }
}

function peopleOf(entries: readonly Entry[]): Record<AuthorId, Person> {
  const people: Record<AuthorId, Person> = {};
  for (const { author, role, kind, data } of entries) {
    const name = kind === 'member' && isFields(data) ? data['name'] : undefined;
    const before = people[author] ?? { role, name: '' };
    people[author] = typeof name === 'string' ? { ...before, name: cutText(name, MAX_NAME_CHARS) } : before;
  }
  return people;
}

/** One that nobody ended lasts until the next begins. */
function sessionsOf(entries: readonly Entry[], times: Times): Session[] {
  const sessions: Session[] = [];
  const close = (at: number): void => {
    const open = sessions.at(-1);
    if (open !== undefined && open.end === null) sessions[sessions.length - 1] = { ...open, end: Math.max(at, open.start) };
  };
  for (const entry of entries) {
    if (entry.kind !== 'session' || !isFields(entry.data)) continue;
    const { id, do: what, at: clock } = entry.data;
    if (typeof id !== 'string') continue;
    const at = typeof clock === 'number' && Number.isSafeInteger(clock) ? times.told(entry, clock) : times.of(entry);
    if (what === 'start') {
      close(at);
      sessions.push({ id, start: at, end: null });
    } else if (what === 'end' && sessions.at(-1)?.id === id) close(at);
  }
  return sessions;
}

/** Each once; what its author replaced is not told. */
function messagesOf(entries: readonly Entry[], times: Times): Message[] {
  const found = new Map<number, Message>();
  const seen = new Set<string>();
  for (const entry of entries) {
    const { kind, data, seq, author: by } = entry;
    if ((kind !== 'talk' && kind !== 'edit') || !isFields(data)) continue;
    const { id, text } = data;
    if (typeof id !== 'string' || typeof text !== 'string' || text.length > MAX_TEXT_CHARS) continue;
    if (kind === 'edit') {
      const edited = found.get(entry.refs[0] ?? -1);
      if (edited !== undefined) found.set(edited.seq, { ...edited, text });
    } else if (!seen.has(`${by} ${id}`)) {
      seen.add(`${by} ${id}`);
      found.set(seq, { at: times.of(entry), seq, by, text });
    }
  }
  return [...found.values()];
}
