import { expect, it } from 'vitest';
import { formatDate, formatMoment, formatTime, formatWeekday } from './language';

it.each([2 ** 53 - 1, -(2 ** 53), Infinity])('says a time that no calendar has (%d) and takes no page down', (ms) => {
  for (const said of [formatDate(ms), formatTime(ms), formatWeekday(ms, 0), formatMoment(ms, 0)]) expect(said).not.toBe('');
});
