/** Where the keyboard draws: a cross with a light rim, so that it is seen on ink as on paper. */
import { useLayoutEffect } from 'preact/hooks';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import type { Crosshair } from './crosshair';
import type { SheetState } from './sheetState';

const CROSS = 'M0 -17V-5M0 5V17M-17 0H-5M5 0H17';

export function CrosshairLayer({ crosshair, state }: { readonly crosshair: Crosshair; readonly state: SheetState }) {
  // What was begun with one tool is not ended with another; told at once, before the next key.
  useLayoutEffect(() => {
    let tool = state.tool.peek();
    const stop = state.tool.subscribe((next) => {
      if (next !== tool) crosshair.end();
      tool = next;
    });
    return () => {
      stop();
      crosshair.putAway();
    };
  }, [crosshair, state]);
  const at = crosshair.at.value;
  return (
    <>
      {at === null ? null : (
        <svg
          class="sheet-crosshair"
          data-down={crosshair.down.value ? '' : undefined}
          viewBox="-20 -20 40 40"
          width="40"
          height="40"
          aria-hidden="true"
          style={{ left: `${(100 * at[0]) / SHEET_WIDTH}%`, top: `${(100 * at[1]) / SHEET_HEIGHT}%` }}
        >
          <path class="crosshair-rim" d={CROSS} />
          <path class="crosshair-line" d={CROSS} />
          <circle r="3" />
        </svg>
      )}
      <p class="unseen" aria-live="polite">
        {crosshair.said.value}
      </p>
    </>
  );
}
