// @vitest-environment node
import { expect, it } from 'vitest';
import { newLogId, newSecret } from '../crypto/keys';
import { createHand } from './hand';

it('is the same on every device of a link, and nobody else’s', async () => {
  const [log, secret] = [newLogId(), newSecret()];
  const [one, two] = [await createHand(log, secret), await createHand(log, secret)];
  const tag = await one.know('AAAAAAAAAAA');
  expect(tag).toMatch(/^[A-Za-z0-9_-]{11}$/);
  expect(await two.know('AAAAAAAAAAA')).toBe(tag);
  expect(one.of('AAAAAAAAAAA')).toBe(tag);
  expect(one.of('AAAAAAAAAAI')).toBeNull();
  // The others of a room have the seed, and a pass of their own.
  const other = await createHand(log, { ...secret, pass: newSecret().pass });
  expect(await other.know('AAAAAAAAAAA')).not.toBe(tag);
  expect(await one.know('AAAAAAAAAAI')).not.toBe(tag);
  expect(await (await createHand(newLogId(), secret)).know('AAAAAAAAAAA')).not.toBe(tag);
});
