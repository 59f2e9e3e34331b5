/** What is worth drawing: what has come in sight. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** @returns true from the first time that *place* is in sight */
export function useInSight(place: RefObject<Element | null>): ReadonlySignal<boolean> {
  const seen = useSignal(false);
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      seen.value = true;
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return seen;
}
