import { describe, expect, it } from 'vitest';
import { decodeRecords } from '../crypto/entry';
import type { Connection } from './testing/ScriptedServer';
import { LogError } from './LogError';
import type { Page } from './testing/Room';
import type { Uploading } from './transport';
import type { Pending } from './types';
import { TestRoom, makeDevice, settle } from './testing/Room';
import { ACK_TIMEOUT_MS } from './Outbox';

/** What a page has under way, as (author, n). */
function underWay(wire: Connection): readonly number[] {
  return wire.sent
    .filter(({ event }) => event === 'append')
    .flatMap(({ payload }) => decodeRecords((payload as { records: Uint8Array }).records).map(({ header }) => header.n));
}

function sentBytes(wire: Connection): readonly Uint8Array[] {
  return wire.sent.filter(({ event }) => event === 'append').map(({ payload }) => (payload as { records: Uint8Array }).records);
}

describe('the outbox', () => {
  it('has an entry in storage before it says that it took it, and gone from there once it is kept', async () => {
    const room = new TestRoom();
    const desk = makeDevice('desk', 'coach');
    const coach = await room.page(desk);
    await coach.log.append('talk', 1);
    expect((await desk.storage.rows(room.id)).map(({ n }) => n)).toEqual([0]);
    await room.flush();
    expect(await desk.storage.rows(room.id)).toEqual([]);
  });

  it('has at most eight under way and sends the next when one is kept', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    for (let i = 0; i < 20; i++) await coach.log.append('talk', i);
    expect(underWay(coach.wire)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    await room.flush();
    expect(coach.texts()).toHaveLength(20);
  });

  it('sends again what was not answered in time, byte for byte', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    await coach.log.append('talk', 1);
    const [first] = sentBytes(coach.wire);
    coach.wire.sent.length = 0; // lost on the way
    room.clock.advance(ACK_TIMEOUT_MS);
    expect(sentBytes(coach.wire)).toEqual([first]);
    await room.flush();
    expect(coach.log.unsent.value).toBe(0);
  });

  it('sends even what the browser would not store', async () => {
    const room = new TestRoom();
    const desk = makeDevice('desk', 'coach');
    const full = { ...desk.storage, put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    const coach = await room.page({ ...desk, storage: full });
    await coach.log.append('talk', 1);
    await room.flush();
    expect(coach.texts()).toEqual([1]);
  });

  it('takes an acknowledgement that comes twice for one entry', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    const { kept } = await coach.log.append('talk', 1);
    const [again] = coach.wire.sent;
    await room.flush();
    if (again === undefined) throw new Error('sent');
    coach.wire.sent.push(again);
    await room.flush();
    expect(await kept).toBe(1);
    expect(coach.texts()).toEqual([1]);
    expect(coach.lies()).toEqual([]);
  });

  it.each(['gap', 'busy', 'too_fast', 'storage', 'a word of a later server'])(
    'keeps what was refused for now (%s) and sends it later',
    async (word) => {
      const room = new TestRoom();
      const coach = await room.page(makeDevice('desk', 'coach'));
      room.server.refuseWith = word;
      for (const i of [1, 2]) await coach.log.append('talk', i);
      await room.flush();
      expect(coach.log.unsent.value).toBe(2);
      room.server.refuseWith = null;
      await room.pass(20_000);
      expect(coach.texts()).toEqual([1, 2]);
      expect(coach.lost).toEqual([]);
    },
  );

  it.each(['conflict', 'not_allowed', 'too_large', 'malformed'])(
    'gives up what will never be taken (%s), says so, and goes on under a new author',
    async (word) => {
      const room = new TestRoom();
      const coach = await room.page(makeDevice('desk', 'coach'));
      const before = coach.log.author.value;
      room.server.refuseWith = word;
      const refused = await coach.log.append('board', 1);
      const outcome = refused.kept.then(String, String);
      coach.wire.serveOne().catch(() => {});
      await room.flush();
      room.server.refuseWith = null;
      expect(await outcome).toBe(`LogError: ${word}`);
      expect(coach.lost).toEqual([{ kind: 'board', data: 1, error: word }]);
      expect(coach.log.author.value).not.toBe(before);
      const next = await coach.log.append('talk', 'goes on');
      await room.flush();
      expect(next).toMatchObject({ n: 0, author: coach.log.author.value });
      expect(coach.texts()).toEqual(['goes on']);
    },
  );

  it('writes again, under the new author, a message that stood behind a refused act', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    await coach.log.append('board', 'refused');
    const message = await coach.log.append('talk', 'behind it');
    const { author, n } = { author: coach.log.author.value, n: 0 };
    coach.wire.sent.length = 0;
    coach.wire.tell('refused', { author, n, error: 'not_allowed' });
    await room.flush();
    expect(await message.kept).toBe(1);
    expect(coach.texts()).toEqual(['behind it']);
    expect(coach.lost).toEqual([{ kind: 'board', data: 'refused', error: 'not_allowed' }]);
  });

  it('ends for good when the link is revoked', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    await coach.log.append('talk', 1);
    room.server.refuseWith = 'revoked';
    await room.flush();
    expect([coach.log.link.value, coach.log.closed.value]).toEqual(['closed', 'revoked']);
    expect(coach.lost).toEqual([{ kind: 'talk', data: 1, error: 'revoked' }]);
  });
});

