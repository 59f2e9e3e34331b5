import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { RemotePerson } from '../../call/types';
import type { Peer, Role } from '../../wire/protocol.gen';
import { NOBODY, personsOf, stepPresence } from './presence';

const me: Peer = { page: 'me', role: 'coach', link: 1, device: 1 };
const sam: Peer = { page: 'sam', role: 'guest', link: 2, device: 2 };
const call: RemotePerson = {
  page: 'sam', link: 2, stream: null, state: 'connected', hasPicture: true, hasSound: true, muted: false, cameraOff: false, form: 'picture',
  level: signal(0), screen: null, hearing: 'good', heardBy: 'good', theirPicture: 'full', ourPicture: 'full',
};
const ROLES = new Map<number, Role>([[1, 'coach'], [2, 'guest'], [3, 'coach']]);
const never = (): boolean => false;

describe('presence', () => {
  it('counts a link once, however many of its pages are live, and never oneself', () => {
    const persons = personsOf('me', [me, { ...me, page: 'me2' }, sam, { ...sam, page: 'sam2' }], [], ROLES);
    expect(persons.map((p) => [p.link, p.pages])).toEqual([[2, ['sam', 'sam2']]]);
  });

  it('keeps a person whose call goes on while the server does not list them', () => {
    expect(personsOf('me', [me], [call], ROLES).map((p) => p.link)).toEqual([2]);
    expect(personsOf('me', [me], [{ ...call, state: 'gone' }], ROLES)).toEqual([]);
  });

  it('remembers who was the coach when only the call is left of them', () => {
    expect(personsOf('me', [me], [{ ...call, link: 3 }], ROLES).map((p) => p.role)).toEqual(['coach']);
  });

  it('shows the connected call of a person who has come on two devices', () => {
    const calls: RemotePerson[] = [{ ...call, state: 'connecting' }, { ...call, page: 'sam2' }];
    expect(personsOf('me', [me, sam, { ...sam, page: 'sam2' }], calls, ROLES)[0]?.remote?.page).toBe('sam2');
  });

  it('tells coming, dropping out and coming back apart', () => {
    const there = personsOf('me', [me, sam], [], ROLES);
    const came = stepPresence(NOBODY, there, never);
    expect(came.news?.what).toBe('here');
    const lost = stepPresence(came, [], never);
    expect(lost.news?.what).toBe('lost');
    expect(stepPresence(lost, there, never).news?.what).toBe('back');
  });

  it('says that somebody has left once their good-bye is in the log, before or after they vanish', () => {
    const came = stepPresence(NOBODY, personsOf('me', [me, sam], [], ROLES), never);
    const gone = (page: string): boolean => page === 'sam';
    expect(stepPresence(came, [], gone).news?.what).toBe('left');
    expect(stepPresence(stepPresence(came, [], never), [], gone).news?.what).toBe('left');
  });

  it('takes a reload, where the new page comes before the old one goes, for no change', () => {
    const came = stepPresence(NOBODY, personsOf('me', [me, sam], [], ROLES), never);
    const both = stepPresence(came, personsOf('me', [me, sam, { ...sam, page: 'sam2' }], [], ROLES), never);
    const after = stepPresence(both, personsOf('me', [me, { ...sam, page: 'sam2' }], [], ROLES), never);
    expect(after.news).toEqual(came.news);
  });
});
