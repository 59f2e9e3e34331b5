// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { deriveSide, newLogId, newSecret } from '../../crypto/keys';
import { openStorage } from '../../log/database';
import { deviceOf } from '../../log/device';
import { choice, choose } from '../../call/choice';
import { forgetRoom } from './forgetRoom';

async function keepSomething(log: string): Promise<void> {
  const storage = await openStorage();
  await storage.put({ log, author: 'AAAAAAAAAAA', n: 0, page: 'p', record: new Uint8Array(4), blobs: [] });
  await storage.keepDraft(log, new Uint8Array(8));
  await storage.remember({ log, seq: 3, h: new Uint8Array(32), cleared: 0 });
  storage.close();
}
async function keptOf(log: string): Promise<unknown[]> {
  const storage = await openStorage();
  const kept = [...(await storage.rows(log)), ...[await storage.seen(log), await storage.draft(log)].filter((row) => row !== null)];
  storage.close();
  return kept;
}

describe('forgetting a room on this device', () => {
  it('leaves nothing of the room or its side log, and everything of other rooms', async () => {
    const [log, other] = [newLogId(), newLogId()];
    const secret = newSecret();
    const side = (await deriveSide(log, secret.seed)).log;
    for (const one of [log, side, other]) await keepSomething(one);
    const device = await deviceOf(log);
    choose({ microphone: 'a headset' });
    await forgetRoom({ log, role: 'coach', secret });
    expect(await keptOf(log)).toEqual([]);
    expect(await keptOf(side)).toEqual([]);
    expect((await keptOf(other)).length).toBe(3);
    expect(await deviceOf(log)).not.toBe(device);
    expect(choice.value.microphone).toBe('');
    expect(localStorage.getItem('flipover:devices')).toBeNull();
  });
});
