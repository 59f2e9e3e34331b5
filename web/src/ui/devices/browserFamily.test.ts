import { expect, test } from 'vitest';
import { browserFamily } from './browserFamily';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
  ['chromium', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 0],
  ['chromium', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 10],
  ['firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 0],
  ['safari', `${MAC} Version/18.5 Safari/605.1.15`, 0],
  ['ios', `${MAC} Version/18.5 Safari/605.1.15`, 5],
  ['ios', `${PHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 5],
  ['ios_other', `${PHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 5],
  ['ios_other', `${PHONE} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, 5],
  ['android', 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36', 5],
  ['android_firefox', 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 5],
] as const)('%s: %s', (family, userAgent, touchPoints) => {
  expect(browserFamily(userAgent, touchPoints)).toBe(family);
});
