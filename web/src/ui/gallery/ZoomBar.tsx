/** Larger, smaller, whole: for those who have no wheel and no second finger. */
import type { Zoom } from './useZoom';
import { g } from './words';

export function ZoomBar({ zoom }: { readonly zoom: Zoom }) {
  const { factor } = zoom;
  return (
    <div class="zoom-bar" role="group">
      <button type="button" class="strip-button" aria-label={g('further')} title={g('further')} aria-disabled={factor.value <= 1 ? 'true' : undefined} onClick={() => zoom.further()}>
        <span aria-hidden="true">−</span>
      </button>
      <button type="button" class="strip-button" aria-label={g('nearer')} title={g('nearer')} onClick={() => zoom.nearer()}>
        <span aria-hidden="true">+</span>
      </button>
      {factor.value > 1 ? (
        <button type="button" class="strip-button" onClick={() => zoom.whole()}>
          {g('whole')}
        </button>
      ) : null}
    </div>
  );
}
