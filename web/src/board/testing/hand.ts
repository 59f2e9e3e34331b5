/** Strokes as hands draw them: wobbling, uneven in speed, and resting at the end. Seeded. */
import type { Point } from '../geometry';

export type Random = () => number;

/** Mulberry32: small, and the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

/**
 * Follow a path with a hand's unsteadiness.
 *
 * @param path from 0..1 to board units
 * @param shake how far the hand strays, as a share of *size*
 */
export function byHand(random: Random, path: (t: number) => Point, size: number, shake: number): Point[] {
  const count = Math.round(between(random, 45, 160));
  const waves = [1, 2, 3, 5, 8].map((turns) => ({
    turns: turns * between(random, 0.7, 1.3),
    x: between(random, -1, 1) / Math.sqrt(turns),
    y: between(random, -1, 1) / Math.sqrt(turns),
    at: between(random, 0, 2 * Math.PI),
  }));
  const points: Point[] = [];
  for (let step = 0; step <= count; step++) {
    // Slow at both ends.
    const even = step / count;
    const [x, y] = path(even + 0.12 * (Math.sin(2 * Math.PI * (even - 0.5)) / (2 * Math.PI)));
    let [dx, dy] = [0, 0];
    for (const wave of waves) {
      dx += wave.x * Math.sin(wave.turns * 2 * Math.PI * even + wave.at);
      dy += wave.y * Math.sin(wave.turns * 2 * Math.PI * even + wave.at + 1);
    }
    const tremble = 0.1;
    points.push([
      x + size * shake * (dx + tremble * between(random, -1, 1)),
      y + size * shake * (dy + tremble * between(random, -1, 1)),
    ]);
  }
  // The hand rests, and trembles a little.
  const [restX, restY] = points.at(-1) ?? [0, 0];
  for (let rest = 0; rest < 12; rest++)
    points.push([restX + between(random, -0.8, 0.8), restY + between(random, -0.8, 0.8)]);
  return points;
}

/** Through corners, by straight ways of even speed. */
export function through(corners: readonly Point[]): (t: number) => Point {
  const lengths = corners.slice(1).map(([x, y], at) => {
    const [fromX, fromY] = corners[at] ?? [x, y];
    return Math.hypot(x - fromX, y - fromY);
  });
  const total = lengths.reduce((sum, part) => sum + part, 0);
  return (t) => {
    let left = Math.max(0, Math.min(1, t)) * total;
    for (const [at, part] of lengths.entries()) {
      const [from, to] = [corners[at], corners[at + 1]];
      if (from === undefined || to === undefined) break;
      if (left <= part || at === lengths.length - 1) {
        const share = part === 0 ? 0 : Math.min(1, left / part);
        return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      }
      left -= part;
    }
    return corners[0] ?? [0, 0];
  };
}
