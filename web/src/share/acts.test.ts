/** In which order the server and the log are told; and that a trainer's page says which it is. */
import { afterEach, expect, it, vi } from 'vitest';
import { decodeRecord, encodeRecord } from '../crypto/entry';
import { deriveKeys } from '../crypto/keys';
import type { ChangeShare, NewShare } from '../wire/protocol.gen';
import { answerTo, askFor, endIt, openShare, type SayIt } from './acts';
import type { Answer, Asking } from './lent';
import { deriveShare } from './links';
import { sealRecording } from './recording';

const SHARE = 'AAAAAAAAAAAAAAAAAAAAAA';
const PAGE = 'AAAAAAAAAAA';
const ASKING: Asking = { share: SHARE, whom: 'Noor', sessions: [], sheets: ['een'], chapters: false, seq: 3, until: 9 };

function watched(offline = false): {
  readonly order: string[];
  readonly room: { askShare(share: NewShare): Promise<void>; changeShare(change: ChangeShare): Promise<void> };
  readonly log: SayIt;
} {
  const order: string[] = [];
  const tell = (what: string): Promise<void> => {
    order.push(what);
    return offline ? Promise.reject(new Error('offline')) : Promise.resolve();
  };
  return {
    order,
    room: { askShare: () => tell('server asked'), changeShare: ({ state }) => tell(`server ${state}`) },
    log: {
      append(_kind, data) {
        order.push(`log ${JSON.stringify(data)}`);
        return Promise.resolve();
      },
    },
  };
}

const answerLine = (answer: Answer): string => `log {"type":"share_answer","share":"${SHARE}","answer":"${answer}"}`;

afterEach(() => vi.unstubAllGlobals());

it.each<[Answer, readonly string[]]>([
  ['yes', [answerLine('yes'), 'server granted']],
  ['no', ['server refused', answerLine('no')]],
  ['later', [answerLine('later')]],
])('tells of %s in the order in which nothing is lent unsaid', async (answer, expected) => {
  const { order, room, log } = watched();
  await answerTo(room, log, SHARE, answer);
  expect(order).toEqual(expected);
});

it('writes down what is asked before the server hears of it', async () => {
  const { order, room, log } = watched();
  await askFor(room, log, ASKING);
  expect(order).toEqual([`log ${JSON.stringify({ type: 'share', ...ASKING })}`, 'server asked']);
});

it('does not say that a share has ended which the server has not ended', async () => {
  const { order, room, log } = watched(true);
  await expect(endIt(room, log, SHARE)).rejects.toThrow('offline');
  expect(order).toEqual(['server ended']);
});

it('opens a share by the link alone, saying with each request which page it is', async () => {
  const links = await deriveShare(SHARE, new Uint8Array(32).fill(7));
  const keys = await deriveKeys(SHARE, 'coach', links.coach);
  const said = new TextEncoder().encode('een gesprek');
  const { record, blobs } = await sealRecording(keys, PAGE, said, 1);
  const placed = encodeRecord({ ...decodeRecord(record), seq: 1, at: 5 });
  const pages: (string | null)[] = [];
  let empty = false;
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Headers }) => {
    pages.push(headers.get('X-Flipover-Page'));
    if (url.endsWith('/devices')) {
      const state = { role: 'trainer', link: 1, registered: true, knock: 'admitted', settings: null };
      return Promise.resolve(Response.json(state));
    }
    const blob = blobs.find(({ id }) => url.endsWith(`/blobs/${id}`));
    const body = blob?.sealed ?? (empty ? new Uint8Array(0) : placed);
    return Promise.resolve(new Response(body, { headers: { 'X-Flipover-Head': '1', 'X-Flipover-Next': '1' } }));
  });
  expect(await openShare('', SHARE, links.trainer, SHARE, PAGE)).toEqual(said);
  expect(pages).toEqual([PAGE, PAGE, PAGE]);
  empty = true;
  expect(await openShare('', SHARE, links.trainer, SHARE, PAGE)).toBeNull();
});
