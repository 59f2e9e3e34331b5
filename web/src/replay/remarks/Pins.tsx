/** Over the sheet: what was written about it around this moment; and pointing at a place to write about. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Play } from '../player/play';
import type { RemarkDesk } from './desk';
import { n } from './words';

/** A pin is there so long around its moment, ms on the line of time: what it is about is still in sight. */
const AROUND_MS = 6000;
/** Board units for a press of an arrow; with Shift for one. */
const STEP = 40;
const SMALL_STEP = 8;

export function Pins({ play, desk }: { readonly play: Play; readonly desk: RemarkDesk }) {
  const { list } = desk.remarks;
  const axis = play.axis.value;
  const [at, sheet] = [play.at.value, play.shown.value];
  const open = desk.open.value;
  const near = list.value
    .map((remark, index) => ({ remark, number: index + 1 }))
    .filter(({ remark }) => remark.sheet === sheet && (remark.id === open || Math.abs(axis.toAxis(remark.at) - at) <= AROUND_MS));
  const draft = desk.draft.value;
  return (
    <>
      {near.map(({ remark, number }) => (
        <button
          key={remark.id}
          type="button"
          class="remark-pin"
          data-role={remark.role}
          aria-pressed={remark.id === open}
          aria-label={n('pin', { number, name: desk.nameOf(remark.role), text: remark.withdrawn ? n('withdrawn') : remark.text })}
          style={placed(remark.x, remark.y)}
          onClick={(event) => {
            event.stopPropagation();
            desk.look(remark.id);
          }}
        >
          {number}
        </button>
      ))}
      {draft === null || draft.sheet !== sheet ? null : <span class="remark-pin new" style={placed(draft.x, draft.y)} aria-hidden="true" />}
      {desk.aiming.value ? <Aim desk={desk} /> : null}
    </>
  );
}

/** The whole sheet takes the tap; with keys a cross goes over it. */
function Aim({ desk }: { readonly desk: RemarkDesk }) {
  const at = useSignal<readonly [number, number]>([SHEET_WIDTH / 2, SHEET_HEIGHT / 2]);
  const place = useRef<HTMLButtonElement>(null);
  // At once: the next key is meant for the cross.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const here = place.current;
    here?.focus({ preventScroll: true });
    return () => {
      // The field for the words may have it already.
      if (document.activeElement === here && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const [x, y] = at.value;
  return (
    <button
      ref={place}
      type="button"
      class="remark-aim"
      aria-label={n('aim')}
      onClick={(event) => {
        event.stopPropagation();
        // Without a pointer it is the cross that is meant.
        if (event.detail === 0) return desk.point(x, y);
        const box = event.currentTarget.getBoundingClientRect();
        desk.point(((event.clientX - box.left) / box.width) * SHEET_WIDTH, ((event.clientY - box.top) / box.height) * SHEET_HEIGHT);
      }}
      onKeyDown={(event) => {
        const step = event.shiftKey ? SMALL_STEP : STEP;
        const [dx, dy] = ARROWS[event.key] ?? [0, 0];
        if (event.key === 'Escape') desk.giveUp();
        else if (dx === 0 && dy === 0) return;
        else at.value = [Math.max(0, Math.min(SHEET_WIDTH, x + dx * step)), Math.max(0, Math.min(SHEET_HEIGHT, y + dy * step))];
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span class="remark-cross" style={placed(x, y)} aria-hidden="true" />
    </button>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const placed = (x: number, y: number) => ({ left: `${(x / SHEET_WIDTH) * 100}%`, top: `${(y / SHEET_HEIGHT) * 100}%` });
