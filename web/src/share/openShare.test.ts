/** What was lent is there while it is lent, and says by which page it is read. */
import { afterEach, expect, it, vi } from 'vitest';
import { decodeRecord, encodeRecord } from '../crypto/entry';
import { chainNext, chainStart } from '../crypto/chain';
import { deriveKeys } from '../crypto/keys';
import { sealGreeting } from '../crypto/purposes';
import { toBase64url } from '../crypto/base64url';
import { memoryStorage } from '../log/database';
import { ManualClock } from '../log/testing/ManualClock';
import { settle } from '../log/testing/Room';
import type { TransportEvents } from '../log/transport';
import type { Recording } from '../replay/recording';
import { deriveShare } from './links';
import { greetingOf, openShare, type Opener } from './openShare';
import { openParcel, packParcel } from './parcel';
import { sealRecording } from './recording';

const SHARE = 'AAAAAAAAAAAAAAAAAAAAAA';
const PAGE = 'AAAAAAAAAAA';
const RECORDING: Recording = {
  v: 1, start: 1, end: 2, people: { eva: { role: 'coach', name: 'Eva' } }, sheets: [], chapters: [], sessions: [],
  elements: [{ id: 'een', born: [1, 1, 'eva'], fields: { type: 'note' }, changes: [[2, 2, 'eva', 'text', [0, 0, 'a']]], died: null }],
  talk: null, forgotten: [], refused: [],
};
const PARCEL = { recording: RECORDING, pictures: new Map([['foto', Uint8Array.of(1, 2)]]) };
const NO_LOCKS = { hold: () => ({ release: () => undefined }), ifDead: async () => undefined };

afterEach(() => vi.unstubAllGlobals());

/** A share as the server has it, asked over HTTP; its socket is moved by hand. */
async function lent(content: Uint8Array, role: Opener = 'trainer') {
  const links = await deriveShare(SHARE, new Uint8Array(32).fill(7));
  const keys = await deriveKeys(SHARE, 'coach', links.coach);
  const { record, blobs } = await sealRecording(keys, PAGE, content, 1);
  const placed = decodeRecord(encodeRecord({ ...decodeRecord(record), seq: 1, at: 5 }));
  const head = { seq: 1, h: await chainNext(await chainStart(keys.log), placed) };
  const greeting = await sealGreeting(keys, { coach: 'Eva', lang: 'nl', until: 9, agreed: '', answer: '', knock: 'never', guest: 'Noor' });
  const asked: [string, string | null][] = [];
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Headers }) => {
    const path = url.split('?')[0]?.split('/').slice(4).join('/') ?? '';
    asked.push([path.replace(/blobs\/.*/, 'blob'), headers.get('X-Flipover-Page')]);
    if (path === 'greeting') return Promise.resolve(Response.json({ greeting: toBase64url(greeting) }));
    if (path === 'devices')
      return Promise.resolve(Response.json({ role: 'trainer', link: 1, registered: true, knock: 'admitted', settings: { kind: 'share', knock: 'never', writers: 'all', until: 9e12 } }));
    if (path === 'keyframe') return Promise.resolve(new Response(null, { status: 204 }));
    const blob = blobs.find(({ id }) => path.endsWith(id));
    return Promise.resolve(new Response(blob?.sealed ?? encodeRecord(placed), { headers: { 'X-Flipover-Head': '1', 'X-Flipover-Next': '1' } }));
  });
  const wire: { events?: TransportEvents } = {};
  const opened = await openShare('', SHARE, links[role], {
    role,
    page: PAGE,
    device: SHARE,
    clock: new ManualClock(),
    storage: memoryStorage(),
    locks: NO_LOCKS,
    transport: { open: (events) => void (wire.events = events), close: () => undefined, doubt: () => undefined, emit: () => undefined },
  });
  wire.events?.connected();
  wire.events?.event('head', head);
  await settle();
  return { opened, links, asked, hear: (name: string, payload: unknown) => wire.events?.event(name, payload), away: () => wire.events?.disconnected() };
}

it('opens by the link alone, and says by which page load what lies in it is read', async () => {
  const { opened, links, asked } = await lent(packParcel(PARCEL));
  expect(opened.parcel.value).toEqual(PARCEL);
  expect(opened.state.value).toBe('open');
  expect(opened.greeting).toEqual({ coach: 'Eva', whom: 'Noor', until: 9, lang: 'nl' });
  const reading = asked.filter(([path]) => path === 'entries' || path === 'blob');
  expect(new Set(reading.map(([path]) => path))).toEqual(new Set(['entries', 'blob']));
  expect(new Set(reading.map(([, page]) => page))).toEqual(new Set([PAGE]));
  const before = asked.length;
  expect(await greetingOf('', SHARE, links.trainer)).toEqual(opened.greeting);
  // What it is for is read without saying which page: nothing is listed by it.
  expect(asked.slice(before)).toEqual([['greeting', null]]);
});

it('opens by the coach’s own link as well, which is listed for nobody', async () => {
  const { opened, asked } = await lent(packParcel(PARCEL), 'coach');
  expect(opened.role).toBe('coach');
  expect(opened.parcel.value).toEqual(PARCEL);
  // What it is for lies at the trainer's link, which the coach made.
  expect(opened.greeting?.whom).toBe('Noor');
  expect(new Set(asked.filter(([path]) => path === 'entries' || path === 'blob').map(([, page]) => page))).toEqual(new Set([null]));
});

it('holds nothing any more once it is over', async () => {
  const { opened, hear } = await lent(packParcel(PARCEL));
  hear('closed', { error: 'ended' });
  expect([opened.ended.value, opened.state.value, opened.parcel.value]).toEqual([true, 'ended', null]);
  await expect(opened.review({})).rejects.toThrow('ended');
});

it('tells that the line is down, and ends by its date though no server says so', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  try {
    const { opened, away } = await lent(packParcel(PARCEL));
    vi.setSystemTime(9e12 - 500);
    vi.advanceTimersByTime(400);
    expect(opened.state.value).toBe('open');
    away();
    expect([opened.state.value, opened.ended.value]).toEqual(['away', false]);
    vi.advanceTimersByTime(2000);
    expect([opened.state.value, opened.ended.value]).toEqual(['ended', true]);
  } finally {
    vi.useRealTimers();
  }
});

it('shows nothing of what is no parcel', async () => {
  const { opened } = await lent(new TextEncoder().encode('een gesprek'));
  expect([opened.state.value, opened.parcel.value]).toEqual(['unreadable', null]);
  for (const wrong of [{ elements: [{ id: 1 }] }, { talk: 'x' }, { v: 2 }, { start: -1 }, { forgotten: [[1]] }]) {
    const recording = { ...RECORDING, ...wrong } as unknown as Recording;
    expect(openParcel(packParcel({ ...PARCEL, recording }))).toBeNull();
  }
});
