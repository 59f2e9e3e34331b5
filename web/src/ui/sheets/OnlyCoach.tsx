/** Said clearly while only the coach draws: to the coach with the way back, to the client kindly. */
import { useSignal } from '@preact/signals';
import { Button } from '../Button';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { v } from './words';

export function OnlyCoach({ room, names }: { readonly room: Room; readonly names: Names }) {
  const { easel, log } = room;
  const failed = useSignal(false);
  const on = easel.onlyCoach.value;
  if (!on) return <div role="status" />;
  if (log.role !== 'coach')
    return (
      <div role="status">
        <p class="only-coach">{v('only_coach', { name: names.coach() })}</p>
      </div>
    );
  return (
    <div role="status">
      <p class="only-coach">
        <span>{failed.value ? v('switch_failed') : v('only_you')}</span>
        <Button
          look="quiet"
          busy={easel.switching.value}
          onClick={() => {
            failed.value = false;
            easel.setOnlyCoach(false).catch(() => {
              failed.value = true;
            });
          }}
        >
          {v('let_draw', { name: names.other() })}
        </Button>
      </p>
    </div>
  );
}
