// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Board } from '../../board/types';
import type { Call, Form, OwnMedia } from '../../call/types';
import { COACH, FakeLog } from '../../../test/FakeLog';
import { CALL_OFF_MS } from '../../talk/letters';
import type { Peer } from '../../wire/protocol.gen';
import { FAREWELL_MS, openRoom, type Room } from './openRoom';
import { ALONE_MS } from './session';

const SAM: Peer = { page: 'sam', role: 'guest', link: 2, device: 2 };

let log: FakeLog;
let room: Room;

function open(): void {
  const form = signal<Form>('picture');
  const call: Pick<Call, 'people' | 'form' | 'live' | 'leave' | 'setForm'> = {
    people: signal([]),
    form,
    setForm(next) {
      form.value = next;
      return Promise.resolve();
    },
    live: { send: () => undefined, onMessage: () => () => undefined },
    leave: () => log.did.push('stop media'),
  };
  const board: Pick<Board, 'flush' | 'dispose' | 'folded' | 'keyframe' | 'sheets' | 'goneSheets' | 'undoneOn' | 'writers'> = {
    sheets: signal([]),
    goneSheets: signal([]),
    undoneOn: signal(null),
    writers: signal('all'),
    flush: () => log.did.push('flush'),
    dispose: () => undefined,
    folded: signal(0),
    keyframe: () => null,
  };
  room = openRoom({
    log,
    media: {} as OwnMedia,
    name: 'Eva',
    form: 'picture',
    parts: { openCall: () => call as Call, openBoard: () => board as Board },
  });
}

const kinds = (): string[] => log.appended.map((a) => a.kind);
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  log = new FakeLog();
  open();
});
afterEach(() => {
  room.dispose();
  vi.useRealTimers();
});

