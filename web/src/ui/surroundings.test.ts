import { expect, test } from 'vitest';
import { insideApp } from './surroundings';

const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1';
const CHROME = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36';

test('windows inside other apps are recognised', () => {
  const instagram = SAFARI.replace(' Safari/604.1', ' Instagram 330.0.0.33');
  const webView = CHROME.replace('Pixel 8)', 'Pixel 8; wv)');
  expect(insideApp({ userAgent: instagram, canAskMedia: true })).toBe(true);
  expect(insideApp({ userAgent: webView, canAskMedia: true })).toBe(true);
  expect(insideApp({ userAgent: SAFARI.replace(' Safari/604.1', ''), canAskMedia: false })).toBe(true);
});

test('real browsers are left in peace', () => {
  for (const userAgent of [SAFARI, CHROME]) expect(insideApp({ userAgent, canAskMedia: true })).toBe(false);
  expect(insideApp({ userAgent: SAFARI, canAskMedia: false })).toBe(false);
});
