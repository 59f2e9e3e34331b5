/**
 * A closing card's numbers as buttons, large enough for any finger, over the row that is drawn.
 *
 * One is chosen by pressing it and taken away by pressing it again. Arrows go from one to the next,
 * Tab on or back as between fields.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Card } from '../../board/types';
import { CARD_NUMBERS } from '../cardLayout';
import { cardLayout } from '../measure';
import type { SheetState } from '../sheetState';
import { toSpace } from '../viewport';
import { focusOn } from './focusOn';
import { w } from './words';

export interface NumberRowProps {
  readonly state: SheetState;
  readonly card: Card;
}

/** CSS px: of one button, around them, and kept free beside them. */
const BUTTON = 44;
const PADDING = 6;
const EDGE = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export function NumberRow({ state, card }: NumberRowProps) {
  const row = useRef<HTMLDivElement>(null);
  const { id, value } = card;
  const first = value !== null && CARD_NUMBERS.includes(value) ? value : 0;

  useLayoutEffect(() => {
    const now = row.current;
    now?.querySelectorAll('button')[first]?.focus({ preventScroll: true });
    return () => {
      // Back to the card, unless the person went somewhere else.
      if (document.activeElement !== document.body && now?.contains(document.activeElement) !== true) return;
      const view = now?.closest('.sheet-view') ?? null;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focusOn(view, id);
      });
    };
  }, []);

  function finish(): void {
    const view = row.current?.closest('.sheet-view') ?? null;
    state.endWriting();
    focusOn(view, id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Keys belong to the row here, not to the sheet or the room.
    event.stopPropagation();
    const buttons = [...(row.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = STEPS[event.key];
    if (step !== undefined) buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
    else if (event.key === 'Home') buttons[0]?.focus();
    else if (event.key === 'End') buttons.at(-1)?.focus();
    else if (event.key === 'Tab') {
      if (!state.nextField(event.shiftKey ? -1 : 1)) finish();
    } else if (event.key === 'Escape') finish();
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={row}
      class="number-row"
      role="group"
      aria-label={w('card_useful')}
      data-sheet-control
      style={placed(state, card)}
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && row.current?.contains(relatedTarget) === true) return;
        // Not when it goes because the writing went on elsewhere on the card.
        if (state.editing.peek() === id && state.field.peek() >= card.labels.length) state.endWriting();
      }}
    >
      {CARD_NUMBERS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={value === one}
          tabIndex={one === first ? 0 : -1}
          onClick={(event) => {
            event.currentTarget.focus();
            state.giveNumber(id, one);
          }}
        >
          {one}
        </button>
      ))}
    </div>
  );
}

/** Over the drawn row, in one line or in two, and always in sight. */
function placed({ viewport, space }: SheetState, card: Card): Record<string, string> {
  const { numbers } = cardLayout(card);
  const { width, height } = space.value;
  const lines = CARD_NUMBERS.length * BUTTON + 2 * (PADDING + EDGE) <= width ? 1 : 2;
  const [wide, high] = [Math.ceil(CARD_NUMBERS.length / lines) * BUTTON + 2 * PADDING, lines * BUTTON + 2 * PADDING];
  if (numbers === null) return {};
  const [x, y] = toSpace(viewport.value, numbers.placeOf(5));
  // What is asked stays in sight above it.
  const [, below] = toSpace(viewport.value, [0, numbers.frame[1] + numbers.under]);
  const within = (low: number, length: number, room: number): number => Math.max(EDGE, Math.min(room - length - EDGE, low));
  const [left, top] = [within(x - wide / 2, wide, width), within(Math.max(below, y - high / 2), high, height)];
  return { left: `${left}px`, top: `${top}px`, width: `${wide}px`, padding: `${PADDING}px` };
}
