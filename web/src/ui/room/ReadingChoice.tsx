/** Whether the other may see what one has read: off until both say yes. */
import { useId } from 'preact/hooks';
import { isShown } from '../../talk/reading';
import { l } from './letterWords';
import type { Room } from './openRoom';
import { sentence } from './words';

export function ReadingChoice({ room, other }: { readonly room: Room; readonly other: string }) {
  const id = useId();
  const state = room.letters.reading.value;
  const [mine, theirs] = room.log.role === 'coach' ? (['coach', 'guest'] as const) : (['guest', 'coach'] as const);
  const name = other;
  const word = isShown(state)
    ? l('reading_both')
    : state.agreed[mine]
      ? sentence(l('reading_waits', { name }))
      : state.agreed[theirs]
        ? sentence(l('reading_asked', { name }))
        : '';
  return (
    <div class="stack tight">
      <label class="tick">
        <input
          type="checkbox"
          checked={state.agreed[mine]}
          aria-describedby={id}
          onChange={(event) => room.letters.showReading(event.currentTarget.checked)}
        />
        <span>{l('reading')}</span>
      </label>
      <p class="aside" id={id}>
        {l('reading_hint')} {word}
      </p>
    </div>
  );
}
