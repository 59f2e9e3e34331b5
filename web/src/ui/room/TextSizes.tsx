/** How large one writes straight on the sheet. */
import { w } from '../../canvas/writing/words';
import type { View } from './view';

const SIZES = [0, 1, 2] as const;

export function TextSizes({ view, onTaken }: { readonly view: View; readonly onTaken: () => void }) {
  return (
    <div class="widths" role="group" aria-label={w('sizes')}>
      {SIZES.map((size) => (
        <button
          key={size}
          type="button"
          class="icon-button"
          aria-pressed={view.textSize.value === size}
          onClick={() => {
            view.textSize.value = size;
            onTaken();
          }}
        >
          <Letter size={size} />
          <span class="word">{w(`size_${size}`)}</span>
        </button>
      ))}
    </div>
  );
}

/** For the phone's bar: each press takes the next size. */
export function TextSizeButton({ view }: { readonly view: View }) {
  const now = view.textSize.value;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={w('size_now', { size: w(`size_${now}`) })}
      onClick={() => {
        view.textSize.value = SIZES[(now + 1) % SIZES.length] ?? 1;
      }}
    >
      <Letter size={now} />
      <span class="word">{w('size')}</span>
    </button>
  );
}

export function Letter({ size }: { readonly size: 0 | 1 | 2 }) {
  const px = 13 + 5 * size;
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <text x="12" y={12 + px * 0.36} text-anchor="middle" font-size={px} fill="currentColor">
        A
      </text>
    </svg>
  );
}
