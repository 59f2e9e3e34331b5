/** A picture larger than its place: by buttons, keys, wheel or two fingers; what does not fit is scrolled to. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const MOST = 6;
const STEP = 1.5;

export interface Zoom {
  /** 1 is the whole sheet in sight */
  readonly factor: ReadonlySignal<number>;
  /** scrolls; holds the picture */
  readonly place: RefObject<HTMLDivElement | null>;
  nearer(): void;
  further(): void;
  whole(): void;
}

/** @param of another one begins whole again */
export function useZoom(of: string): Zoom {
  const factor = useSignal(1);
  const place = useRef<HTMLDivElement>(null);

  /** Keep what lies at a point of the place where it is. */
  function set(to: number, x?: number, y?: number): void {
    const box = place.current;
    const next = Math.max(1, Math.min(MOST, to));
    if (box === null || next === factor.peek()) return;
    const [px, py] = [x ?? box.clientWidth / 2, y ?? box.clientHeight / 2];
    const ratio = next / factor.peek();
    const [left, top] = [(box.scrollLeft + px) * ratio - px, (box.scrollTop + py) * ratio - py];
    factor.value = next;
    requestAnimationFrame(() => box.scrollTo({ left, top, behavior: 'instant' }));
  }

  useEffect(() => {
    factor.value = 1;
    const box = place.current;
    if (box === null) return;
    const fingers = new Map<number, PointerEvent>();
    let apart = 0;
    const spread = (): number => {
      const [a, b] = [...fingers.values()];
      return a === undefined || b === undefined ? 0 : Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    };
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = box.getBoundingClientRect();
      set(factor.peek() * Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.01)), event.clientX - left, event.clientY - top);
    };
    const onDown = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch') return;
      fingers.set(event.pointerId, event);
      apart = spread();
    };
    const onMove = (event: PointerEvent): void => {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, event);
      const [a, b] = [...fingers.values()];
      const now = spread();
      if (a === undefined || b === undefined || apart === 0) return;
      const { left, top } = box.getBoundingClientRect();
      set((factor.peek() * now) / apart, (a.clientX + b.clientX) / 2 - left, (a.clientY + b.clientY) / 2 - top);
      apart = now;
    };
    const onUp = (event: PointerEvent): void => {
      fingers.delete(event.pointerId);
      apart = spread();
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    box.addEventListener('pointerdown', onDown);
    box.addEventListener('pointermove', onMove);
    for (const end of ['pointerup', 'pointercancel'] as const) box.addEventListener(end, onUp);
    return () => {
      box.removeEventListener('wheel', onWheel);
      box.removeEventListener('pointerdown', onDown);
      box.removeEventListener('pointermove', onMove);
      for (const end of ['pointerup', 'pointercancel'] as const) box.removeEventListener(end, onUp);
    };
  }, [of]);

  return {
    factor,
    place,
    nearer: () => set(factor.peek() * STEP),
    further: () => set(factor.peek() / STEP),
    whole: () => set(1),
  };
}