describe('a page that loads', () => {
  it('takes over what a dead page of its device left and sends it byte for byte', async () => {
    const room = new TestRoom();
    const desk = makeDevice('desk', 'coach');
    const dead = await room.page(desk);
    for (const i of [1, 2, 3]) await dead.log.append('talk', i);
    while (await dead.wire.serveOne()); // all three reach the server, no answer comes back
    const written = room.server.records.map(({ bytes }) => bytes);
    expect(written).toHaveLength(3);
    for (const i of [4, 5]) await dead.log.append('talk', i);
    dead.kill();
    const next = await room.page(desk);
    expect(next.texts()).toEqual([1, 2, 3, 4, 5]);
    expect(room.server.records.slice(0, 3).map(({ bytes }) => bytes)).toEqual(written);
    expect(new Set(room.server.records.map(({ header }) => header.author))).toEqual(new Set([dead.log.page]));
    expect(await desk.storage.rows(room.id)).toEqual([]);
    expect(next.lies()).toEqual([]);
  });

  it('leaves alone what a living page of its device is about to send', async () => {
    const room = new TestRoom();
    const desk = makeDevice('desk', 'coach');
    const first = await room.page(desk, { connect: false });
    await first.log.append('talk', 1);
    const second = await room.page(desk);
    expect(second.log.unsent.value).toBe(0);
    expect(second.texts()).toEqual([]);
    await first.wire.connect();
    await room.flush();
    expect(second.texts()).toEqual([1]);
  });

  it('lets a living page take over from one that dies later, when it connects again', async () => {
    const room = new TestRoom();
    const desk = makeDevice('desk', 'coach');
    const first = await room.page(desk, { connect: false });
    const second = await room.page(desk);
    await first.log.append('talk', 'left');
    first.kill();
    second.wire.disconnect();
    await second.wire.connect();
    await room.flush();
    expect(second.texts()).toEqual(['left']);
  });
});

