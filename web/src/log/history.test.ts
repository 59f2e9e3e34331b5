import { describe, expect, it } from 'vitest';
import { digestOf } from '../crypto/chain';
import { TestRoom, makeDevice, settle, type Page } from './testing/Room';

/** Six entries, a keyframe at 4, and a client who came in by it. */
async function cameInByKeyframe(): Promise<{ room: TestRoom; guest: Page }> {
  const room = new TestRoom();
  const coach = await room.page(makeDevice('desk', 'coach'));
  for (let i = 1; i <= 6; i++) await coach.log.append(i % 2 === 0 ? 'board' : 'talk', i);
  await room.flush();
  await coach.log.putKeyframe(4, Uint8Array.of(4));
  const guest = await room.page(makeDevice('phone', 'guest'));
  expect(guest.entries.map(({ seq }) => seq)).toEqual([1, 3, 5, 6]);
  return { room, guest };
}

const read = async (page: Page, until?: number): Promise<readonly (readonly [number, unknown])[]> => {
  const history = await page.log.history(until === undefined ? {} : { until });
  return history.entries.map(({ seq, data }) => [seq, data]);
};

describe('the whole log', () => {
  it('is read from its beginning by a page that came in by a keyframe', async () => {
    const { guest } = await cameInByKeyframe();
    expect(await read(guest)).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, n]));
    expect(guest.lies()).toEqual([]);
  });

  it('ends where it is asked to, also before the place from which this page knows the chain', async () => {
    const { guest } = await cameInByKeyframe();
    expect(await read(guest, 2)).toEqual([[1, 1], [2, 2]]);
    expect(await read(guest, 5)).toHaveLength(5);
  });

  it('tells how far it is, and is given up when asked to', async () => {
    const { guest } = await cameInByKeyframe();
    const told: number[] = [];
    await guest.log.history({ onProgress: (done) => told.push(done) });
    expect(told.at(-1)).toBe(1);
    const giveUp = new AbortController();
    giveUp.abort(new Error('closed'));
    await expect(guest.log.history({ signal: giveUp.signal })).rejects.toThrow('closed');
  });

  it('says what was forgotten: the entry is there, its data is not', async () => {
    const { room, guest } = await cameInByKeyframe();
    const record = room.server.records[1];
    if (record === undefined) throw new Error('six');
    room.server.records[1] = { ...record, form: 'digest', bytes: await digestOf(record) };
    expect(await read(guest)).toContainEqual([2, undefined]);
  });

  it.each([1, 2, 5])('is not believed when entry %i is another than the one this page followed', async (seq) => {
    const { room, guest } = await cameInByKeyframe();
    const record = room.server.records[seq - 1];
    if (record === undefined) throw new Error('six');
    room.server.records[seq - 1] = { ...record, at: record.at - 1 };
    // Also when it is asked for up to there only: the chain is followed as far as it is known.
    await expect(guest.log.history({ until: seq })).rejects.toThrow('forked');
    await settle();
  });

  it('is not there when the server hands over less than it had', async () => {
    const { room, guest } = await cameInByKeyframe();
    room.server.records.splice(3);
    await expect(guest.log.history()).rejects.toThrow(/dropped|rolled_back/);
  });

  it('is not there beyond what this page knows', async () => {
    const { guest } = await cameInByKeyframe();
    await expect(guest.log.history({ until: 99 })).rejects.toThrow('not_found');
  });
});
