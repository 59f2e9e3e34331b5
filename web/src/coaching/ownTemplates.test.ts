import { expect, it } from 'vitest';
import { foldTemplate, readTemplate, templateItem, type OwnTemplate } from './ownTemplates';

const mine: OwnTemplate = { id: 'a', name: 'Week', kind: 'card', title: 'Mijn week', labels: ['ma', 'di'], columns: 2 };

it('the last one kept under an id counts, and null takes it away', () => {
  const one = foldTemplate(new Map(), templateItem(mine));
  expect([...one.values()]).toEqual([mine]);
  const two = foldTemplate(one, templateItem({ ...mine, name: 'Weken' }));
  expect(two.get('a')?.name).toBe('Weken');
  expect(foldTemplate(two, { type: 'template', id: 'a', value: null }).size).toBe(0);
  for (const other of [null, { type: 'question', id: 'a', value: null }, { type: 'template', id: 7, value: null }]) expect(foldTemplate(two, other)).toBe(two);
});

it('what is no template is left out, and what is too long is cut', () => {
  const { id, ...value } = mine;
  for (const change of [{ name: ' ' }, { name: 7 }, { kind: 'scale' }, { labels: [] }, { labels: 'ma' }, { labels: Array.from({ length: 13 }, () => 'x') }])
    expect(readTemplate(id, { ...value, ...change })).toBeNull();
  expect(readTemplate(id, { ...value, columns: 9, labels: [7, 'x'.repeat(300)], title: undefined })).toEqual({
    ...mine, columns: 1, title: '', labels: ['', 'x'.repeat(200)],
  });
});
