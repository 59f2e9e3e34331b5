/** What the browser asks to be forgotten, as the server and every other reader have it. */
import { describe, expect, it } from 'vitest';
import { MAX_BLOB_PLAIN } from '../crypto/blob';
import { toBase64url } from '../crypto/base64url';
import { MAX_BLOBS } from '../wire/protocol.gen';
import { forgetPast } from './forgetting';
import { makeDevice, TestRoom } from './testing/Room';
import { asDigest } from './testing/ScriptedServer';

describe('forgetting entries', () => {
  it('leaves a place without a body, which nobody takes for a lie', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    await guest.log.append('talk', 'a');
    await guest.log.append('talk', 'b');
    await room.flush();
    await coach.log.append('forget', null, { refs: [1] });
    await room.flush();
    const [first] = room.server.records;
    if (first === undefined) throw new Error('nothing was written');
    room.server.records[0] = await asDigest(first);
    const later = await room.page(makeDevice('another', 'guest'), { admitted: true });
    await room.flush();
    expect(later.entries.map(({ kind, data }) => [kind, data])).toEqual([['talk', undefined], ['talk', 'b'], ['forget', null]]);
    expect(later.lies()).toEqual([]);
  });
});

describe('forgetting the past of the board', () => {
  it('puts it in one piece in its place, which a reader opens', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    const board = Uint8Array.of(1, 2, 3);
    const pictures = Array.from({ length: 2 * MAX_BLOBS }, (_, i) => toBase64url(new Uint8Array(32).fill(i + 1)));
    for (const id of pictures) room.server.blobs.set(id, Uint8Array.of(1));
    const pending = await forgetPast(coach.log, 1, board, [...pictures, ...pictures]);
    await room.flush();
    await pending.kept;
    const headers = room.server.records.map(({ header }) => header);
    expect(headers.map(({ kind, refs, drop }) => [kind, refs, drop])).toEqual([
      ['base', [1], false], ['base', [1], false], ['base', [1], true],
    ]);
    expect(headers.every(({ blobs }) => blobs.length <= MAX_BLOBS)).toBe(true);
    const named = headers.flatMap(({ blobs }) => blobs);
    expect(named.filter((id) => pictures.includes(id))).toHaveLength(pictures.length);
    expect(guest.entries.at(-1)?.data).toEqual({ k: 1, parts: 1, board });
    expect(guest.lies()).toEqual([]);
  });

  it('cuts a large board to blobs, in order, before the pictures', async () => {
    const sizes: number[] = [];
    const acts: unknown[] = [];
    const log: Parameters<typeof forgetPast>[0] = {
      sealBlob: async (plain) => `part ${sizes.push(plain.length)}`,
      append: async (kind, data, options) => {
        acts.push({ kind, data, options });
        return { author: 'a', n: 0, kept: Promise.resolve(1) };
      },
    };
    await forgetPast(log, 9, new Uint8Array(MAX_BLOB_PLAIN + 3), ['picture']);
    expect(sizes).toEqual([MAX_BLOB_PLAIN, 3]);
    expect(acts).toEqual([
      { kind: 'base', data: { k: 9, parts: 2 }, options: { refs: [9], blobs: ['part 1', 'part 2', 'picture'], drop: true } },
    ]);
  });
});
