import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { SafetyState } from '../../call/safetyBook';
import type { RemotePerson } from '../../call/types';
import type { Person } from '../room/presence';
import { isDoubtful, rowsOf } from './rows';

const SAME: SafetyState = { state: 'words', list: 'nl', words: [1, 2, 3, 4], found: 'same' };

function remote(page: string, link: number, state: RemotePerson['state'] = 'connected'): RemotePerson {
  return {
    page, link, state, stream: null, hasPicture: false, hasSound: false, muted: true, cameraOff: true,
    form: 'voice', level: signal(0), screen: null, hearing: 'good', heardBy: 'good', theirPicture: 'full', ourPicture: 'full',
  };
}

function person(link: number, ...pages: string[]): Person {
  return { link, role: 'guest', pages, remote: null };
}

test('a second page of one person is a row of its own, not covered by what was compared with the first', () => {
  const people = [remote('a', 1), remote('b', 1)];
  const rows = rowsOf(people, [person(1, 'a', 'b')], new Map([['a', SAME]]), () => 'Sam');

  expect(rows).toEqual([
    { page: 'a', name: 'Sam', another: false, safety: SAME },
    { page: 'b', name: 'Sam', another: true, safety: { state: 'waiting' } },
  ]);
});

test('who is gone has no row, and who comes in anew is not compared', () => {
  const people = [remote('a', 1, 'gone'), remote('c', 1)];
  const rows = rowsOf(people, [person(1, 'c')], new Map([['a', SAME]]), () => 'Sam');

  expect(rows.map(({ page, safety }) => [page, safety.state])).toEqual([['c', 'waiting']]);
});

test('there is doubt when the words differ or the exchange is broken, and not before', () => {
  const doubtful = (safety: SafetyState): boolean => isDoubtful({ page: 'a', name: 'Sam', another: false, safety });

  expect(doubtful({ state: 'broken', why: 'certificate' })).toBe(true);
  expect(doubtful({ ...SAME, found: 'different' })).toBe(true);
  expect(doubtful({ ...SAME, found: null })).toBe(false);
  expect(doubtful(SAME)).toBe(false);
  expect(doubtful({ state: 'waiting' })).toBe(false);
  expect(doubtful({ state: 'none', why: 'older' })).toBe(false);
});
