import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { History } from '../../log/types';
import { LogError } from '../../log/LogError';
import { createPastSheets } from './pastSheets';

it('reads the past once for all that is looked at, again after a failure, and again for what came later', async () => {
  const asked: number[] = [];
  let fails = true;
  const log = {
    seq: signal(4),
    history: ({ until = 0 } = {}): Promise<History> => {
      asked.push(until);
      return fails ? Promise.reject(new LogError('offline')) : Promise.resolve({ entries: [], until, unreadable: 0 });
    },
  };
  const past = createPastSheets(log);
  await expect(past.at(2, () => undefined)).rejects.toThrow('offline');
  fails = false;
  await past.at(2, () => undefined);
  await past.at(3, () => undefined);
  expect(asked).toEqual([4, 4]);
  log.seq.value = 9;
  await past.at(8, () => undefined);
  expect(asked).toEqual([4, 4, 9]);
});
