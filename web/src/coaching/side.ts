/**
 * A room's side log: what the coach keeps of it alone. The client's devices never receive it, and
 * have no key to it.
 */
import { deriveKeys, deriveSide, tokenHash, type Secret } from '../crypto/keys';
import { askHeads, createApi, createLog } from '../log/api';
import { deviceOf } from '../log/device';
import { openLog } from '../log/openLog';
import type { LogId, SealedLog } from '../log/types';

/**
 * Open the side log of *room*, making it at the first visit.
 *
 * @throws LogError when the server cannot be asked or refuses
 */
export async function openSide(room: LogId, coach: Secret): Promise<SealedLog> {
  const side = await deriveSide(room, coach.seed);
  const [{ token }, device] = await Promise.all([deriveKeys(side.log, 'owner', side), deviceOf(side.log)]);
  const api = createApi('', side.log, { token, device });
  // Asked in this way a log that is not there yet is an answer, not an error.
  const [found] = await askHeads('', [{ log: side.log, token, device }]);
  if (found?.error === 'unknown_link' || found?.error === 'not_found') await makeSide(room, coach, side.log, token);
  await api.register();
  const log = await openLog({ log: side.log, role: 'owner', kind: 'side', secret: side });
  log.open();
  return log;
}

async function makeSide(room: LogId, coach: Secret, side: LogId, sideToken: string): Promise<void> {
  const { token } = await deriveKeys(room, 'coach', coach);
  const links = [{ role: 'owner', token_hash: await tokenHash(sideToken) }] as const;
  await createLog('', { token, device: await deviceOf(room) }, { log: side, kind: 'side', owner: room, links });
}

