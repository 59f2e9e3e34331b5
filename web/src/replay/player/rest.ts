/** Rests between pieces of work, so that the page goes on; each tells how far it is. */

/** Leaves the greater part of a 60 Hz frame to drawing. */
const SLICE_MS = 8;

/** @param now ms */
export function createRest(onDone: (done: number) => void, now = () => performance.now()): (done: number) => Promise<void> {
  let until = now() + SLICE_MS;
  return async (done) => {
    if (now() < until) return;
    onDone(done);
    // A message comes after input and painting had their turn, and sooner than a timer.
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
    until = now() + SLICE_MS;
  };
}
