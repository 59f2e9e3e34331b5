/** A button that opens a small panel beside it, for what has no room of its own. Escape closes it. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { ICONS, type IconName } from './icons';

export interface FlyoutProps {
  readonly word: string;
  /** longer name; must contain the word */
  readonly label?: string;
  readonly icon: IconName | ComponentChildren;
  /** something in it is in hand */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly side: 'right' | 'above';
  readonly children: (close: () => void) => ComponentChildren;
}

/** CSS px between button and panel, and around the panel. */
const GAP = 8;

export function Flyout({ word, label, icon, pressed, disabled = false, side, children }: FlyoutProps) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (): void => {
    if (panel.current?.contains(document.activeElement)) button.current?.focus({ preventScroll: true });
    open.value = false;
  };

  // Beside the button, and whole on the screen.
  useLayoutEffect(() => {
    const [from, shown] = [button.current?.getBoundingClientRect(), panel.current];
    if (!open.value || from === undefined || shown === null) return;
    const { offsetWidth: width, offsetHeight: height } = shown;
    const within = (value: number, size: number, room: number): number => Math.max(GAP, Math.min(value, room - size - GAP));
    const left = side === 'right' ? from.right + GAP : from.left + (from.width - width) / 2;
    const top = side === 'right' ? from.top : from.top - GAP - height;
    shown.style.left = `${within(left, width, innerWidth)}px`;
    shown.style.top = `${within(top, height, innerHeight)}px`;
  });
  useEffect(() => {
    if (!open.value) return undefined;
    panel.current?.querySelector<HTMLElement>('[aria-pressed="true"], button')?.focus({ preventScroll: true });
    const onPointer = (event: PointerEvent): void => {
      const inside = event.target instanceof Node && (panel.current?.contains(event.target) || button.current?.contains(event.target));
      if (!inside) open.value = false;
    };
    const shut = (): void => void (open.value = false);
    addEventListener('pointerdown', onPointer, true);
    addEventListener('resize', shut);
    return () => {
      removeEventListener('pointerdown', onPointer, true);
      removeEventListener('resize', shut);
    };
  }, [open.value]);

  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button flyout-button"
        aria-label={label}
        title={label}
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        aria-disabled={disabled ? 'true' : undefined}
        data-in-hand={pressed ? '' : undefined}
        onClick={() => {
          if (!disabled) open.value = !open.value;
        }}
      >
        {typeof icon === 'string' && icon in ICONS ? ICONS[icon as IconName] : icon}
        <span class="word">{word}</span>
      </button>
      {open.value ? (
        <div
          ref={panel}
          id={id}
          class="flyout"
          role="group"
          aria-label={label ?? word}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
          onFocusOut={(event) => {
            const to = event.relatedTarget;
            if (to instanceof Node && !panel.current?.contains(to) && to !== button.current) open.value = false;
          }}
        >
          {children(close)}
        </div>
      ) : null}
    </>
  );
}