describe('room', () => {
  it('says who one is on coming in, on a new name, on another form, and by a new author', async () => {
    room.rename('Eva V');
    await room.setForm('voice');
    log.author.value = 'me2';
    expect(log.appended.map((a) => a.data)).toEqual([
      { name: 'Eva', form: 'picture' },
      { name: 'Eva V', form: 'picture' },
      { name: 'Eva V', form: 'voice' },
      { name: 'Eva V', form: 'voice' },
    ]);
  });

  it('starts one session when a second person is in, and no other while that is on its way', async () => {
    log.peers.value = [COACH, SAM];
    log.peers.value = [COACH, SAM, { ...SAM, page: 'sam2' }];
    await settled();
    expect(kinds()).toEqual(['member', 'session']);
    log.back();
    await settled();
    expect(room.session.value.open).not.toBeNull();
    expect(kinds()).toEqual(['member', 'session']);
  });

  it('ends the session after ten minutes alone', async () => {
    log.peers.value = [COACH, SAM];
    await settled();
    log.back();
    await settled();
    log.peers.value = [COACH];
    await vi.advanceTimersByTimeAsync(ALONE_MS - 20_000);
    expect(kinds()).toEqual(['member', 'session']);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(log.appended[2]?.data).toMatchObject({ do: 'end' });
  });

  it('shows an own message at once, and as kept when it came back', async () => {
    expect(room.say({ text: 'Hello', quotes: [] })).not.toBeNull();
    expect(room.say({ text: ' ', quotes: [] })).toBeNull();
    expect(room.messages.value.map((m) => m.keeping)).toEqual(['here']);
    await settled();
    log.back();
    expect(room.messages.value.map((m) => m.keeping)).toEqual(['kept']);
  });

  it('keeps what was refused for good before one’s eyes, with the reason', () => {
    void room.say({ text: 'Too much', quotes: [] });
    const said = log.appended[1];
    log.lose(said === undefined ? [] : [said], 'too_large');
    expect(room.messages.value.map((m) => m.keeping)).toEqual(['lost']);
    expect(room.lost.value.map((l) => l.error)).toEqual(['too_large']);
  });

  it('folds anew when the log was taken back, and keeps what is only here', () => {
    log.give('talk', { id: 'a', text: 'gone with the backup' });
    void room.say({ text: 'still here', quotes: [] });
    log.restart();
    expect(room.messages.value.map((m) => m.text)).toEqual(['still here']);
  });

  it('knows a coach’s own messages of earlier visits, and dates what waits by the server’s clock', async () => {
    log.give('talk', { id: 'a', text: 'of last week' }, { role: 'coach', author: 'before' });
    expect(room.messages.value.map((m) => m.own)).toEqual([true]);
    log.give('member', { name: 'Eva', form: 'picture' }, { own: true, author: 'me', at: 500_000 });
    void room.say({ text: 'now', quotes: [] });
    expect(room.messages.value.at(-1)?.at).toBe(500_000);
  });

  it('takes a message back only after it could be called off, all that was ever in it', async () => {
    log.give('talk', { id: 'a', text: 'one' }, { role: 'coach', author: 'me', own: true });
    log.give('edit', { id: 'a', text: 'two' }, { role: 'coach', author: 'me', own: true, refs: [1] });
    const [message] = room.messages.value;
    if (message === undefined) throw new Error('no message');
    room.letters.takeBack(message);
    expect(room.letters.leaving.value.size).toBe(1);
    await vi.advanceTimersByTimeAsync(CALL_OFF_MS - 1);
    room.letters.callOff(message);
    await vi.advanceTimersByTimeAsync(CALL_OFF_MS);
    expect(kinds()).not.toContain('forget');
    room.letters.takeBack(message);
    await vi.advanceTimersByTimeAsync(CALL_OFF_MS);
    expect(kinds()).toContain('forget');
    expect(log.refs.at(-1)).toEqual([1, 2]);
    expect(room.letters.leaving.value.size).toBe(0);
  });

  it('does on leaving what still could be called off', async () => {
    log.give('talk', { id: 'a', text: 'one' }, { role: 'coach', author: 'me', own: true });
    const [message] = room.messages.value;
    if (message !== undefined) room.letters.takeBack(message);
    const leaving = room.leave();
    log.back();
    await settled();
    await leaving;
    expect(kinds()).toContain('forget');
  });

  it('changes a message under its own id, and nothing that stayed the same', () => {
    log.give('talk', { id: 'a', text: 'one' }, { role: 'coach', author: 'me', own: true });
    const [message] = room.messages.value;
    if (message === undefined) throw new Error('no message');
    expect(room.letters.edit(message, { text: 'one  ', quotes: [] })).toBe(false);
    expect(room.letters.edit(message, { text: ' ', quotes: [] })).toBe(false);
    expect(room.letters.edit(message, { text: 'two', quotes: [] })).toBe(true);
    expect(log.appended.at(-1)).toMatchObject({ kind: 'edit', data: { id: 'a', text: 'two' } });
    expect(log.refs.at(-1)).toEqual([1]);
  });

  it('says what was read to nobody before both agreed, then once for each that is new', () => {
    log.give('talk', { id: 'a', text: 'one' });
    room.letters.seen();
    expect(kinds()).not.toContain('read');
    log.give('agreement', { type: 'reading', on: true });
    room.letters.seen();
    expect(kinds()).not.toContain('read');
    log.give('agreement', { type: 'reading', on: true }, { role: 'coach', author: 'me', own: true });
    room.letters.seen();
    room.letters.seen();
    expect(log.appended.filter(({ kind }) => kind === 'read').map(({ data }) => data)).toEqual([{ seq: 1 }]);
    log.give('agreement', { type: 'reading', on: false });
    log.give('talk', { id: 'b', text: 'two' });
    room.letters.seen();
    expect(kinds().filter((kind) => kind === 'read').length).toBe(1);
  });

  it('on leaving stops the media before anything that needs a network', async () => {
    log.did.length = 0;
    const leaving = room.leave();
    expect(log.did[0]).toBe('stop media');
    await settled();
    expect(log.appended.at(-1)?.data).toMatchObject({ gone: true });
    log.back();
    await settled();
    await leaving;
    expect(log.did).toEqual(['stop media', 'flush', 'member', 'close']);
  });

  it('closes without the server’s answer once it has waited long enough', async () => {
    const leaving = room.leave();
    await vi.advanceTimersByTimeAsync(FAREWELL_MS);
    await leaving;
    expect(log.did.at(-1)).toBe('close');
  });

  it('tells that somebody has left, dropped out or come back', () => {
    log.peers.value = [COACH, SAM];
    log.peers.value = [COACH];
    expect(room.presence.value.news?.what).toBe('lost');
    log.peers.value = [COACH, SAM];
    expect(room.presence.value.news?.what).toBe('back');
    log.give('member', { name: 'Sam', form: 'picture', gone: true });
    log.peers.value = [COACH];
    expect(room.presence.value.news?.what).toBe('left');
  });

  it('concludes nothing about people from a server that is away', () => {
    log.peers.value = [COACH, SAM];
    log.link.value = 'away';
    log.peers.value = [];
    log.link.value = 'connected';
    expect(room.presence.value.news?.what).toBe('here');
  });
});
