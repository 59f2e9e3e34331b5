/** The time of day, and until when both agreed to talk: changed once a minute, never counting, never calling. */
import type { ReadonlySignal } from '@preact/signals';
import { formatTime } from '../../i18n/language';
import { browserClock, type Clock } from '../../log/clock';
import { leftAt } from './agreedEnd';
import type { Room } from './openRoom';
import { useMinute } from './useMinute';
import { r } from './words';

export interface QuietClockProps {
  readonly room: Pick<Room, 'agreedEnd' | 'session'>;
  /** false: this person does not want to see it */
  readonly shown: ReadonlySignal<boolean>;
  /** a phone has its own clock: only what is left is said there, when it is little */
  readonly phone: boolean;
  readonly onOpen: () => void;
  readonly clock?: Clock;
}

export function QuietClock({ room, shown, phone, onOpen, clock = browserClock }: QuietClockProps) {
  const now = useMinute(clock);
  const end = room.agreedEnd.value;
  const left = leftAt(end, room.session.value.open?.at ?? null, now);
  if (!shown.value) return null;
  const words = left === null ? '' : r(`clock_${left}`, { time: end === null ? '' : formatTime(end) });
  if (phone) return left === null || left === 'until' ? null : <p class="clock soft">{words}</p>;
  return (
    <button type="button" class="clock soft" aria-label={r('clock_label', { words: words === '' ? formatTime(now) : words })} onClick={onOpen}>
      <time dateTime={new Date(now).toISOString()}>{formatTime(now)}</time>
      {words === '' ? null : <span>{words}</span>}
    </button>
  );
}
