/** What a coach keeps for all rooms, open while a part that shows it is. */
import { useEffect, useState } from 'preact/hooks';

/**
 * @param open the same function at each call
 * @returns null until it is there, and where there is no workspace at hand
 */
export function useOpened<T extends { dispose(): void }>(open: () => Promise<T | null>, wanted = true): T | null {
  const [own, setOwn] = useState<T | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    let opened: T | null = null;
    open().then(
      (found) => {
        opened = found;
        if (here) setOwn(found);
        else found?.dispose();
      },
      () => undefined, // without a network only what ships is offered
    );
    return () => {
      here = false;
      opened?.dispose();
    };
  }, [wanted]);
  return own;
}
