/** Whether what one writes rests before it goes, and for how long: chosen before sending, by each for themselves. */
import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { b } from './words';

/** minutes; 0: it goes at once */
const CHOICES = [0, 1, 5, 15, 30, 60] as const;

export function RestChoice({ minutes }: { readonly minutes: Signal<number> }) {
  const id = useId();
  return (
    <span class="rest-choice small" title={b('rest_hint')}>
      <label for={id}>{b('rest')}</label>
      <select id={id} aria-description={b('rest_hint')} value={minutes.value} onChange={(event) => (minutes.value = Number(event.currentTarget.value))}>
        {CHOICES.map((count) => (
          <option key={count} value={count}>
            {count === 0 ? b('rest_none') : b('rest_minutes', { count })}
          </option>
        ))}
      </select>
    </span>
  );
}

const KEY = 'flipover:rest:';

/** What was last chosen in *log* on this device, minutes. */
export function restKept(log: string): number {
  try {
    const found = Number(localStorage.getItem(KEY + log) ?? 0);
    return CHOICES.find((choice) => choice === found) ?? 0;
  } catch {
    return 0;
  }
}

export function keepRest(log: string, minutes: number): void {
  try {
    if (minutes === 0) localStorage.removeItem(KEY + log);
    else localStorage.setItem(KEY + log, String(minutes));
  } catch {
    // Then it holds for this page only.
  }
}
