/** Until when they talk: agreed by either, seen by both, and hidden by whoever does not want to see it. */
import { useSignal } from '@preact/signals';
import { formatTime } from '../../i18n/language';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { TextField } from '../TextField';
import { leftAt, nextTime } from './agreedEnd';
import type { Room } from './openRoom';
import type { View } from './view';
import { r } from './words';

export interface EndPanelProps {
  readonly room: Room;
  readonly view: View;
  readonly onClose: () => void;
}

const LENGTHS = [30, 45, 60, 90] as const;

export function EndPanel({ room, view, onClose }: EndPanelProps) {
  const now = useSignal(Date.now());
  const typed = useSignal('');
  const unread = useSignal(false);
  const end = room.agreedEnd.value;
  const holds = leftAt(end, room.session.value.open?.at ?? null, now.value) !== null;
  function agree(at: number | null): void {
    room.agreeEnd(at);
    onClose();
  }
  return (
    <Dialog title={r('end_title')} onClose={onClose}>
      <div class="stack loose">
        <p class="soft">{r('end_line')}</p>
        {end !== null && holds ? (
          <div class="row">
            <p>{r('end_agreed', { time: formatTime(end) })}</p>
            <Button look="quiet" onClick={() => agree(null)}>
              {r('end_none')}
            </Button>
          </div>
        ) : null}
        <div class="row" role="group" aria-label={r('end_after')}>
          {LENGTHS.map((minutes) => {
            const at = now.value + minutes * 60_000;
            return (
              <Button key={minutes} onClick={() => agree(at)}>
                {r('end_minutes', { minutes, time: formatTime(at) })}
              </Button>
            );
          })}
        </div>
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const at = nextTime(typed.value, Date.now());
            unread.value = at === null;
            if (at !== null) agree(at);
          }}
        >
          <TextField
            label={r('end_time')}
            type="time"
            value={typed.value}
            wrong={unread.value ? r('end_unread') : null}
            onInput={(value) => {
              typed.value = value;
              unread.value = false;
            }}
          />
          <div class="row">
            <Button type="submit">{r('end_agree')}</Button>
          </div>
        </form>
        <label class="tick">
          <input
            type="checkbox"
            checked={view.clock.value}
            onChange={(event) => {
              view.clock.value = event.currentTarget.checked;
            }}
          />
          <span>{r('end_show')}</span>
        </label>
      </div>
    </Dialog>
  );
}
