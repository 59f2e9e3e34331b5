/** Where the sheet lies: hands the canvas what it needs of the room, and turns from one to the next. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { SheetView } from '../../canvas/SheetView';
import { followHands } from '../sheets/hands';
import { SinceLast } from '../sheets/SinceLast';
import { pictureOf, turn } from '../sheets/turning';
import type { Room } from './openRoom';
import { sheetTexts } from './sheetTexts';
import type { View } from './view';

export interface SheetPlaceProps {
  readonly room: Room;
  readonly view: View;
  /** the name behind a page or author; never empty */
  readonly nameOf: (id: string) => string;
}

export function SheetPlace({ room, view, nameOf }: SheetPlaceProps) {
  const { board, easel } = room;
  const sheet = easel.shown.value;
  const sheets = board.sheets.value;
  const index = Math.max(0, sheets.findIndex((one) => one.id === sheet));
  const mayDraw = board.mayDraw.value;
  const place = useRef<HTMLDivElement>(null);
  const last = useRef({ sheet, index });
  /** the first sheets come as the log is read: nobody turns them */
  const arrived = useRef(false);
  if (room.log.caughtUp.value && board.folded.value >= room.log.seq.value) arrived.current = true;

  // Before anything changes: what turns is the sheet as it lies there now.
  const old = useRef<HTMLElement | null>(null);
  if (last.current.sheet !== sheet && arrived.current && place.current !== null) old.current = pictureOf(place.current);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { sheet, index };
    if (before.sheet === sheet || place.current === null) return;
    const [here, picture] = [place.current, old.current];
    old.current = null;
    // Where the other one lies by now; one that was put away left its place to the one that is here.
    const from = sheets.findIndex((one) => one.id === before.sheet);
    // The new one has its size after this; nothing is painted before that.
    queueMicrotask(() => turn(here, picture, index >= (from === -1 ? before.index : from) ? 'forward' : 'back'));
  }, [sheet]);
  useEffect(() => (place.current === null ? undefined : followHands(place.current, easel.busy)), [easel]);
  // Words being typed when the sheet is closed are told as not kept, not left in a field that takes no more.
  useEffect(() => {
    const focused = document.activeElement;
    if (mayDraw || !(focused instanceof HTMLElement) || place.current?.contains(focused) !== true) return;
    if (focused.matches('textarea, input')) place.current.querySelector<HTMLElement>('.sheet-stage')?.focus({ preventScroll: true });
  }, [mayDraw]);

  return (
    <div ref={place} class="sheet-place">
      <SheetView
        key={sheet}
        board={board}
        sheet={sheet}
        tool={view.tool}
        marker={view.marker}
        highlight={view.highlight}
        width={view.width}
        noteColour={view.noteColour}
        textSize={view.textSize}
        readOnly={!mayDraw}
        texts={sheetTexts(index + 1, sheets[index]?.title ?? '')}
        nameOf={nameOf}
      />
      <SinceLast key={`since ${sheet}`} room={room} sheet={sheet} />
    </div>
  );
}
