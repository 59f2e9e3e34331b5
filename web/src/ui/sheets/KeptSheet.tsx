/** A sheet as it was: to look at, and to put back as a new sheet. */
import type { Past } from '../../board/past';
import { formatMoment } from '../../i18n/language';
import { isAnotherPast } from '../../log/LogError';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import type { Room } from '../room/openRoom';
import { useRead } from '../useRead';
import { keptTitle } from './AllSheets';
import { MAX_TITLE_CHARS, type Kept } from './keeping';
import type { Panel } from './panel';
import { o } from './panelWords';
import type { PastSheets } from './pastSheets';
import { SheetPicture } from './SheetPicture';

export interface KeptSheetProps {
  readonly room: Room;
  readonly kept: Kept;
  readonly past: PastSheets;
  readonly onPanel: (panel: Panel | null) => void;
}

export function KeptSheet({ room, kept, past, onPanel }: KeptSheetProps) {
  const { board, easel } = room;
  const { found, failed, done, again } = useRead((onProgress) => past.at(kept.seq, onProgress), []);

  const title = keptTitle(room, kept);
  const elements = found.value?.elements(kept.sheet) ?? [];
  const paper = found.value?.sheets.find(({ id }) => id === kept.sheet)?.paper ?? 'plain';
  const forgotten = (found.value?.forgotten ?? 0) > 0;

  function restore(): void {
    easel.turn(board.putSheet({ title: title.slice(0, MAX_TITLE_CHARS), paper, after: easel.shown.peek() }, elements));
    onPanel(null);
  }

  return (
    <Dialog title={title} onClose={() => onPanel({ is: 'all' })} class="kept-panel">
      <div class="stack">
        <p class="aside">{o('old_when', { date: formatMoment(kept.at, Date.now()) })}</p>
        {failed.value === null ? null : (
          <div class="notice" role="alert">
            <p>{o(isAnotherPast(failed.value) ? 'old_wrong' : 'old_offline')}</p>
            <Button onClick={again}>{o('again')}</Button>
          </div>
        )}
        {found.value !== null || failed.value !== null ? null : (
          <label class="kept-reading wait">
            {o('old_reading')}
            <progress max={1} value={done.value} />
          </label>
        )}
        {found.value === null ? null : elements.length === 0 ? (
          <p role="status">{o(forgotten ? 'old_forgotten' : 'old_empty')}</p>
        ) : (
          <>
            {forgotten ? <p class="notice">{o('old_part')}</p> : null}
            {board.mayDraw.value ? (
              <div class="row">
                <Button look="primary" onClick={restore}>
                  {o('old_restore')}
                </Button>
              </div>
            ) : null}
            <SheetPicture paper={paper} elements={elements} label={`${title}: ${textsOf(elements)}`} />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** What is written there, and how much more lies there, for those who do not see it. */
function textsOf(elements: ReturnType<Past['elements']>): string {
  const texts = elements.flatMap((element) => ('text' in element && element.text.trim() !== '' ? [element.text.trim()] : []));
  const rest = elements.length - texts.length;
  const more = rest === 0 ? [] : [rest === 1 ? o('elements_one') : o('elements_many', { count: rest })];
  return [...texts, ...more].join('; ');
}