describe('an author', () => {
  it('ends when the machine\'s clock jumped, and the act at hand still belongs to it', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    const first = await coach.log.append('talk', 1);
    room.clock.offset += 3_600_000;
    const second = await coach.log.append('talk', 2);
    const third = await coach.log.append('talk', 3);
    await room.flush();
    expect([second.author, second.n]).toEqual([first.author, 1]);
    expect(third.author).not.toBe(first.author);
    expect(third.n).toBe(0);
    const [a, b, c] = coach.entries.map(({ clock }) => clock);
    expect((b ?? 0) - (a ?? 0)).toBeLessThan(1_000);
    expect((c ?? 0) - (b ?? 0)).toBeGreaterThan(3_000_000);
  });

  it('has its last act in the log before what the next author says on hearing of it', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    const first = coach.log.page;
    coach.log.author.subscribe((author) => {
      if (author !== first) void coach.log.append('talk', 'said at once');
    });
    room.clock.offset += 60_000;
    await coach.log.append('talk', 'before');
    await room.flush();
    expect(coach.texts()).toEqual(['before', 'said at once']);
  });

  it('stays the same through a second\'s drift', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    await coach.log.append('talk', 1);
    room.clock.offset += 900;
    await coach.log.append('talk', 2);
    expect(coach.log.author.value).toBe(coach.log.page);
  });
});

describe('before the door', () => {
  it('a device may leave one first message, and keeps the rest until it is let in', async () => {
    const room = new TestRoom();
    const guest = await room.page(makeDevice('phone', 'guest'), { connect: false });
    guest.wire.admitted = false;
    await guest.wire.connect();
    await room.flush();
    expect(guest.log.knock.value).toEqual({ state: 'waiting', coach_here: true });
    await guest.log.append('member', { name: 'Sam', form: 'writing' });
    const message = await guest.log.append('talk', 'first');
    await guest.log.append('talk', 'second');
    await room.flush();
    expect(room.server.records.map(({ header }) => header.kind)).toEqual(['member', 'talk']);
    expect(await message.kept).toBe(2);
    expect(guest.log.unsent.value).toBe(1);

    guest.wire.admitted = true;
    await guest.wire.welcome();
    await room.flush();
    expect(guest.texts()).toEqual(['first', 'second']);
    expect(guest.lies()).toEqual([]);
  });
});

describe('a known device before the door', () => {
  it('reads and writes while it waits for the call', async () => {
    const room = new TestRoom();
    const guest = await room.page(makeDevice('phone', 'guest'));
    guest.wire.tell('knock', { state: 'waiting', coach_here: false });
    await room.flush();
    for (const i of [1, 2, 3, 4]) await guest.log.append('talk', i);
    await room.flush();
    expect(guest.texts()).toEqual([1, 2, 3, 4]);
  });
});

describe('large and small', () => {
  it('a body over 64 KiB goes as blobs and comes back whole', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    const text = 'x'.repeat(200_000);
    await coach.log.append('talk', { text });
    await room.flush();
    expect(room.server.blobs.size).toBe(1);
    expect(guest.texts()).toEqual([{ text }]);
  });

  it('a blob that the server has lost is brought again', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    await coach.log.append('talk', { text: 'y'.repeat(70_000) });
    await settle();
    expect(room.server.blobs.size).toBe(1);
    room.server.blobs.clear();
    await room.flush();
    await room.pass(1_000);
    expect(coach.texts()).toHaveLength(1);
  });

  it('a picture put as a blob opens at the other, and one that was changed does not', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    const id = await coach.log.sealBlob(Uint8Array.of(1, 2, 3));
    await coach.log.appendApart('board', () => [], { blobs: [id] });
    await room.flush();
    expect(await guest.log.getBlob(id)).toEqual(Uint8Array.of(1, 2, 3));
    room.server.blobs.set(id, new Uint8Array(40));
    await expect(guest.log.getBlob(id)).rejects.toThrow('bad_seal');
  });
});

