/**
 * One press on a sheet that was worked on before: what moved and came since the last session ended.
 * Off until somebody asks, and off again on the next sheet; each sees it for themselves.
 */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SheetId } from '../../board/types';
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { sinceLook } from '../../canvas/since';
import { lastEnded } from '../../exercises/sessions';
import { formatWeekday } from '../../i18n/language';
import type { Room } from '../room/openRoom';
import { useRead } from '../useRead';
import { createPastSheets } from './pastSheets';
import { sinceFound, type SinceFound } from './sinceLook';
import { v } from './words';

export function SinceLast({ room, sheet }: { readonly room: Room; readonly sheet: SheetId }) {
  const { board, log, sessions } = room;
  const on = useSignal(false);
  const ended = lastEnded(sessions.value);
  const { found: before, failed } = useRead(
    on.value && ended !== null ? (onProgress) => createPastSheets(log).at(ended.to, onProgress) : null,
    [on.value, ended?.to],
  );
  const known = useComputed(() => board.elements(sheet).value.some(({ type }) => type === 'circles' || type === 'scale'));
  const found = useComputed((): SinceFound | null => {
    const shown = board.sheets.value.find(({ id }) => id === sheet);
    // Without all of the past everything would seem new.
    if (!on.value || before.value === null || before.value.forgotten > 0 || shown === undefined) return null;
    return sinceFound(shown, before.value, board.elements(sheet).value, sheetLanguage.value, {
      was: (zone) => v('since_was', { zone }),
      fresh: v('since_new'),
      freshMarks: (marks) => v('since_new_marks', { marks }),
    });
  });
  useEffect(() => {
    sinceLook.value = found.value?.look ?? null;
    return () => {
      sinceLook.value = null;
    };
  }, [found.value]);

  if (ended === null || !known.value) return null;
  const [look, forgotten] = [found.value, (before.value?.forgotten ?? 0) > 0];
  const said = failed.value !== null
    ? v('since_failed')
    : forgotten
      ? v('since_forgotten')
      : look === null
        ? v('since_reading')
        : told(look, formatWeekday(ended.end, Date.now()));
  return (
    <div class="since-last no-print">
      <button type="button" aria-pressed={on.value} onClick={() => (on.value = !on.value)}>
        {v('since')}
      </button>
      <p role="status">{on.value ? said : ''}</p>
    </div>
  );
}

function told({ moved, added, marks }: SinceFound, day: string): string {
  const parts = [
    moved === 0 ? '' : moved === 1 ? v('since_moved_one') : v('since_moved', { count: moved }),
    added === 0 ? '' : added === 1 ? v('since_added_one') : v('since_added', { count: added }),
    marks === 0 ? '' : marks === 1 ? v('since_marks_one') : v('since_marks', { count: marks }),
  ].filter((part) => part !== '');
  return v('since_day', { day, what: parts.length === 0 ? v('since_nothing') : parts.join(', ') });
}
