/**
 * Outlines of strokes as the browser draws them; Python is held to the same numbers.
 *
 * `FLIPOVER_WRITE_VECTORS=1 npx vitest run test/outline.test.ts` writes `outline.ts.json` anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inkOutline, inkPath } from '../src/board/outline';
import { seededRandom } from '../src/board/testing/memoryRoom';
import type { InkPoint, Width } from '../src/board/types';
import { VECTORS } from './spelling';

type Step = readonly [x: number, y: number, pressure: number];

const PLAIN = 128;
const bent = (count: number, pressure: (at: number) => number): Step[] => {
  const random = seededRandom(count);
  let [x, y] = [200, 300];
  return Array.from({ length: count }, (_, at): Step => {
    x += Math.round((random() * 26 - 11) * 8) / 8;
    y += Math.round((random() * 20 - 10) * 8) / 8;
    return [x, y, pressure(at)];
  });
};
const STROKES: readonly (readonly [name: string, points: readonly Step[]])[] = [
  ['a dot', [[50, 50, PLAIN]]],
  ['a dot that was pressed', [[50, 50, 210]]],
  ['two points', [[10, 10, PLAIN], [90, 30, PLAIN]]],
  ['twice the same point', [[10, 10, PLAIN], [10, 10, PLAIN], [10, 10, PLAIN]]],
  ['there and back', [[10, 10, PLAIN], [200, 10, PLAIN], [10, 10, PLAIN]]],
  ['a bent stroke', bent(24, () => PLAIN)],
  ['a long stroke', bent(70, () => PLAIN)],
  ['a stroke of a pen that presses', bent(40, (at) => (at * 37) % 256)],
];

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

function made(): unknown {
  const outlines = STROKES.flatMap(([name, steps], at) =>
    ([undefined, 'highlighter'] as const).map((tip) => {
      const width = (at % 3) as Width;
      const points = steps.map(([x, y, pressure]): InkPoint => [x, y, pressure / 255, 8]);
      const outline = inkOutline(points, width, tip);
      const shown = outline.map((point) => point.map(rounded));
      return { name, points: steps, width, tip: tip ?? 'pen', outline: shown, path: inkPath(points, width, tip) };
    }),
  );
  return { outlines };
}

it('outline.ts.json is what this code makes', () => {
  const path = new URL('outline.ts.json', VECTORS);
  const text = `${JSON.stringify(made())}\n`;
  if (process.env['FLIPOVER_WRITE_VECTORS'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8') === text).toBe(true);
});
