/** Work that is done one after the other, in the order in which it came. */

/** @param complaint what to say where one fails; the next goes on */
export function createTurns(complaint: string): (work: () => Promise<void> | void) => void {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    last = last.then(work).catch((error: unknown) => {
      console.debug(complaint, error);
    });
  };
}
