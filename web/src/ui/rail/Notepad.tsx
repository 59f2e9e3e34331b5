/** The coach's own notes: one text, kept as it is typed. */
import type { SideNotes } from '../../coaching/sideNotes';
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';
import { r } from '../room/words';

export function Notepad({ notes }: { readonly notes: SideNotes }) {
  return (
    <>
      <textarea
        class="input rail-text"
        aria-label={r('rail_notes_label')}
        maxLength={MAX_TEXT_CHARS}
        value={notes.text.value}
        onInput={(event) => notes.write(event.currentTarget.value)}
        onBlur={() => notes.flush()}
      />
      <p class="small soft" role="status">
        {r(notes.keeping.value === 'kept' ? 'rail_kept' : 'rail_here')}
      </p>
    </>
  );
}
