/** How often another may have something done here. Pure: times come in, ms, of a clock that only rises. */

/**
 * For new connections that the other may have us make: each costs a request, sockets and perhaps a
 * place at the relay. Far more than a network that comes and goes asks for.
 */
export const createWishes = (): ((now: number) => boolean) => createAllowance(8, 1_500);

/**
 * For what the other says over the channel. A pen says 125 things a second, and each act that waits
 * for the log is told again each second; no honest page comes near to either bound.
 */
export function createEar(): (now: number, bytes: number) => boolean {
  const messages = createAllowance(600, 1000 / 300);
  const volume = createAllowance(4_000_000, 1000 / 1_000_000);
  return (now, bytes) => messages(now) && volume(now, bytes);
}

/**
 * @param atOnce so many may be used up in a row
 * @param everyMs one more each
 * @returns whether it may be done now; it counts when it may
 */
export function createAllowance(atOnce: number, everyMs: number): (now: number, amount?: number) => boolean {
  let left = atOnce;
  let last: number | null = null;
  return (now, amount = 1) => {
    left = Math.min(atOnce, left + (last === null ? 0 : (now - last) / everyMs));
    last = now;
    if (left < amount) return false;
    left -= amount;
    return true;
  };
}
