/** What the sheet says and asks beside itself: what others do, read aloud; news for a moment; the panel for lists. */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SheetId } from '../../board/types';
import type { AloudProps } from '../../canvas/list/Aloud';
import { writingAtHand } from '../../canvas/writing/atHand';
import { listPanel, sheetNews } from '../../canvas/writing/paste';
import { w } from '../../canvas/writing/words';
import { lazily } from '../lazily';
import type { Names } from './names';
import type { Room } from './openRoom';
import { sheetTexts } from './sheetTexts';

const PasteList = lazily(() => import('../../canvas/writing/PasteList').then((module) => module.PasteList));

/** Comes after the first ink: nobody is told before something was done. */
const aloudPart = signal<FunctionComponent<AloudProps> | null>(null);

export interface SheetWordsProps {
  readonly room: Room;
  readonly names: Names;
  /** the sheet that is shown */
  readonly sheet: SheetId;
  readonly onSaid: (words: string) => void;
}

export function SheetWords({ room, names, sheet, onSaid }: SheetWordsProps) {
  const { board, log } = room;
  const Aloud = aloudPart.value;
  useEffect(() => {
    import('../../canvas/list/Aloud').then(
      (module) => (aloudPart.value = module.Aloud),
      () => undefined,
    );
  }, []);
  const news = sheetNews.value;
  useEffect(() => {
    if (news === null) return;
    onSaid(news.words);
    sheetNews.value = null;
  }, [news]);

  const state = writingAtHand.value;
  const gone = state?.takenAway.value ?? null;
  useEffect(() => {
    if (state === null || gone === null) return;
    onSaid(w('taken_away', { text: gone }));
    state.takenAway.value = null;
  }, [gone]);

  function nameOfSheet(id: SheetId): string {
    const index = board.sheets.value.findIndex((one) => one.id === id);
    return sheetTexts(Math.max(0, index) + 1, board.sheets.value[index]?.title ?? '').sheet;
  }

  return (
    <>
      {Aloud === null ? null : (
        <Aloud board={board} seq={log.seq} ready={log.caughtUp} sheet={sheet} nameOf={(id) => names.of(id)} sheetName={nameOfSheet} />
      )}
      {listPanel.value === null ? null : (
        <PasteList text={listPanel.value} onClose={() => (listPanel.value = null)} onSaid={onSaid} />
      )}
    </>
  );
}
