/** Where a bar of buttons lies: at its things, or on a small sheet along its lower edge. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Element } from '../../board/types';
import { frameWithWords } from '../drawing/markPlaces';
import { SCALE_WORDS } from '../drawing/scaleWords';
import { frameOf, measure, measured } from '../measure';
import type { SheetState } from '../sheetState';
import { toSpace } from '../viewport';
import { boundsOf } from './frames';
import { STAND_OFF } from './handles';
import { h } from './words';

/** CSS px between the things and the bar, and from the edge of the space. */
const GAP = 14;
const EDGE = 6;
/** CSS px; a narrower space has the bar along its lower edge. */
const NARROW = 480;

export interface PartProps {
  readonly state: SheetState;
  readonly things: readonly Element[];
}

interface BarAtProps extends PartProps {
  readonly class?: string | undefined;
  readonly onKeyDown?: (event: TargetedKeyboardEvent<HTMLDivElement>) => void;
  readonly children: ComponentChildren;
}

/** A bar at the sheet's lower edge: what lies there as well moves up. */
export function useLow(bar: { readonly current: HTMLElement | null }, low: boolean): void {
  useLayoutEffect(() => {
    const view = bar.current?.closest('.sheet-view');
    if (!low || !view) return;
    view.setAttribute('data-bar', 'low');
    return () => view.removeAttribute('data-bar');
  }, [low]);
}

/** Buttons beside *things*, where there is room for them. */
export function BarAt({ state, things, class: extra, onKeyDown, children }: BarAtProps) {
  const bar = useRef<HTMLDivElement>(null);
  const size = useSignal({ width: 0, height: 0 });
  void measured.value;

  useLayoutEffect(() => {
    const now = bar.current;
    if (now === null) return;
    const { offsetWidth: width, offsetHeight: height } = now;
    if (size.peek().width !== width || size.peek().height !== height) size.value = { width, height };
  });
  // What had the focus goes; the sheet takes it.
  useLayoutEffect(() => {
    const now = bar.current;
    return () => {
      if (now?.contains(document.activeElement) === true)
        now.closest('.sheet-view')?.querySelector<HTMLElement>('.sheet-stage')?.focus({ preventScroll: true });
    };
  }, []);

  const narrow = state.space.value.width < NARROW;
  useLow(bar, narrow);
  return (
    <div
      ref={bar}
      class={['selection-bar', narrow ? 'low' : '', extra ?? ''].filter(Boolean).join(' ')}
      role="group"
      aria-label={h('bar')}
      data-sheet-control
      style={narrow ? undefined : place(state, things, size.value)}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

/** Under the things; over them where there is no room under; always in sight. */
function place(state: SheetState, things: readonly Element[], { width, height }: { readonly width: number; readonly height: number }): Record<string, string> {
  // The words of marks are to be seen beside it.
  const box = boundsOf(things.map((one) => (one.type === 'scale' ? frameWithWords(one, SCALE_WORDS, measure) : frameOf(one))));
  if (box === null) return {};
  const view = state.viewport.value;
  const space = state.space.value;
  const [left, upper] = toSpace(view, [box.left, box.top]);
  const [right, lower] = toSpace(view, [box.right, box.bottom]);
  const below = lower + STAND_OFF + GAP;
  const above = upper - STAND_OFF - GAP - height;
  const top = below + height + EDGE <= space.height ? below : above >= EDGE ? above : space.height - height - EDGE;
  const middle = Math.max(EDGE, Math.min(space.width - width - EDGE, (left + right) / 2 - width / 2));
  return { left: `${middle}px`, top: `${Math.max(EDGE, top)}px` };
}
