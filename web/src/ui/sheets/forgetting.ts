/** Having the board's past forgotten: what stays of it is folded anew from the log, since a board in use still holds what was taken off. */
import { wholeAt } from '../../board/past';
import { forgetPast } from '../../log/forgetting';
import type { SealedLog } from '../../log/types';

/**
 * For coaches.
 *
 * @returns settles when the server has forgotten it
 * @throws LogError when the past cannot be read; nothing was asked for then
 */
export async function forgetBoard(log: Pick<SealedLog, 'history' | 'append' | 'sealBlob'>): Promise<{ readonly kept: Promise<number> }> {
  const { entries, until } = await log.history();
  const { update, pictures } = await wholeAt(entries, until);
  return forgetPast(log, until, update, pictures);
}