describe('a picture on its way', () => {
  /** A page whose blobs stay under way until the test lets them arrive. */
  async function slowPage(): Promise<{ room: TestRoom; coach: Page; uploads: Upload[] }> {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    const uploads: Upload[] = [];
    const put = coach.wire.pages.putBlob;
    Object.assign(coach.wire.pages, {
      putBlob: (id: string, sealed: Uint8Array, how: Uploading = {}) =>
        new Promise<void>((resolve, reject) => {
          how.stop?.addEventListener('abort', () => reject(new LogError('taken_back')));
          uploads.push({ how, arrive: () => void put(id, sealed).then(resolve), fail: (word) => reject(new LogError(word)) });
        }),
    });
    return { room, coach, uploads };
  }
  interface Upload {
    readonly how: Uploading;
    arrive(): void;
    fail(word: string): void;
  }
  async function picture(page: Page): Promise<Pending> {
    const id = await page.log.sealBlob(Uint8Array.of(1, 2, 3));
    return page.log.appendApart('board', () => 'picture', { blobs: [id] });
  }
  const acts = (page: Page): unknown[] => page.entries.filter(({ kind }) => kind === 'board').map(({ data }) => data);

  it('keeps nothing else waiting, and is told how far it is', async () => {
    const { room, coach, uploads } = await slowPage();
    const { author } = await picture(coach);
    for (let i = 0; i < 10; i++) await coach.log.append('board', i);
    await room.flush();
    expect(acts(coach)).toHaveLength(10);
    expect(author).not.toBe(coach.log.author.value);
    uploads[0]?.how.onProgress?.(0.4);
    expect([...coach.log.uploads.value.values()]).toEqual([0.4]);
    uploads[0]?.arrive();
    await room.flush();
    expect(acts(coach)).toContain('picture');
    expect(coach.log.uploads.value.size).toBe(0);
    expect(coach.log.unsent.value).toBe(0);
  });

  it('goes on by itself when the network is back', async () => {
    const { room, coach, uploads } = await slowPage();
    await picture(coach);
    await settle();
    uploads[0]?.fail('offline');
    coach.wire.disconnect();
    await room.pass(60_000);
    expect(uploads).toHaveLength(1);
    await coach.wire.connect();
    await room.flush();
    uploads[1]?.arrive();
    await room.flush();
    expect(acts(coach)).toEqual(['picture']);
  });

  it('is brought by the next page when this one is closed', async () => {
    const { room, coach } = await slowPage();
    await picture(coach);
    await settle();
    coach.kill();
    const next = await room.page(coach.device);
    await room.pass(1_000);
    expect(acts(next)).toEqual(['picture']);
  });

  it('can be taken back until it is up, and no longer', async () => {
    const { room, coach, uploads } = await slowPage();
    const first = await picture(coach);
    await settle();
    const outcome = first.kept.then(String, String);
    expect(coach.log.takeBack(first)).toBe(true);
    expect(await outcome).toBe('LogError: taken_back');
    const second = await picture(coach);
    await settle();
    uploads[1]?.arrive();
    await settle();
    expect(coach.log.takeBack(second)).toBe(false);
    await room.flush();
    expect(acts(coach)).toEqual(['picture']);
    expect(coach.lost).toEqual([]);
  });

  it('that the server will never take is told to be lost, and nothing else is', async () => {
    const { room, coach, uploads } = await slowPage();
    const { kept } = await picture(coach);
    const outcome = kept.then(String, String);
    await settle();
    uploads[0]?.fail('too_large');
    await coach.log.append('talk', 'goes on');
    await room.flush();
    expect(await outcome).toBe('LogError: too_large');
    expect(coach.lost).toEqual([{ kind: 'board', data: 'picture', error: 'too_large' }]);
    expect(coach.texts()).toEqual(['goes on']);
  });

  it('named by a copy whose bytes are nowhere any more does not hold up its author for good', async () => {
    const { room, coach } = await slowPage();
    const copy = await coach.log.append('board', 'copy', { blobs: ['A'.repeat(43)] });
    const outcome = copy.kept.then(String, String);
    const message = await coach.log.append('talk', 'behind it');
    for (let i = 0; i < 20; i++) await room.pass(20_000);
    expect(await outcome).toBe('LogError: blob_missing');
    expect(await message.kept).toBeGreaterThan(0);
    expect(coach.lost).toEqual([{ kind: 'board', data: 'copy', error: 'blob_missing' }]);
  });
});
