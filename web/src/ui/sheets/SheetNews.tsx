/** What happens to the sheets, over the strip: where the coach is, what was just put away; and for readers. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SheetId } from '../../board/types';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { sentence } from '../room/words';
import { Button } from '../Button';
import { sheetName, v } from './words';

/** Long enough to find it without haste; in “all sheets” it can be brought back for good. */
const OFFER_MS = 20_000;

export interface SheetNewsProps {
  readonly room: Room;
  readonly names: Names;
  /** what this person just did, for readers */
  readonly said: string;
}

export function SheetNews({ room, names, said }: SheetNewsProps) {
  const { board, easel } = room;
  const sheets = board.sheets.value;
  const elsewhere = easel.elsewhere.value;
  const taken = useTaken(room);
  const coach = names.coach();
  return (
    <>
      <div class="sheet-news" role="status">
        {taken === null ? null : (
          <p class="sheet-bar">
            <span>{sentence(v('taken', { sheet: taken.name }))}</span>
            <Button look="quiet" onClick={() => board.changeSheet(taken.id, { gone: false })}>
              {v('put_back')}
            </Button>
          </p>
        )}
        {elsewhere === null ? null : (
          <p class="sheet-bar">
            <span>{sentence(v(elsewhere.stays ? 'coach_at' : 'coach_at_busy', { name: coach, sheet: sheetName(sheets, elsewhere.sheet) }))}</span>
            <Button look="quiet" onClick={() => easel.comeAlong()}>
              {v('to_coach', { name: coach })}
            </Button>
          </p>
        )}
      </div>
      <p class="unseen" aria-live="polite">
        {said}
      </p>
      <p class="unseen" aria-live="polite">
        {useTurned(room, names)}
      </p>
    </>
  );
}

/** The sheet that was put away here just now, while it can be brought back right there. */
function useTaken({ board, easel }: Room): { readonly id: SheetId; readonly name: string } | null {
  const taken = easel.taken.value;
  useEffect(() => {
    if (taken === null) return;
    const timer = setTimeout(() => {
      easel.taken.value = null;
    }, OFFER_MS);
    return () => clearTimeout(timer);
  }, [taken]);
  return taken !== null && board.goneSheets.value.some(({ id }) => id === taken.id) ? taken : null;
}

/** In words for a reader: the coach turned, and the sheet here is another now. */
function useTurned({ board, easel, log }: Room, names: Names): string {
  const words = useSignal('');
  const last = useRef<SheetId | null>(null);
  const shown = easel.shown.value;
  useEffect(() => {
    if (last.current !== null && last.current !== shown && easel.led.peek() === shown && log.role !== 'coach')
      words.value = sentence(v('turned', { name: names.coach(), sheet: sheetName(board.sheets.peek(), shown) }));
    last.current = shown;
  }, [shown]);
  return words.value;
}
