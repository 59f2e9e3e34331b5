import { describe, expect, it } from 'vitest';
import { encodeHeader, sealBody } from '../crypto/entry';
import type { KnownHeader, Record as LogRecord } from '../crypto/entry';
import { deriveKeys } from '../crypto/keys';
import { sealSignal } from '../crypto/purposes';
import { toBase64url } from '../crypto/base64url';
import { TestRoom, makeDevice } from './testing/Room';
import type { Page } from './testing/Room';

/** Coach and guest in a room in which the coach said 1, 2 and 3. */
async function roomOfThree(): Promise<readonly [TestRoom, Page, Page]> {
  const room = new TestRoom();
  const [coach, guest] = await room.coachAndGuest();
  for (const i of [1, 2, 3]) await coach.log.append('talk', i);
  await room.flush();
  expect(guest.texts()).toEqual([1, 2, 3]);
  return [room, coach, guest];
}

/** The same records under new numbers, as a server would have to give them for its chain to fit. */
function renumbered(records: readonly LogRecord[]): LogRecord[] {
  return records.map((record, i) => ({ ...record, seq: i + 1 }));
}

async function forged(room: TestRoom, header: Partial<KnownHeader>, seq: number, key = 'room'): Promise<LogRecord> {
  const start = { log: room.id, role: 'guest', author: 'AAAAAAAAAAk', n: 0, notify: false, drop: false, refs: [], blobs: [] };
  const whole = { ...start, kind: 'talk', ...header } as KnownHeader;
  const secret = await room.secret('coach');
  const keys = await deriveKeys(room.id, 'coach', key === 'room' ? secret : { ...secret, seed: new Uint8Array(32) });
  const headerBytes = encodeHeader(whole);
  const body = { clock: 0, seen: [0, new Uint8Array(16)] as const, data: 'forged', inBlobs: false };
  return { header: whole, headerBytes, seq, at: room.server.now, form: 'sealed', bytes: await sealBody(keys.entry, headerBytes, body) };
}

async function lateGuest(room: TestRoom): Promise<Page> {
  return room.page(makeDevice('late', 'guest'));
}

describe('a server that drops', () => {
  it('is noticed by the hole, and nothing beyond it is applied', async () => {
    const [room, coach, guest] = await roomOfThree();
    guest.wire.lies = { records: (records) => records.filter(({ seq }) => seq !== 4) };
    for (const i of [4, 5]) await coach.log.append('talk', i);
    await room.flush();
    expect(guest.lies()).toEqual(['dropped']);
    expect(guest.texts()).toEqual([1, 2, 3]);
    expect(coach.lies()).toEqual([]);
  });

  it('is noticed by its author\'s count when the rest is numbered anew', async () => {
    const [room] = await roomOfThree();
    room.server.records = renumbered(room.server.records.filter(({ seq }) => seq !== 2));
    expect((await lateGuest(room)).lies()).toContain('dropped');
  });
});

describe('a server that repeats', () => {
  it('is noticed by its author\'s count, and the entry is told once', async () => {
    const [room] = await roomOfThree();
    const { records } = room.server;
    room.server.records = renumbered([...records, ...records.slice(1, 2)]);
    const late = await lateGuest(room);
    expect(late.lies()).toContain('repeated');
    expect(late.texts()).toEqual([1, 2, 3]);
  });

  it('may hand on the same record twice: a hint is no second entry', async () => {
    const [room, coach, guest] = await roomOfThree();
    guest.wire.lies = { records: (records) => [...records, ...records] };
    await coach.log.append('talk', 4);
    await room.flush();
    expect(guest.texts()).toEqual([1, 2, 3, 4]);
    expect(guest.lies()).toEqual([]);
  });
});

