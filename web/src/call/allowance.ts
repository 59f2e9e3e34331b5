/** How often another may have something done here. Pure: times come in, ms, of a clock that only rises. */

/**
 * For new connections that the other may have us make: each costs a request, sockets and perhaps a
 * place at the relay. Far more than a network that comes and goes asks for.
 */
export const createWishes = (): ((now: number) => boolean) => createAllowance(8, 1_500);

/**
 * @param atOnce so many may be used up in a row
 * @param everyMs one more each
 * @returns whether it may be done now; it counts when it may
 */
export function createAllowance(atOnce: number, everyMs: number): (now: number) => boolean {
  let left = atOnce;
  let last: number | null = null;
  return (now) => {
    left = Math.min(atOnce, left + (last === null ? 0 : (now - last) / everyMs));
    last = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
