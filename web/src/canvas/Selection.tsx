/** What is shown of the selection, and of a note that is read at reading size. */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { SelectionFrame } from './selection/SelectionFrame';
import type { SheetState } from './sheetState';
import type { SheetTexts } from './texts';
import { liftedStyle } from './writing/place';

/** Reading size, CSS px. */
const LIFTED_PX = 24;

export interface SelectionProps {
  readonly state: SheetState;
  readonly texts: SheetTexts;
}

/** The buttons and their words come after the first ink, and before they are needed. */
const bar = signal<FunctionComponent<{ readonly state: SheetState }> | null>(null);
const PREFETCH_MS = 2000;

function loadBar(): void {
  if (bar.peek() !== null) return;
  import('./selection/SelectionBar').then(
    ({ SelectionBar }) => (bar.value = SelectionBar),
    // Without a network: tried again when something is selected.
    () => undefined,
  );
}

export function Selection({ state }: Pick<SelectionProps, 'state'>) {
  const some = state.selected.value.size > 0;
  useEffect(() => {
    if (some) return loadBar();
    const timer = setTimeout(loadBar, PREFETCH_MS);
    return () => clearTimeout(timer);
  }, [some]);
  const Bar = bar.value;
  return (
    <>
      <SelectionFrame state={state} />
      {Bar === null ? null : <Bar state={state} />}
    </>
  );
}

/** A note tapped by finger, at reading size; a tap on it writes, one beside it puts it back. */
export function Lifted({ state, texts }: SelectionProps) {
  const note = state.notes.value.find(({ id }) => id === state.lifted.value);
  if (note === undefined || state.viewport.value.scale * 44 >= LIFTED_PX) return null;
  return (
    <button
      type="button"
      class="note-lifted"
      data-sheet-control
      aria-label={`${note.text} – ${state.readOnly.value ? texts.putBack : texts.write}`}
      dir="auto"
      style={liftedStyle(note, state.viewport.value, state.space.value)}
      onClick={() => (state.readOnly.value ? (state.lifted.value = null) : state.write(note.id))}
    >
      {note.text}
    </button>
  );
}
