/** Time as the log needs it; tests hand in one that is moved by hand. */

export interface Clock {
  /** ms since the epoch, as the machine believes now; may jump */
  wall(): number;
  /** ms since some start; never jumps, may stand still while the machine sleeps */
  steady(): number;
  /** @returns a function that calls it off */
  after(ms: number, act: () => void): () => void;
}

export const browserClock: Clock = {
  wall: () => Date.now(),
  steady: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
