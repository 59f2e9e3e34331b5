/**
 * Waver and tilt from an element's id, the same numbers as `whiteboard/seed.py`.
 *
 * FNV-1a, 32 bits, over the UTF-8 bytes of `salt`, ":" and `id`; divided by 2³².
 */

/** @returns 0 ≤ value < 1 */
export function seededUnit(id: string, salt: string): number {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(`${salt}:${id}`))
    hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return hash / 2 ** 32;
}

/** −1 ≤ value < 1 */
export const seededSwing = (id: string, salt: string): number => seededUnit(id, salt) * 2 - 1;

/** Degrees by which a note hangs askew: −1.5…1.5. */
export const noteTilt = (id: string): number => seededSwing(id, 'tilt') * 1.5;

/** A row of such numbers, for what needs many. */
export function* seededUnits(id: string, salt: string): Generator<number, never> {
  for (let index = 0; ; index++) yield seededUnit(id, `${salt}${index}`);
}
