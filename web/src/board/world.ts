/** Time and chance as the board meets them; tests hand in a world that they move by hand. */

export interface World {
  /** ms, from any origin; never falls */
  now(): number;
  /** Run once after *ms*; the returned function calls it off. */
  later(ms: number, run: () => void): () => void;
  /** Run soon, after input and painting had their turn; in the order of the calls. */
  soon(run: () => void): void;
  randomBytes(count: number): Uint8Array;
}

/** The browser's own. A message channel yields to input without the 4 ms that nested timers wait. */
export function browserWorld(): World {
  const waiting: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    soon: (run) => {
      waiting.push(run);
      channel.port2.postMessage(null);
    },
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  };
}
