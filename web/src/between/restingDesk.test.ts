// @vitest-environment happy-dom
/** Letters that rest, through lost answers, late changes and pages that close midway. */
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { newLogId, newSecret } from '../crypto/keys';
import { memoryStorage } from '../log/database';
import { LogError } from '../log/LogError';
import type { RestingLetters } from '../log/resting';
import type { AuthorId, Entry, SealedApart } from '../log/types';
import { createDesk, type Desk } from '../talk/desk';
import { createDrafts, type Drafts } from '../talk/drafts';
import type { Draft, Message } from '../talk/talk';
import { createRestingDesk, REST_AFTER_CHANGE_MS, type RestingDesk } from './restingDesk';

/** What a server does with letters that rest, at the moment a test says so. */
class Server {
  readonly held = new Map<AuthorId, { readonly data: unknown; readonly dueAt: number }>();
  readonly released = new Map<AuthorId, number>();
  readonly sealed = new Map<AuthorId, unknown>();
  now = 0;
  /** it does as it is told, and its answer never comes */
  deaf = false;
  #authors = 0;

  readonly letters: RestingLetters = {
    seal: async (make) => {
      const author = `author${this.#authors++}`;
      this.sealed.set(author, await make(author));
      return { author, record: new TextEncoder().encode(author) };
    },
    hold: async (letter: SealedApart, restMs, inPlaceOf) => {
      const { author } = letter;
      const seq = this.released.get(author);
      if (seq !== undefined) return { is: 'released', seq };
      if (!this.held.has(author)) {
        if (inPlaceOf !== undefined && this.released.has(inPlaceOf)) return { is: 'too_late' };
        if (inPlaceOf !== undefined && !this.held.delete(inPlaceOf)) return { is: 'withdrawn' };
        this.held.set(author, { data: this.sealed.get(author), dueAt: this.now + restMs });
      }
      this.#answer();
      const dueAt = this.held.get(author)?.dueAt ?? 0;
      return { is: 'resting', dueAt, leftMs: dueAt - this.now };
    },
    list: async () => [...this.held].map(([author, { data, dueAt }]) => ({ author, data, dueAt, leftMs: dueAt - this.now })),
    withdraw: async (author) => {
      const off = !this.released.has(author);
      this.held.delete(author);
      this.#answer();
      return off;
    },
  };

  #answer(): void {
    if (this.deaf) throw new LogError('offline');
  }
}

let server: Server;
let desk: Desk;
let drafts: Drafts;
let sent: { readonly id: string; readonly text: string }[];
let listeners: ((entry: Entry) => void)[];
const messages = signal<readonly Message[]>([]);
const caughtUp = signal(false);

function open(): RestingDesk {
  desk = createDesk(drafts);
  caughtUp.value = false;
  const made = createRestingDesk({
    letters: server.letters,
    log: { onEntry: (listener) => (listeners.push(listener), () => undefined), caughtUp, link: signal('connected'), unsent: signal(0) },
    desk,
    drafts,
    messages,
    newId: () => `id${Math.random()}`,
    body: async (id, _author, { text }) => ({ id, text }),
    say: ({ text }, id) => (sent.push({ id, text }), Promise.resolve()),
    clock: { wall: () => server.now, steady: () => server.now, after: () => () => undefined },
  });
  caughtUp.value = true;
  return made;
}
/** It goes by itself, and every page hears of it. */
function release(author: AuthorId): void {
  server.held.delete(author);
  server.released.set(author, 7);
  const entry: Entry = { seq: 7, at: 7, kind: 'talk', role: 'guest', author, n: 0, refs: [], blobs: [], clock: 7, own: true, data: { id: 'x', text: 'x' } };
  for (const listener of listeners) listener(entry);
}
const draft = (text: string): Draft => ({ text, quotes: [] });
async function laid(resting: RestingDesk, text: string): Promise<AuthorId> {
  expect(await resting.rest(draft(text), 15)).toBe(true);
  return resting.letters.value.at(-1)?.author ?? '';
}
const texts = (): unknown[] => [...server.held.values()].map(({ data }) => (data as { text: string }).text);

beforeEach(async () => {
  server = new Server();
  sent = [];
  listeners = [];
  messages.value = [];
  drafts = await createDrafts(newLogId(), newSecret(), memoryStorage());
});

