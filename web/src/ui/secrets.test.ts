// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { forget, keepForTab, ofTab, remember, remembered, takeSecret } from './secrets';

const PATH = '/r/' + 'A'.repeat(22);
const CODE = 'b'.repeat(64);

beforeEach(async () => {
  sessionStorage.clear();
  await forget(PATH);
});

test('a secret leaves the address bar and stays with the tab', () => {
  history.replaceState(null, '', `${PATH}#g${CODE}`);
  expect(takeSecret(location, history)).toEqual({ letter: 'g', code: CODE });
  expect(location.hash).toBe('');
  expect(location.pathname).toBe(PATH);
  expect(ofTab(PATH)).toEqual({ letter: 'g', code: CODE });
});

test('a broken secret leaves the address bar too, and is not kept', () => {
  history.replaceState(null, '', `${PATH}#g123`);
  expect(takeSecret(location, history)).toBeNull();
  expect(location.hash).toBe('');
  expect(ofTab(PATH)).toBeNull();
});

test('only what was chosen to be remembered outlives the tab', async () => {
  keepForTab(PATH, { letter: 'g', code: CODE });
  sessionStorage.clear();
  expect(await remembered(PATH)).toBeNull();
  expect(await remember(PATH, { letter: 'g', code: CODE })).toBe(true);
  expect(await remembered(PATH)).toEqual({ letter: 'g', code: CODE });
});

test('forgetting leaves neither the tab nor the device anything', async () => {
  keepForTab(PATH, { letter: 'g', code: CODE });
  await remember(PATH, { letter: 'g', code: CODE });
  await forget(PATH);
  expect(ofTab(PATH)).toBeNull();
  expect(await remembered(PATH)).toBeNull();
});
