/**
 * From a room's coach link to the links of a share, found again wherever the coach opens the room.
 *
 *     seed = HKDF(coach seed, share, `share-seed`) · pass = HKDF(seed, share, `pass`)
 *     trainer: the share's member seed and HKDF(seed, share, `trainer-pass`)
 */
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { linkFragment } from '../crypto/fragment';
import { deriveRaw, ID_BYTES, PASS_BYTES, SEED_BYTES, type Secret } from '../crypto/keys';
import { randomBytes } from '../crypto/random';
import { derive } from '../crypto/seal';

export interface ShareLinks {
  readonly share: string;
  readonly coach: Secret;
  readonly trainer: Secret;
}

/** Under which a share is asked for. */
export const newShareId = (): string => toBase64url(randomBytes(ID_BYTES));

/** @param coachSeed the owner seed of the room */
export async function deriveShare(share: string, coachSeed: Uint8Array): Promise<ShareLinks> {
  const id = fromBase64url(share, ID_BYTES);
  const seed = await derive(coachSeed, id, 'share-seed', SEED_BYTES);
  const coach = { seed, pass: await derive(seed, id, 'pass', PASS_BYTES) };
  return { share, coach, trainer: await trainerOf(share, coach) };
}

/** @param coach the coach's secret of the share itself */
export async function trainerOf(share: string, coach: Secret): Promise<Secret> {
  const id = fromBase64url(share, ID_BYTES);
  const [{ member }, pass] = await Promise.all([deriveRaw(id, 'coach', coach), derive(coach.seed, id, 'trainer-pass', PASS_BYTES)]);
  return { seed: member, pass };
}

/** The coach's own, which is given to nobody. */
export function coachAddress(origin: string, { share, coach }: ShareLinks): string {
  return `${origin}/replay/${share}${linkFragment('c', coach)}`;
}

/** What the coach hands to the trainer. */
export function trainerAddress(origin: string, { share, trainer }: ShareLinks): string {
  return `${origin}/replay/${share}${linkFragment('t', trainer)}`;
}
