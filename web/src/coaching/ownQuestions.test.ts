import { expect, it } from 'vitest';
import { FakeLog } from '../../test/FakeLog';
import { followQuestions, MAX_QUESTION_CHARS } from './ownQuestions';

it('own questions count at once, are cut to size, and go with their star', () => {
  const log = new FakeLog();
  const own = followQuestions(log);
  expect(own.add('a', '  Wat geeft je lucht?  ')).toBe(true);
  expect(own.add('b', '   ')).toBe(false);
  own.add('c', 'x'.repeat(MAX_QUESTION_CHARS + 5));
  own.favour('a', true);
  own.favour('q_use_1', true);
  expect(own.questions.value.map(({ text }) => text.length)).toEqual([19, MAX_QUESTION_CHARS]);
  expect([...own.favourites.value]).toEqual(['a', 'q_use_1']);
  own.remove('a');
  expect(own.questions.value.map(({ id }) => id)).toEqual(['c']);
  expect([...own.favourites.value]).toEqual(['q_use_1']);
  expect(log.appended.map(({ kind }) => kind)).toEqual(Array(6).fill('item'));
});

it('what came from another device is there, and rooms and unsound items are passed over', () => {
  const log = new FakeLog();
  const own = followQuestions(log);
  log.give('item', { type: 'room', id: 'r', value: { title: 'x' } });
  log.give('item', { type: 'question', id: 7, value: 'x' });
  log.give('item', { type: 'question', id: 'q', value: 7 });
  log.give('item', { type: 'question', id: 'q', value: 'Wat helpt?' });
  expect(own.questions.value).toEqual([{ id: 'q', text: 'Wat helpt?' }]);
  log.give('item', { type: 'question', id: 'q', value: null });
  expect(own.questions.value).toEqual([]);
});
