// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterRest, REST_MS } from './rest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a pen that rests', () => {
  it('has rested in the frame after its time', () => {
    const act = vi.fn();
    afterRest(act);
    vi.advanceTimersByTime(REST_MS - 1);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1 + 16);
    expect(act).toHaveBeenCalledOnce();
  });

  it('has not when the hand moved while the page was busy: that is told before the frame', () => {
    const act = vi.fn();
    const callOff = afterRest(act);
    vi.advanceTimersByTime(REST_MS);
    callOff();
    vi.advanceTimersByTime(1000);
    expect(act).not.toHaveBeenCalled();
  });

  it('has not when it was called off before', () => {
    const act = vi.fn();
    afterRest(act)();
    vi.advanceTimersByTime(1000);
    expect(act).not.toHaveBeenCalled();
  });
});
