/** The microphone's button while one talks only by holding: open for as long as it is pressed. */
import { useEffect } from 'preact/hooks';
import type { Hold } from '../../call/hold';
import { ICONS } from '../room/icons';
import { d } from './words';

const BY = 'button';
const PRESSING = new Set([' ', 'Enter']);

export function HoldButton({ hold }: { readonly hold: Hold }) {
  const held = hold.held.value;
  const release = (): void => hold.release(BY);
  useEffect(() => release, [hold]);
  return (
    <button
      type="button"
      class={held ? 'icon-button hold' : 'icon-button hold off'}
      aria-label={d(held ? 'held_word' : 'hold_label')}
      aria-pressed={held}
      aria-keyshortcuts="m"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // The finger may slide off the button and still holds it.
        event.currentTarget.setPointerCapture(event.pointerId);
        hold.press(BY);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!PRESSING.has(event.key)) return;
        event.preventDefault();
        if (!event.repeat) hold.press(BY);
      }}
      onKeyUp={(event) => {
        if (PRESSING.has(event.key)) release();
      }}
    >
      {ICONS[held ? 'microphone' : 'microphoneOff']}
      <span class="word">{d(held ? 'held_word' : 'hold_word')}</span>
    </button>
  );
}
