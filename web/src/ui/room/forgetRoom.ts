/** Erase what this device keeps of a room: unsent entries, how far it had read, drafts, piles, device id, side log; and which microphone and camera were chosen. */
import { forgetChoice } from '../../call/choice';
import { deriveSide } from '../../crypto/keys';
import { forgetPiles } from '../../exercises/round/pileKeeper';
import { openStorage } from '../../log/database';
import { forgetDevice } from '../../log/device';
import type { Entering } from '../entering';
import { forgetRead } from './roomEffects';

/** The secret itself is forgotten by the good-bye page. @throws when the browser refuses */
export async function forgetRoom({ log, role, secret }: Pick<Entering, 'log' | 'role' | 'secret'>): Promise<void> {
  const logs = role === 'coach' ? [log, (await deriveSide(log, secret.seed)).log] : [log];
  const storage = await openStorage();
  try {
    for (const one of logs) {
      await storage.forget(one);
      forgetDevice(one);
    }
  } finally {
    storage.close();
  }
  forgetRead(log);
  forgetChoice();
  forgetPiles(log);
}
