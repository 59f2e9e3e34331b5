/**
 * Which pages of this device are alive: each holds a Web Lock for as long as it is.
 *
 * A browser drops the locks of a page that died, however it died.
 */

export interface PageLocks {
  /** Hold the lock of *page* until the page ends or *release* is called. */
  hold(page: string): { release(): void };
  /** Run *act* if *page* is dead, holding its lock meanwhile, so that no other page does the same. */
  ifDead(page: string, act: () => Promise<void>): Promise<void>;
}

const nameOf = (page: string): string => `flipover-page-${page}`;

export function browserLocks(): PageLocks {
  // Undefined without a secure context.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return { hold: () => ({ release() {} }), ifDead: async (_page, act) => act() };
  return {
    hold(page) {
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      void locks.request(nameOf(page), () => held);
      return { release };
    },
    async ifDead(page, act) {
      await locks.request(nameOf(page), { ifAvailable: true }, async (lock) => {
        if (lock !== null) await act();
      });
    },
  };
}
