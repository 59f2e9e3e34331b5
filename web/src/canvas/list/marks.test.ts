// @vitest-environment happy-dom
/** Marks of a scale among what is read of a sheet. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Mark, Note, Scale } from '../../board/types';
import { switchLanguage } from '../../i18n/language';
import { itemsOf, withMarks } from './items';

const common = { sheet: 'AAAAAAAAAAA', order: 'a0', by: 'eva' };
const nameOf = (by: string): string => (by === 'sam' ? 'Sam' : 'Eva');

beforeEach(() => switchLanguage('nl'));
afterEach(() => switchLanguage('nl'));

it('marks stand right behind their scale, from its 0 on, and say whose they are and of which day', () => {
  const at = new Date(2026, 10, 25, 12).getTime();
  const mark = (id: string, more: Partial<Mark>): Mark => ({ id, kind: 'now', value: [4.5], at, by: 'sam', name: '', ...more });
  const scale: Scale = {
    ...common, id: 'scale', type: 'scale', frame: [120, 530, 760, 120, 0], topic: '', low: '', high: '',
    marks: [mark('a', { kind: 'wanted', value: [9], name: 'Noor' }), mark('b', {}), mark('c', { kind: 'own', value: [], name: 'Bo' })],
  };
  const note: Note = { ...common, id: 'note', type: 'note', colour: 0, text: 'rust', frame: [120, 1000, 220, 220, 0] };
  const all = [scale, note];
  const items = withMarks(itemsOf(all, nameOf), all, nameOf);
  expect(items.map(({ key }) => key)).toEqual(['scale', 'c', 'b', 'a', 'note']);
  expect(items.slice(1, 4).map(({ label }) => label)).toEqual([
    'Streepje, Bo, geen cijfer, 25 november',
    'Streepje nu, Sam, 4,5, 25 november',
    'Streepje zo wil ik het, Noor, 9, 25 november',
  ]);
  switchLanguage('en');
  expect(withMarks(itemsOf(all, nameOf), all, nameOf)[2]?.label).toBe('Mark now, Sam, 4.5, 25 November');
});
