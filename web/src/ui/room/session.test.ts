import { describe, expect, it } from 'vitest';
import type { Entry } from '../../log/types';
import type { Peer } from '../../wire/protocol.gen';
import { ALONE_MS, NO_SESSION, foldSession, sessionStep, type Presence, type SessionState } from './session';

const coach: Peer = { page: 'bbb', role: 'coach', link: 1, device: 1 };
const guest: Peer = { page: 'aaa', role: 'guest', link: 2, device: 2 };
const OPEN: SessionState = { ...NO_SESSION, open: { id: 's', at: 1000 }, lastAt: 5000, came: new Map([['bbb', 900], ['old', 950]]) };

function presence(more: Partial<Presence>): Presence {
  return { page: 'aaa', peers: [coach, guest], aloneSince: null, justIn: false, now: 10_000, ...more };
}
function entry(seq: number, kind: Entry['kind'], data: unknown, author = 'x'): Entry {
  return { seq, kind, data, at: seq * 1000, role: 'guest', author, n: 0, refs: [], blobs: [], clock: 0, own: false };
}

describe('session', () => {
  it('is started by the smallest page id once a second link is in', () => {
    expect(sessionStep(NO_SESSION, presence({}))).toEqual({ do: 'start' });
    expect(sessionStep(NO_SESSION, presence({ page: 'bbb' }))).toBeNull();
  });

  it('is not started by two devices of one link, nor by a trainer who looks in', () => {
    expect(sessionStep(NO_SESSION, presence({ peers: [guest, { ...guest, page: 'ccc', device: 3 }] }))).toBeNull();
    expect(sessionStep(NO_SESSION, presence({ peers: [guest, { ...guest, page: 'ccc', role: 'trainer', link: 9 }] }))).toBeNull();
  });

  it('is not started twice', () => {
    expect(sessionStep(OPEN, presence({}))).toBeNull();
  });

  it('is ended by whoever has been alone for ten minutes, and not a moment earlier', () => {
    const alone = presence({ peers: [guest], aloneSince: 1000, now: 1000 + ALONE_MS });
    expect(sessionStep(OPEN, alone)).toEqual({ do: 'end', id: 's' });
    expect(sessionStep(OPEN, { ...alone, now: alone.now - 1 })).toBeNull();
  });

  it('left open by everybody is ended by the next page to come in, dated to the last entry', () => {
    const next = presence({ peers: [guest], aloneSince: 9_000_000, justIn: true, now: 9_000_000 });
    expect(sessionStep(OPEN, next)).toEqual({ do: 'end', id: 's', at: 5000 });
  });

  it('left open is ended as well when the page has said already that it is there', () => {
    const said = foldSession(OPEN, entry(9_000, 'member', {}, 'aaa'));
    const next = presence({ peers: [guest], aloneSince: 9_000_000, justIn: true, now: 9_000_001 });
    expect(sessionStep(said, next)).toEqual({ do: 'end', id: 's', at: 5000 });
    // Not again by those who look later: nothing is open, and the next one starts.
    const ended = foldSession(said, entry(9_001, 'session', { id: 's', do: 'end', at: 5000 }));
    expect(sessionStep(ended, presence({ now: 9_002_000 }))).toEqual({ do: 'start' });
  });

  it('left open is ended by the first of two who come in at once', () => {
    const later = { ...coach, page: 'ccc' };
    const both = [entry(9_000, 'member', {}, 'ccc'), entry(9_001, 'member', {}, 'aaa')].reduce(foldSession, OPEN);
    const next = presence({ peers: [later, guest], justIn: true, now: 9_002_000 });
    expect(sessionStep(both, next)).toEqual({ do: 'end', id: 's', at: 5000 });
    expect(sessionStep(both, { ...next, page: 'ccc' })).toBeNull();
    // Nobody else ends it while two are here.
    expect(sessionStep(both, { ...next, justIn: false })).toBeNull();
  });

  it('goes on when somebody comes in after a long silence of one who was there', () => {
    const next = [entry(9_000, 'member', {}, 'aaa')].reduce(foldSession, OPEN);
    expect(sessionStep(next, presence({ justIn: true, now: 9_001_000 }))).toBeNull();
  });

  it('of two who are quiet for long is not ended by a reload', () => {
    expect(sessionStep(OPEN, presence({ justIn: true, now: 9_000_000 }))).toBeNull();
  });

  it('takes the first of two starts, and only its own end', () => {
    const state = [
      entry(1, 'session', { id: 'p', do: 'start' }),
      entry(2, 'session', { id: 'q', do: 'start' }),
      entry(3, 'session', { id: 'q', do: 'end' }),
    ].reduce(foldSession, NO_SESSION);
    expect(state.open).toEqual({ id: 'p', at: 1000 });
    expect(foldSession(state, entry(4, 'session', { id: 'p', do: 'end' })).open).toBeNull();
  });

  it('is not disturbed by bodies of the wrong shape', () => {
    for (const data of [null, 3, 'start', { do: 'start' }, { id: 4, do: 'start' }, { id: 'p', do: 'begin' }]) {
      expect(foldSession(NO_SESSION, entry(1, 'session', data)).open).toBeNull();
    }
  });
});
