/** Recovery without its first means: no new path for a connection, only new connections. Only `build_other_pages.mjs` takes it. */
import { createRecovery as create, type Recovery } from '../../web/src/call/recovery';

export * from '../../web/src/call/recovery';

export function createRecovery(polite: boolean): Recovery {
  const recovery = create(polite);
  return {
    next(condition) {
      const attempt = recovery.next(condition);
      return attempt === 'restart' ? null : attempt;
    },
    hurry: () => recovery.hurry(),
    suspect: () => recovery.suspect(),
    reset: () => recovery.reset(),
  };
}