describe('a server that reorders', () => {
  it('is noticed by the author\'s count', async () => {
    const [room] = await roomOfThree();
    const [a, b, c] = room.server.records;
    if (a === undefined || b === undefined || c === undefined) throw new Error('three');
    room.server.records = renumbered([a, c, b]);
    expect((await lateGuest(room)).lies()).toContain('reordered');
  });

  it('is noticed by what the other had seen when it wrote', async () => {
    const [room, , guest] = await roomOfThree();
    await guest.log.append('talk', 'answer');
    await room.flush();
    const [a, b, c, answer] = room.server.records;
    if (a === undefined || b === undefined || c === undefined || answer === undefined) throw new Error('four');
    room.server.records = renumbered([answer, a, b, c]);
    expect((await lateGuest(room)).lies()).toContain('reordered');
  });

  it('is noticed when time runs backwards', async () => {
    const [room, coach] = await roomOfThree();
    room.server.now -= 1000;
    await coach.log.append('talk', 4);
    await room.flush();
    expect(coach.lies()).toEqual(['reordered']);
  });
});

describe('a server that forks', () => {
  it('is noticed by a head that does not fit', async () => {
    const [room, coach] = await roomOfThree();
    coach.wire.lies = { head: ({ seq }) => ({ seq, h: new Uint8Array(32).fill(5) }) };
    await coach.wire.tellHead();
    await room.flush();
    expect(coach.lies()).toContain('forked');
  });

  it('is noticed by what the other says it has seen', async () => {
    const [room, coach, guest] = await roomOfThree();
    const other = await forged(room, { author: 'AAAAAAAAAAo', role: 'coach' }, 4);
    const [real] = [await coach.log.append('talk', 'for the coach')];
    const isFourth = (record: LogRecord): boolean => record.seq === 4;
    guest.wire.lies = { records: (records) => records.map((record) => (isFourth(record) ? other : record)) };
    await room.flush();
    expect(await real.kept).toBe(4);
    await guest.log.append('talk', 'I saw something else');
    await room.flush();
    expect(coach.lies()).toEqual(['forked']);
  });

  it('is noticed by two different records under one seq', async () => {
    const [room, , guest] = await roomOfThree();
    guest.wire.tellRecords([await forged(room, {}, 2)]);
    await room.flush();
    expect(guest.lies()).toEqual(['forked']);
  });
});

describe('a server that rolls back', () => {
  it('is noticed by a page that saw more', async () => {
    const [room, , guest] = await roomOfThree();
    guest.wire.disconnect();
    room.server.rollBack(1);
    await guest.wire.connect();
    await room.flush();
    expect(guest.lies()).toContain('rolled_back');
    expect(guest.texts()).toEqual([1]);
  });

  it('is noticed after a reload, by what the device remembers', async () => {
    const [room, , guest] = await roomOfThree();
    await room.pass(2_000);
    guest.kill();
    room.server.rollBack(1);
    expect((await room.page(guest.device)).lies()).toEqual(['rolled_back']);
  });

  it('is noticed after a reload even when the log has grown past that place again', async () => {
    const [room, coach, guest] = await roomOfThree();
    await room.pass(2_000);
    guest.kill();
    coach.kill();
    room.server.rollBack(1);
    const stranger = await room.page(makeDevice('other desk', 'coach'));
    for (const i of [2, 3, 4, 5]) await stranger.log.append('talk', i);
    await room.flush();
    expect((await room.page(guest.device)).lies()).toEqual(['forked']);
  });
});

describe('a server that puts in what is not of this log', () => {
  const cases: readonly (readonly [string, Partial<KnownHeader>, string])[] = [
    ['an entry of another room', { log: toBase64url(new Uint8Array(16).fill(8)) }, 'room'],
    ['an entry sealed with another key', {}, 'other'],
    ['a kind that the role may not append', { kind: 'cleared' }, 'room'],
    ['a role that has no place here', { role: 'trainer' }, 'room'],
  ];
  it.each(cases)('is noticed: %s', async (_name, header, key) => {
    const [room] = await roomOfThree();
    room.server.records.push(await forged(room, header, 4, key));
    const late = await lateGuest(room);
    expect(late.lies()).toEqual(['foreign']);
    expect(late.texts()).toEqual([1, 2, 3]);
  });

  it('is noticed: an entry moved to another author', async () => {
    const [room] = await roomOfThree();
    const [first] = room.server.records;
    if (first === undefined) throw new Error('first');
    const header = { ...(first.header as KnownHeader), author: 'AAAAAAAAAAo' };
    room.server.records.push({ ...first, header, headerBytes: encodeHeader(header), seq: 4, at: room.server.now });
    expect((await lateGuest(room)).lies()).toEqual(['foreign']);
  });

  it('is noticed: an author that changes its role', async () => {
    const [room, coach] = await roomOfThree();
    const moved = { author: coach.log.author.value, n: 3, role: 'guest' } as const;
    room.server.records.push(await forged(room, moved, 4));
    expect((await lateGuest(room)).lies()).toEqual(['foreign']);
  });
});

