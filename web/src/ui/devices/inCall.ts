/** What the room does around a call: the screen stays on, sound goes on when locked, keys that are held talk. */
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { keepAwake, showWhileLocked } from '../../call/awake';
import { choice } from '../../call/choice';
import type { Call } from '../../call/types';

/** @param onLeave the system's own button to hang up was pressed */
export function useInCall(call: Call, onLeave: () => void): void {
  const talking = call.form.value !== 'writing';
  const holding = talking && choice.value.holdToTalk;
  useEffect(() => (talking ? keepAwake() : undefined), [talking]);
  useEffect(() => (talking ? showWhileLocked('Flipover', onLeave) : undefined), [talking]);
  useLayoutEffect(() => (holding ? followHeldKeys(call.media.hold) : undefined), [holding]);
}

/** Keys that talk while they are held, by what the keyboard calls them. */
const TALKING_KEYS = new Set([' ', 'm', 'M']);

function followHeldKeys(hold: Call['media']['hold']): () => void {
  hold.close();
  const close = (): void => hold.close();
  function down(event: KeyboardEvent): void {
    if (!TALKING_KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (takesKey(event.target, event.key)) return;
    event.preventDefault();
    if (!event.repeat) hold.press(event.code);
  }
  const up = (event: KeyboardEvent): void => hold.release(event.code);
  const hidden = (): void => {
    if (document.hidden) close();
  };
  // Before the room's own keys, which would switch the microphone at an m.
  addEventListener('keydown', down, { capture: true });
  addEventListener('keyup', up, { capture: true });
  addEventListener('blur', close);
  addEventListener('pagehide', close);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    removeEventListener('keydown', down, { capture: true });
    removeEventListener('keyup', up, { capture: true });
    removeEventListener('blur', close);
    removeEventListener('pagehide', close);
    document.removeEventListener('visibilitychange', hidden);
    close();
  };
}

const FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';
/** What the space bar presses or turns by itself. */
const PRESSED_BY_SPACE = 'button, a[href], summary, input, video, audio, [role="button"], [role="radio"]';

/** True where the key means something else: any key in a field, the space bar on what it presses. */
function takesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS) !== null || (target instanceof HTMLElement && target.isContentEditable)) return true;
  return key === ' ' && target.closest(PRESSED_BY_SPACE) !== null;
}
