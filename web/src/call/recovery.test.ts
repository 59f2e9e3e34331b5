import { describe, expect, test } from 'vitest';
import { CONNECT_MS, createRecovery, type Attempt, type Condition } from './recovery';

const BROKEN: Omit<Condition, 'now'> = { healthy: false, stood: true, failed: false, reachable: true };

/** What is tried, and when, over *untilMs* of looking twice a second. */
function watch(
  condition: (now: number) => Omit<Condition, 'now'>,
  untilMs: number,
  polite = false,
): [number, Attempt][] {
  const recovery = createRecovery(polite, () => 0);
  const tried: [number, Attempt][] = [];
  for (let now = 0; now <= untilMs; now += 500) {
    const attempt = recovery.next({ now, ...condition(now) });
    if (attempt !== null) tried.push([now, attempt]);
  }
  return tried;
}

describe('recovery', () => {
  test('a sound connection is left alone', () => {
    expect(watch(() => ({ ...BROKEN, healthy: true }), 60_000)).toEqual([]);
  });

  test('silence: restarts first, a new connection after 12 s', () => {
    const tried = watch(() => BROKEN, 30_000);

    expect(tried[0]).toEqual([500, 'restart']);
    expect(tried.filter(([now]) => now < 12_000).every(([, what]) => what === 'restart')).toBe(true);
    expect(tried.filter(([now]) => now >= 12_000).map(([, what]) => what)).toContain('rejoin');
  });

  test('failed: one restart at once, then new connections', () => {
    const tried = watch(() => ({ ...BROKEN, failed: true }), 20_000);

    expect(tried[0]).toEqual([0, 'restart']);
    expect(tried.slice(1).every(([, what]) => what === 'rejoin')).toBe(true);
    expect(tried.length).toBeGreaterThan(2);
  });

  test('the polite side gives way', () => {
    const [[first] = [0]] = watch(() => BROKEN, 10_000, false);
    const [[second] = [0]] = watch(() => BROKEN, 10_000, true);

    expect(second).toBeGreaterThan(first);
  });

  test('a first connection gets its time, then is begun afresh', () => {
    expect(watch(() => ({ ...BROKEN, stood: false }), CONNECT_MS)).toEqual([[CONNECT_MS, 'rejoin']]);
  });

  test('nothing is tried while the other cannot be told, and at once when it can', () => {
    const tried = watch((now) => ({ ...BROKEN, reachable: now >= 40_000 }), 41_000);

    expect(tried[0]?.[0]).toBe(40_000);
  });

  test('a path that is suspected gets its successor at once, though nothing was silent yet', () => {
    const recovery = createRecovery(true, () => 0);
    const well = { ...BROKEN, healthy: true };

    expect(recovery.next({ now: 0, ...well })).toBeNull();
    recovery.suspect();
    expect(recovery.next({ now: 500, ...well, reachable: false })).toBeNull();
    expect(recovery.next({ now: 1_000, ...well })).toBe('restart');
    expect(recovery.next({ now: 1_500, ...well })).toBeNull();
  });

  test('attempts go on for as long as it takes', () => {
    const tried = watch(() => ({ ...BROKEN, failed: true }), 600_000);

    expect(tried.at(-1)?.[0]).toBeGreaterThan(590_000);
  });
});
