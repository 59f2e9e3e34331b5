/** When a pen that is still down counts as resting. */

/** Long enough not to come by thinking, short enough to be felt as an answer. */
export const REST_MS = 450;

/**
 * Once a pen may have rested long enough. Where the page was busy meanwhile, what the hand did comes
 * first: browsers hand over movements just before they ask for a frame.
 *
 * @returns calls it off
 */
export function afterRest(act: () => void): () => void {
  let frame = 0;
  const timer = setTimeout(() => (frame = requestAnimationFrame(act)), REST_MS);
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}
