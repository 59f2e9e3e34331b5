import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../board/types';
import { beforeOf, beforeStep } from './reorder';

const sheets = ['a', 'b', 'c', 'd'].map((id): Sheet => ({ id, title: '', order: id, paper: 'plain' }));

describe('a sheet that is carried', () => {
  it.each([
    ['d', { sheet: 'a', side: 'before' }, 'a'],
    ['a', { sheet: 'd', side: 'after' }, null],
    ['a', { sheet: 'c', side: 'before' }, 'c'],
    ['a', { sheet: 'c', side: 'after' }, 'd'],
    ['b', { sheet: 'a', side: 'after' }, 'c'],
  ] as const)('%s dropped at %j comes before %s', (held, drop, before) => expect(beforeOf(sheets, held, drop)).toBe(before));
});

describe('a sheet moved by keys', () => {
  it('goes one place, and stays where there is none', () => {
    expect(beforeStep(sheets, 'b', -1)).toBe('a');
    expect(beforeStep(sheets, 'b', 1)).toBe('d');
    expect(beforeStep(sheets, 'c', 1)).toBeNull();
    expect(beforeStep(sheets, 'a', -1)).toBeUndefined();
    expect(beforeStep(sheets, 'd', 1)).toBeUndefined();
  });
});
