/** What a coach decides for everybody at the easel: looking together, and who draws. */
import { useSignal } from '@preact/signals';
import type { Room } from '../room/openRoom';
import { o } from './panelWords';
import { v } from './words';

export function CoachSwitches({ room }: { readonly room: Room }) {
  const { easel } = room;
  const failed = useSignal(false);
  /** what was asked for and is on its way; then what is so is shown again */
  const asked = useSignal<boolean | null>(null);
  async function ask(on: boolean): Promise<void> {
    failed.value = false;
    asked.value = on;
    try {
      await easel.setOnlyCoach(on);
    } catch {
      failed.value = true;
    }
    asked.value = null;
  }
  if (room.log.role !== 'coach') return null;
  return (
    <div class="stack tight">
      <label class="tick">
        <input type="checkbox" checked={easel.on.value} onChange={(event) => easel.setOn(event.currentTarget.checked)} />
        <span>
          {o('together')}
          <span class="aside">{o('together_hint')}</span>
        </span>
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={asked.value ?? easel.onlyCoach.value}
          aria-disabled={easel.switching.value ? 'true' : undefined}
          onChange={(event) => void ask(event.currentTarget.checked)}
        />
        <span>
          {o('only_me')}
          <span class="aside">{o('only_me_hint')}</span>
        </span>
      </label>
      {failed.value ? (
        <p class="notice" role="alert">
          {v('switch_failed')}
        </p>
      ) : null}
    </div>
  );
}
