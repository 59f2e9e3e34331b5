/** Of "more": what is done with a whole sheet of stickies, and whether the sheet is read aloud. */
import { aloud } from '../../canvas/list/aloud';
import { writingAtHand } from '../../canvas/writing/atHand';
import { listPanel } from '../../canvas/writing/paste';
import { w } from '../../canvas/writing/words';
import { Button } from '../Button';

/** @param onOpen something else is about to open */
export function SheetChoices({ onOpen }: { readonly onOpen: () => void }) {
  const state = writingAtHand.value;
  const mayWrite = state !== null && !state.readOnly.value;
  const signed = state?.allSigned.value ?? null;
  return (
    <div class="stack">
      {mayWrite ? (
        <Button
          onClick={() => {
            onOpen();
            listPanel.value = '';
          }}
        >
          {w('list_paste')}
        </Button>
      ) : null}
      {mayWrite && signed !== null ? (
        <label class="tick">
          <input type="checkbox" checked={signed} onChange={(event) => state.signAll(event.currentTarget.checked)} />
          <span>{w('names_on')}</span>
        </label>
      ) : null}
      <label class="tick">
        <input
          type="checkbox"
          checked={aloud.value}
          onChange={(event) => {
            aloud.value = event.currentTarget.checked;
          }}
        />
        <span>{w('aloud')}</span>
      </label>
    </div>
  );
}
