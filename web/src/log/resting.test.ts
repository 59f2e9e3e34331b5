/** A message that rests: sealed like any, read again from the server, and told as one's own once it came. */
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../crypto/base64url';
import { decodeRecord } from '../crypto/entry';
import type { HeldState } from '../wire/protocol.gen';
import type { LetterApi } from './letterApi';
import { LogError } from './LogError';
import { createResting } from './resting';
import type { RestingLetters } from './resting';
import { TestRoom } from './testing/Room';
import type { Page } from './testing/Room';

const MINUTE = 60_000;

/** The server's side of resting, by the rules of server/held.py, released by hand. */
class Rest implements Pick<LetterApi, 'rest' | 'resting' | 'withdrawResting'> {
  readonly held = new Map<string, Uint8Array>();
  readonly released = new Map<string, number>();

  constructor(private readonly room: TestRoom) {}

  async rest(record: Uint8Array, restMs: number, inPlaceOf?: string): Promise<HeldState> {
    const { author } = decodeRecord(record).header;
    const state = { author, due_at: 1_790_000_000_000 + restMs, left_ms: restMs, seq: this.released.get(author) ?? 0, record: null };
    if (this.held.has(author) || state.seq > 0) return state;
    if (inPlaceOf !== undefined && !this.held.delete(inPlaceOf)) {
      throw new LogError(this.released.has(inPlaceOf) ? 'conflict' : 'not_found');
    }
    this.held.set(author, record);
    return state;
  }

  async resting(): Promise<readonly HeldState[]> {
    return [...this.held].map(([author, record]) => ({ author, due_at: 1, left_ms: 1, seq: 0, record: toBase64url(record) }));
  }

  async withdrawResting(author: string): Promise<void> {
    if (!this.held.delete(author) && this.released.has(author)) throw new LogError('conflict');
  }

  async release(): Promise<void> {
    const { server } = this.room;
    for (const [author, bytes] of this.held) {
      const record = { ...decodeRecord(bytes), seq: server.records.length + 1, at: ++server.now };
      server.records.push(record);
      this.released.set(author, record.seq);
      for (const to of server.connections) to.tellRecords([record]);
    }
    this.held.clear();
    await this.room.flush();
  }
}

async function twoWithRest(): Promise<{ rest: Rest; coach: Page; guest: Page; letters: RestingLetters }> {
  const room = new TestRoom();
  const [coach, guest] = await room.coachAndGuest();
  const rest = new Rest(room);
  return { rest, coach, guest, letters: createResting(guest.log, rest) };
}

const letter = (text: string) => (author: string) => ({ id: text, text, by: author });

describe('a resting message', () => {
  it('is a talk by an author of its own, and asks that others are told where it is to', async () => {
    const { letters } = await twoWithRest();
    const one = await letters.seal(letter('hello'), { notify: true });
    const { header } = decodeRecord(one.record);
    expect(header).toMatchObject({ kind: 'talk', author: one.author, n: 0, notify: true, drop: false, blobs: [] });
    expect((await letters.seal(letter('hello'))).author).not.toBe(one.author);
  });

  it('is read again from the server, by another page too, and comes to all once it is released', async () => {
    const { rest, coach, guest, letters } = await twoWithRest();
    const one = await letters.seal(letter('hello'));
    expect(await letters.hold(one, 5 * MINUTE)).toEqual({ is: 'resting', dueAt: 1_790_000_300_000, leftMs: 5 * MINUTE });
    expect(await letters.hold(one, 5 * MINUTE)).toMatchObject({ is: 'resting' });
    const said = { id: 'hello', text: 'hello', by: one.author };
    expect(await createResting(coach.log, rest).list()).toMatchObject([{ author: one.author, data: said }]);
    expect([coach.entries, guest.entries]).toEqual([[], []]);
    await rest.release();
    expect(coach.entries).toMatchObject([{ kind: 'talk', author: one.author, data: said, own: false }]);
    expect(guest.entries).toMatchObject([{ kind: 'talk', author: one.author, data: said, own: true }]);
    expect([...coach.lies(), ...guest.lies()]).toEqual([]);
    expect(await letters.hold(one, 5 * MINUTE)).toEqual({ is: 'released', seq: 1 });
    expect(await letters.withdraw(one.author)).toBe(false);
  });

  it('is changed or withdrawn until then, and says which of both when it is too late', async () => {
    const { rest, coach, letters } = await twoWithRest();
    const [first, second, third] = [await letters.seal(letter('1')), await letters.seal(letter('2')), await letters.seal(letter('3'))];
    await letters.hold(first, MINUTE);
    expect(await letters.hold(second, MINUTE, first.author)).toMatchObject({ is: 'resting' });
    expect(await letters.withdraw(second.author)).toBe(true);
    expect(await letters.withdraw(second.author)).toBe(true);
    expect(await letters.hold(third, MINUTE, second.author)).toEqual({ is: 'withdrawn' });
    await letters.hold(third, MINUTE);
    await rest.release();
    expect(await letters.hold(await letters.seal(letter('4')), MINUTE, third.author)).toEqual({ is: 'too_late' });
    expect(coach.texts()).toMatchObject([{ text: '3' }]);
  });

  it('is refused in the words of the server where nothing else fits', async () => {
    const { rest, letters } = await twoWithRest();
    rest.rest = () => Promise.reject(new LogError('ended'));
    const one = await letters.seal(letter('1'));
    await expect(letters.hold(one, MINUTE)).rejects.toThrow('ended');
    await expect(letters.hold(one, MINUTE, 'AAAAAAAAAAA')).rejects.toThrow('ended');
  });

  it('needs no blobs: what would is refused before anything is sent', async () => {
    const { rest, letters } = await twoWithRest();
    await expect(letters.seal(letter('x'.repeat(70_000)))).rejects.toThrow('too_large');
    expect(rest.held.size).toBe(0);
  });

  it('that cannot be opened is listed all the same, so that it can be withdrawn', async () => {
    const { rest, letters } = await twoWithRest();
    rest.held.set('AAAAAAAAAAA', Uint8Array.of(1, 2, 3));
    expect(await letters.list()).toMatchObject([{ author: 'AAAAAAAAAAA', data: undefined }]);
  });
});
