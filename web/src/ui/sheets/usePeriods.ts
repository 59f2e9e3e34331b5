/** What each session left on the sheets, read from the log while a page shows it. */
import { boundaries, periodsOf, type Period } from '../../exercises/periods';
import type { Session } from '../../exercises/sessions';
import type { SealedLog } from '../../log/types';
import { useRead, type Read } from '../useRead';
import { createPastSheets } from './pastSheets';

export function usePeriods(log: Pick<SealedLog, 'history' | 'seq'>, sessions: readonly Session[]): Read<readonly Period[]> {
  return useRead(
    async (onProgress) => periodsOf(sessions, await createPastSheets(log).each(boundaries(sessions, log.seq.peek()), onProgress)),
    [sessions],
  );
}
