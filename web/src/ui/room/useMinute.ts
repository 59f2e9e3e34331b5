/** The time, for what changes by the minute. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Clock } from '../../log/clock';

/** The time now; asked for again at each full minute. */
export function useMinute(clock: Clock): number {
  const minute = useSignal(0);
  useEffect(() => {
    let callOff = (): void => undefined;
    const tick = (): void => {
      minute.value = Math.floor(clock.wall() / 60_000);
      callOff = clock.after(60_000 - (clock.wall() % 60_000), tick);
    };
    tick();
    return () => callOff();
  }, [clock]);
  void minute.value;
  return clock.wall();
}
