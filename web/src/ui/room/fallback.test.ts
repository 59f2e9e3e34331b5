import { describe, expect, it } from 'vitest';
import type { Entry } from '../../log/types';
import { foldFallback, isApart, MAX_FALLBACK_CHARS } from './fallback';

const entry = (data: unknown, kind: Entry['kind'] = 'agreement'): Entry => ({
  seq: 1, at: 0, kind, role: 'guest', author: 'sam', n: 0, refs: [], blobs: [], clock: 0, data, own: false,
});

describe('the agreement for a lost call', () => {
  it('is the last one said, and can be taken back', () => {
    const first = foldFallback('', entry({ type: 'fallback', text: ' Eva belt 06 ' }));
    expect(first).toBe('Eva belt 06');
    expect(foldFallback(first, entry({ type: 'fallback', text: '' }))).toBe('');
  });

  it.each([null, undefined, 7, {}, { type: 'fallback' }, { type: 'fallback', text: 7 }, { type: 'answer', text: 'x' }])(
    'is not changed by another body: %j',
    (data) => expect(foldFallback('zo', entry(data))).toBe('zo'),
  );

  it('is not changed by another kind, and never longer than fits', () => {
    expect(foldFallback('zo', entry({ type: 'fallback', text: 'x' }, 'talk'))).toBe('zo');
    expect(foldFallback('', entry({ type: 'fallback', text: 'x'.repeat(999) })).length).toBe(MAX_FALLBACK_CHARS);
  });
});

describe('being apart', () => {
  it('is having been together, and not hearing each other, without a good-bye', () => {
    expect(isApart({ met: true, connected: false, saidGoodbye: false })).toBe(true);
    expect(isApart({ met: false, connected: false, saidGoodbye: false })).toBe(false);
    expect(isApart({ met: true, connected: true, saidGoodbye: false })).toBe(false);
    expect(isApart({ met: true, connected: false, saidGoodbye: true })).toBe(false);
  });
});
