/** Whether this person has a hand on the sheet: words being typed, a pointer that is down. */
import type { Signal } from '@preact/signals';

const WRITTEN_IN = 'textarea, input, [contenteditable="true"]';

/** Follow *place* until the returned function is called. */
export function followHands(place: HTMLElement, busy: Signal<boolean>): () => void {
  const down = new Set<number>();
  const look = (): void => {
    const focused = document.activeElement;
    const writes = focused !== null && place.contains(focused) && focused.matches(WRITTEN_IN);
    busy.value = writes || down.size > 0;
  };
  const onDown = (event: PointerEvent): void => {
    down.add(event.pointerId);
    look();
  };
  const onUp = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    // The stroke is committed by whoever drew it before anything else happens to the sheet.
    queueMicrotask(look);
  };
  // Where the focus goes is known only once it is there.
  const onFocus = (): void => queueMicrotask(look);
  place.addEventListener('pointerdown', onDown, true);
  place.addEventListener('focusin', onFocus);
  place.addEventListener('focusout', onFocus);
  addEventListener('pointerup', onUp);
  addEventListener('pointercancel', onUp);
  return () => {
    place.removeEventListener('pointerdown', onDown, true);
    place.removeEventListener('focusin', onFocus);
    place.removeEventListener('focusout', onFocus);
    removeEventListener('pointerup', onUp);
    removeEventListener('pointercancel', onUp);
    busy.value = false;
  };
}