describe('a letter that rests', () => {
  it('is there for every device of its writer, until when it says', async () => {
    const one = open();
    const author = await laid(one, 'first');
    expect(one.letters.value).toEqual([{ author, until: 15 * 60_000, draft: draft('first') }]);
    const other = open();
    await other.look();
    expect(other.letters.value).toEqual(one.letters.value);
    release(author);
    expect([one.letters.value, other.letters.value]).toEqual([[], []]);
  });

  it('is laid down once, however often its answer is lost', async () => {
    const resting = open();
    desk.write('once');
    const before = desk.draft.value;
    server.deaf = true;
    expect(await resting.rest(before, 5)).toBe(false);
    expect(await resting.rest(before, 5)).toBe(false);
    expect(resting.told.value).toBe('rest_offline');
    expect(desk.draft.value).toEqual(draft('once'));
    server.deaf = false;
    expect(texts()).toEqual(['once']);
    await resting.look();
    // It is seen that it rests: then the words need not stand here too.
    expect(desk.draft.value.text).toBe('');
    expect(resting.told.value).toBeNull();
  });

  it('takes the place of what was tried before when other words are tried', async () => {
    const resting = open();
    server.deaf = true;
    await resting.rest(draft('tried'), 5);
    server.deaf = false;
    expect(await resting.rest(draft('tried again'), 5)).toBe(true);
    expect(texts()).toEqual(['tried again']);
  });

  it('is changed in its place, and can be read over for some minutes more', async () => {
    const resting = open();
    const author = await laid(resting, 'first');
    server.now = 14 * 60_000;
    resting.changing.value = { author, draft: draft('second') };
    await resting.keepChange();
    expect(texts()).toEqual(['second']);
    expect(resting.letters.value).toMatchObject([{ until: server.now + REST_AFTER_CHANGE_MS, draft: draft('second') }]);
    expect(resting.changing.value).toBeNull();
  });
});

describe('a change that comes too late', () => {
  it('is lost nowhere: what was typed stands where one writes, unsent', async () => {
    const resting = open();
    const author = await laid(resting, 'first');
    desk.write('and another thing');
    resting.changing.value = { author, draft: draft('second') };
    release(author);
    expect(desk.draft.value.text).toBe('and another thing\n\nsecond');
    expect(resting.told.value).toBe('late');
    expect(sent).toEqual([]);
  });

  it('is told as well where the server alone knows it', async () => {
    const resting = open();
    const author = await laid(resting, 'first');
    server.held.delete(author);
    server.released.set(author, 3);
    resting.changing.value = { author, draft: draft('second') };
    await resting.keepChange();
    expect([desk.draft.value.text, resting.told.value]).toEqual(['second', 'late']);
  });

  it('does not bring back what was withdrawn on another device', async () => {
    const resting = open();
    const author = await laid(resting, 'first');
    server.held.delete(author);
    resting.changing.value = { author, draft: draft('second') };
    await resting.keepChange();
    expect(texts()).toEqual([]);
    expect([desk.draft.value.text, resting.told.value]).toEqual(['second', 'withdrawn']);
  });
});

describe('taking it off the server', () => {
  it('brings the words back, or says that they had gone', async () => {
    const resting = open();
    await laid(resting, 'first');
    const [letter] = resting.letters.value;
    if (letter === undefined) throw new Error('it does not rest');
    await resting.fetch(letter);
    expect([texts(), desk.draft.value.text, resting.told.value]).toEqual([[], 'first', 'fetched']);
    server.released.set(letter.author, 4);
    await resting.fetch(letter);
    expect([desk.draft.value.text, resting.told.value]).toEqual(['first', 'was_gone']);
  });

  it('sends it at once, and once', async () => {
    const resting = open();
    await laid(resting, 'first');
    const [letter] = resting.letters.value;
    if (letter === undefined) throw new Error('it does not rest');
    await Promise.all([resting.sendNow(letter), resting.sendNow(letter)]);
    expect(sent.map(({ text }) => text)).toEqual(['first']);
    expect([texts(), desk.draft.value.text]).toEqual([[], '']);
    resting.dispose();
    await open().look();
    expect(desk.draft.value.text).toBe('');
  });

  it('loses nothing when the answer is lost and the page closes', async () => {
    const resting = open();
    await laid(resting, 'first');
    const [letter] = resting.letters.value;
    if (letter === undefined) throw new Error('it does not rest');
    server.deaf = true;
    await resting.sendNow(letter);
    expect([texts(), sent]).toEqual([[], []]);
    server.deaf = false;
    resting.dispose();
    const next = open();
    await next.look();
    expect([desk.draft.value.text, next.told.value]).toEqual(['first', 'found']);
    expect(await drafts.moving()).toBeNull();
  });

  it('does not bring back what the log holds already', async () => {
    await drafts.move({ author: 'author9', sentAs: 'sent', draft: draft('first') });
    messages.value = [
      { id: 'sent', author: 'page', role: 'guest', text: 'first', quotes: [], at: 1, own: true, keeping: 'kept', seqs: [1], earlier: [], gone: null, hand: null },
    ];
    await open().look();
    expect([desk.draft.value.text, await drafts.moving()]).toEqual(['', null]);
  });
});