describe('a server that acknowledges and forgets', () => {
  it('is noticed when the log goes on without what it acknowledged', async () => {
    const [room, coach, guest] = await roomOfThree();
    await guest.log.append('talk', 'mine');
    await room.flush();
    expect(guest.log.unsent.value).toBe(0);
    room.server.rollBack(3);
    await coach.log.append('talk', 'instead');
    await room.flush();
    await guest.wire.tellHead();
    await room.flush();
    expect(guest.lies()).toContain('forgot');
  });
});

describe('signals', () => {
  it('an old one is not taken again', async () => {
    const [room, coach, guest] = await roomOfThree();
    const heard: unknown[] = [];
    guest.log.onSignal((_from, body) => heard.push(body));
    await coach.log.sendSignal(guest.log.page, { sdp: 'one' });
    await coach.log.sendSignal(guest.log.page, { sdp: 'two' });
    const [offer] = coach.wire.sent.map(({ payload }) => payload as { counter: number; sealed: Uint8Array });
    await room.flush();
    expect(heard).toEqual([{ sdp: 'one' }, { sdp: 'two' }]);
    guest.wire.tell('signal', { from_page: coach.log.page, counter: offer?.counter, sealed: offer?.sealed });
    await room.flush();
    expect(guest.lies()).toEqual(['replayed_signal']);
    expect(heard).toHaveLength(2);
  });

  it('one that was changed, or made by somebody without the key, is not taken', async () => {
    const [room, coach, guest] = await roomOfThree();
    const heard: unknown[] = [];
    guest.log.onSignal((_from, body) => heard.push(body));
    const keys = await deriveKeys(room.id, 'guest', { seed: new Uint8Array(32), pass: new Uint8Array(16) });
    const route = { from: coach.log.page, to: guest.log.page, counter: 9 };
    const sealed = await sealSignal(keys, route, { sdp: 'swapped' });
    guest.wire.tell('signal', { from_page: coach.log.page, counter: 9, sealed });
    await room.flush();
    expect(guest.lies()).toEqual(['swapped_signal']);
    expect(heard).toEqual([]);
  });
});

describe('a restored backup', () => {
  it('is told from a lie only by the coach: a page that holds more gives it back, and the alert stays until then', async () => {
    const [room, coach, guest] = await roomOfThree();
    coach.log.provideBoard(() => Uint8Array.of(1, 2, 3));
    for (const page of [coach, guest]) page.wire.disconnect();
    room.server.rollBack(1);
    for (const page of [coach, guest]) await page.wire.connect();
    await room.flush();

    expect(coach.lies()).toContain('rolled_back');
    expect(guest.lies()).toContain('rolled_back');
    const base = guest.entries.find(({ kind }) => kind === 'base');
    expect(base?.data).toEqual({ k: 1, parts: 1, board: Uint8Array.of(1, 2, 3) });
    expect(guest.texts()).toEqual([1, 2, 3]);
    expect(coach.texts()).toEqual([1, 2, 3]);

    const cleared = coach.log.clearAlerts();
    await room.flush();
    await cleared;
    for (const page of [coach, guest]) expect(page.lies()).toEqual([]);
    expect((await room.page(guest.device)).lies()).toEqual([]);
  });

  it('does not lose what was waiting to be sent', async () => {
    const [room, coach, guest] = await roomOfThree();
    coach.wire.disconnect();
    const waiting = await coach.log.append('talk', 'late');
    room.server.rollBack(0);
    await coach.wire.connect();
    await room.flush();
    expect(await waiting.kept).toBeGreaterThan(0);
    await guest.wire.tellHead();
    await room.flush();
    expect(new Set(guest.texts())).toEqual(new Set([1, 2, 3, 'late']));
  });
});
