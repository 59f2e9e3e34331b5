import { expect, test } from 'vitest';
import { deriveKeys } from '../crypto/keys';
import { openFragment } from '../crypto/fragment';
import { openGreeting, sealGreeting } from '../crypto/purposes';
import { readFragment } from '../ui/address';
import type { HeadsRow } from '../wire/protocol.gen';
import { defaultEnd, endOfDay, latestEnd } from '../ui/endDate';
import { coachFragment, greetingFor, guestUrl, mailFor, mailtoUrl } from './invitation';
import { EMPTY_WORKSPACE, applyItem, foldItem, readRoom, type Me, type RoomItem } from './items';
import { orderRooms, standingOf } from './roomOrder';

const ME: Me = { name: 'Eva', lang: 'nl', keyKept: false };
function room(log: string, over: Partial<RoomItem> = {}): RoomItem {
  return {
    log: log.repeat(22).slice(0, 22),
    seed: 'A'.repeat(43),
    pass: 'A'.repeat(22),
    title: log,
    made: 1000,
    lang: 'nl',
    until: 2000,
    link: 1,
    links: [{ id: 2, pass: 'A'.repeat(22), name: 'Sam' }],
    knock: 'new',
    writers: 'all',
    answer: '',
    agreed: '',
    help: '',
    ...over,
  };
}
const item = (type: string, id: string, value: unknown) => ({ kind: 'item' as const, data: { type, id, value } });

test('own questions and sheets are there beside the rooms, until they are taken away', () => {
  const template = { name: 'Week', kind: 'card', title: '', labels: ['ma'], columns: 1 };
  let state = foldItem(EMPTY_WORKSPACE, item('question', 'q', 'Wat geeft je lucht?'));
  state = foldItem(state, item('template', 't', template));
  expect([state.own.questions.get('q'), state.own.templates.get('t')?.name]).toEqual(['Wat geeft je lucht?', 'Week']);
  state = foldItem(foldItem(state, item('question', 'q', null)), item('template', 't', null));
  expect([state.own.questions.size, state.own.templates.size, state.rooms.size]).toEqual([0, 0, 0]);
});

test('the last value of an item wins, and null takes it away', () => {
  const a = room('A');
  let state = foldItem(EMPTY_WORKSPACE, item('room', a.log, a));
  state = foldItem(state, item('room', a.log, { ...a, title: 'other' }));
  expect(state.rooms.get(a.log)?.title).toBe('other');
  state = foldItem(state, item('room', a.log, null));
  expect(state.rooms.size).toBe(0);
});

test('items that cannot be read change nothing, and fields from a newer page are kept', () => {
  const a = room('A');
  const state = foldItem(EMPTY_WORKSPACE, item('room', a.log, { ...a, colour: 'blue' }));
  for (const data of [null, 3, [], { type: 'room' }, { type: 'room', id: a.log, value: { log: 1 } }, { type: 'later', id: 'x', value: 1 }]) {
    expect(applyItem(state, data)).toEqual(state);
  }
  expect(state.rooms.get(a.log)).toMatchObject({ colour: 'blue' });
  expect(foldItem(state, { kind: 'talk', data: { type: 'room', id: a.log, value: null } })).toBe(state);
  expect(readRoom({ log: 'x', seed: 's', pass: 'p', until: 1, links: [{ id: 1 }] })?.links).toEqual([]);
});

test('rooms stand in order of who waits: at the door, then the oldest promise, then wrote longest ago, then the quiet, then the ended', () => {
  const rooms = ['E', 'Q', 'W', 'V', 'L', 'P', 'D'].map((log) => room(log));
  const row = (log: string, over: Partial<HeadsRow>): [string, HeadsRow] => [log.repeat(22), { log, ...over }];
  const heads = new Map([
    row('D', { waiting: 1, last_guest_at: null }),
    row('W', { last_guest_at: 500 }),
    row('V', { last_guest_at: 900 }),
    row('Q', { last_guest_at: 50 }),
    // Promised for later, though written before; and looked at by the coach without an answer.
    row('L', { last_guest_at: 10, alarm: 3000 }),
    row('P', { last_guest_at: 700, alarm: 2000 }),
    row('E', { error: 'ended' }),
  ]);
  const order = orderRooms(rooms, heads, () => 100).map(({ room: { title } }) => title);
  expect(order).toEqual(['D', 'P', 'L', 'W', 'V', 'Q', 'E']);
});

test('a room the server says nothing about is unknown, never quiet', () => {
  expect(standingOf(undefined, 0)).toBe('unknown');
  expect(standingOf({ log: 'A', error: 'not_admitted' }, 0)).toBe('unknown');
  expect(standingOf({ log: 'A' }, 0)).toBe('never_came');
});

test('the link of a guest opens the greeting of its room and is not the coach’s', async () => {
  const a = room('A');
  const url = await guestUrl('https://flip.example', a, { id: 2, pass: 'B'.repeat(21) + 'A', name: 'Sam' });
  const guest = openFragment(new URL(url).hash);
  const coach = openFragment(coachFragment(a));
  if (guest.letter !== 'g' || coach.letter !== 'c') throw new Error('letters');
  expect(guest.seed).not.toEqual(coach.seed);
  expect(readFragment(new URL(url).hash)).not.toBeNull();
  const sealed = await sealGreeting(await deriveKeys(a.log, 'coach', coach), greetingFor(ME, a, 'Sam'));
  const opened = await openGreeting(await deriveKeys(a.log, 'guest', guest), sealed);
  expect(opened).toMatchObject({ coach: 'Eva', guest: 'Sam', until: 2000 });
});

test('the mail is in the room’s language and survives the way to a mail program', () => {
  const a = room('A', { lang: 'en', answer: 'within 4 hours & sooner', agreed: 'Thursday' });
  const mail = mailFor(ME, a, { id: 2, pass: '', name: 'Sam' }, 'https://flip.example/r/x#gy');
  expect(mail.text).toContain('Hello Sam,');
  expect(mail.text).toContain('within 4 hours & sooner');
  const url = new URL(mailtoUrl(mail));
  expect(url.searchParams.get('body')).toBe(mail.text.replaceAll('\n', '\r\n'));
});

test('a mail without name or agreements has no empty places', () => {
  const mail = mailFor(ME, room('A'), { id: 2, pass: '', name: '' }, 'https://flip.example/');
  expect(mail.text).not.toMatch(/\{|undefined|\n\n\n/);
  expect(mail.text.startsWith('Hallo,\n')).toBe(true);
});

test('an end date is the last moment of its day, half a year from now unless chosen otherwise', () => {
  const now = new Date(2026, 7, 31, 12).getTime();
  expect(defaultEnd(now)).toBe('2027-02-28');
  const end = endOfDay('2027-02-28', now);
  expect(end).toBe(new Date(2027, 2, 1).getTime() - 1);
});

test('days that are past, too far or none at all are no end dates', () => {
  const now = new Date(2026, 7, 31, 12).getTime();
  for (const day of ['', '2026-08-30', '2027-02-30', 'soon', '2031-09-01']) expect(endOfDay(day, now), day).toBeNull();
  expect(endOfDay(latestEnd(now), now)).not.toBeNull();
});
