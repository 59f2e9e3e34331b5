/** How things stand for whom, until when one may ask, and that what was granted is made though lines break. */
import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import type { Entry } from '../../log/types';
import type { Asking } from '../../share/lent';
import type { ShareStateRow } from '../../wire/protocol.gen';
import { dayOf } from '../endDate';
import type { Room } from '../room/openRoom';
import { daysToChoose, untilOf } from './askDates';
import { createLending, type Item, type LendingMeans } from './lending';
import { standingOf, type Standing, type Viewer } from './standing';

const SHARE = 'AAAAAAAAAAAAAAAAAAAAAA';
const LATER = Date.now() + 9e9;
const ASKING: Asking = { share: SHARE, whom: 'Noor', sessions: [], sheets: ['een'], chapters: false, masked: false, seq: 3, until: LATER };
const row = (state: ShareStateRow['state'], ...said: (number | null)[]): ShareStateRow => ({
  share: SHARE,
  state,
  until: LATER,
  asked_at: 1,
  ended_at: null,
  grants: said.map((at, nth) => ({ link: nth + 1, at })),
  openings: [],
});
const ONE: Viewer = { link: 1 };

it.each<[ShareStateRow, Viewer, Standing]>([
  [row('asked', null), 'coach', 'waits_for_guests'],
  [row('asked', null), ONE, 'to_answer'],
  [row('asked', null), { link: null }, 'waits_for_others'],
  [row('asked', 5, null), ONE, 'waits_for_others'],
  [row('asked', 5, null), { link: 2 }, 'to_answer'],
  [row('granted', 5), 'coach', 'making'],
  [row('granted', 5), ONE, 'waits_for_coach'],
  [row('made', 5), 'coach', 'lent'],
  [row('made', 5), ONE, 'lent'],
  [row('refused', null), ONE, 'refused'],
  [row('ended', 5), ONE, 'over'],
  [row('ended', null), 'coach', 'called_off'],
  [{ ...row('made', 5), until: 2 }, ONE, 'over'],
])('stands as it does for whoever looks: %j', (how, viewer, standing) => {
  const item: Item = { asking: ASKING, at: 1, answers: new Map(), row: how };
  expect(standingOf(item, viewer, 3)).toBe(standing);
});

it('offers a month, at most ninety days, and never longer than the room', () => {
  const now = new Date(2027, 4, 24, 14, 5).getTime();
  expect(daysToChoose(now, null)).toEqual({ first: '2027-05-25', last: '2027-08-22', byItself: '2027-06-23' });
  const room = new Date(2027, 5, 1, 23, 59, 59, 999).getTime();
  expect(daysToChoose(now, room)).toEqual({ first: '2027-05-25', last: '2027-06-01', byItself: '2027-06-01' });
  const today = now + 3_600_000;
  expect(daysToChoose(now, today)).toEqual({ first: dayOf(now), last: dayOf(now), byItself: dayOf(now) });
  expect(untilOf(dayOf(now), now, today)).toBe(today);
  expect(untilOf('2027-06-01', now, room)).toBe(room);
  for (const wrong of ['2027-05-24', '2027-06-02', '2027-08-23', '', 'morgen']) expect(untilOf(wrong, now, room)).toBeNull();
});

const agreement = (data: unknown, by: 'coach' | 'guest'): Entry =>
  ({ kind: 'agreement', role: by, author: by, at: 1, seq: 4, data }) as unknown as Entry;

/** A room whose log and server are moved by hand. */
function scripted(role: 'coach' | 'guest', past: readonly Entry[] = []) {
  const heard: ((entry: Entry) => void)[] = [];
  const rows: { now: readonly ShareStateRow[] | null } = { now: [] };
  const asked: string[] = [];
  const log = {
    id: SHARE,
    role,
    seq: signal(3),
    caughtUp: signal(true),
    link: signal('connected'),
    onEntry(listener: (entry: Entry) => void) {
      heard.push(listener);
      past.forEach(listener);
      return () => undefined;
    },
    onRestart: () => () => undefined,
    append: () => Promise.resolve({}),
    history: () => Promise.resolve({ entries: [], until: 3, unreadable: 0 }),
  };
  const api = {
    shares: () => (rows.now === null ? Promise.reject(new Error('offline')) : Promise.resolve(rows.now)),
    askShare: ({ share }: { share: string }) => Promise.resolve(void asked.push(share)),
    changeShare: () => Promise.resolve(),
    links: () => Promise.resolve([]),
    state: () => Promise.resolve({ link: 1 }),
  };
  const room = { log, name: signal('Eva'), nameOf: () => 'Sam' } as unknown as Room;
  const means = { api, base: '', credentials: { token: '' }, secret: { seed: new Uint8Array(32), pass: new Uint8Array(16) }, language: 'nl' };
  const say = (data: unknown, by: 'coach' | 'guest'): void => {
    for (const listener of heard) listener(agreement(data, by));
  };
  return { lending: createLending(room, means as unknown as LendingMeans), rows, asked, say };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('shows a question once log and server both know of it, however late the server does', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: false });
  try {
    const { lending, rows, say } = scripted('guest');
    say({ type: 'share', ...ASKING }, 'coach');
    await vi.advanceTimersByTimeAsync(1);
    expect(lending.items.value).toEqual([]);
    rows.now = [row('asked', null)];
    await vi.advanceTimersByTimeAsync(1500);
    expect(lending.items.value.map(({ asking }) => asking.whom)).toEqual(['Noor']);
    expect(lending.link.value).toBe(1);
    rows.now = null;
    await lending.refresh();
    expect([lending.stale.value, lending.items.value.length]).toEqual([true, 1]);
    lending.dispose();
  } finally {
    vi.useRealTimers();
  }
});

it('tells the coach of each answer once', async () => {
  const { lending, rows, say } = scripted('coach');
  rows.now = [row('asked', null)];
  say({ type: 'share', ...ASKING }, 'coach');
  for (const answer of ['later', 'later', 'no']) say({ type: 'share_answer', share: SHARE, answer }, 'guest');
  await settled();
  expect(lending.told.value.map(({ answer, by }) => [answer, by])).toEqual([['no', 'Sam']]);
  lending.dispose();
});

it('tells the server of what was asked when an earlier page broke off, not of what this page asks itself', async () => {
  const earlier = scripted('coach', [agreement({ type: 'share', ...ASKING }, 'coach')]);
  await settled();
  expect(earlier.asked).toEqual([SHARE]);
  earlier.lending.dispose();
  const now = scripted('coach');
  now.say({ type: 'share', ...ASKING }, 'coach');
  await settled();
  expect(now.asked).toEqual([]);
  now.lending.dispose();
});
