import { beforeEach, describe, expect, it } from 'vitest';
import { FakeLog } from '../../test/FakeLog';
import { STEPS } from './guide';
import { followSteps, type SideSteps } from './sideSteps';

let log: FakeLog;
let steps: SideSteps;
const ticked = (session = 's1'): string[] => [...steps.ticked(session).value];

beforeEach(() => {
  log = new FakeLog();
  steps = followSteps(log);
});

describe('the steps of a session', () => {
  it('are ticked in any order, and none waits for another', () => {
    for (const step of [...STEPS].reverse()) steps.tick('s1', step, true, 5);
    expect(ticked()).toEqual([...STEPS]);
    steps.tick('s1', 'achieved', false, 6);
    expect(ticked()).not.toContain('achieved');
  });

  it('count at once, and stay when the log has them', async () => {
    steps.tick('s1', 'wanted', true, 5);
    expect(ticked()).toEqual(['wanted']);
    await Promise.resolve();
    log.back();
    await new Promise((resolve) => setTimeout(resolve));
    expect(ticked()).toEqual(['wanted']);
    expect(log.appended).toEqual([{ kind: 'item', data: { type: 'step', id: 's1/wanted', value: 5 } }]);
  });

  it('begin anew in another session', () => {
    log.give('item', { type: 'step', id: 's1/use', value: 4 });
    expect(ticked()).toEqual(['use']);
    expect(ticked('s2')).toEqual([]);
  });

  it('pass over what is no tick', () => {
    for (const data of [null, 7, { type: 'notes', id: 's1/use', value: 4 }, { type: 'step', id: 3, value: 4 }, { type: 'step', id: 's1/nothing', value: 4 }])
      log.give('item', data);
    log.give('item', { type: 'step', id: 's1/use', value: 'yes' });
    expect(ticked()).toEqual([]);
  });
});
