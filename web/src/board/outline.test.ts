/** The path of an outline says what the outline is, in shorthand. */
import { describe, expect, it } from 'vitest';
import { outlinePath } from './outline';
import { Row } from './row';
import { seededRandom } from './testing/memoryRoom';

type Point = [number, number];

function rowOf(points: readonly Point[]): Row {
  const row = new Row();
  for (const [x, y] of points) row.push(x, y);
  return row;
}

/** Control and end point of each curve, with shorthand spelled out as the SVG specification has it. */
function curves(path: string): [Point, Point][] {
  const found: [Point, Point][] = [];
  let here: Point = [NaN, NaN];
  for (const [, command, numbers] of path.matchAll(/([MQt])([^MQtZ]*)/g)) {
    const values = (numbers ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];
    if (command === 'M') here = [values[0] ?? NaN, values[1] ?? NaN];
    else if (command === 'Q') {
      found.push([[values[0] ?? NaN, values[1] ?? NaN], [values[2] ?? NaN, values[3] ?? NaN]]);
    } else {
      for (let at = 0; at < values.length; at += 2) {
        const [control, end] = found.at(-1) ?? [here, here];
        const reflected: Point = [2 * end[0] - control[0], 2 * end[1] - control[1]];
        found.push([reflected, [end[0] + (values[at] ?? NaN), end[1] + (values[at + 1] ?? NaN)]]);
      }
    }
  }
  return found;
}

describe('the path of an outline', () => {
  it('goes round every corner, through the middle of every side, over thousands of points', () => {
    const random = seededRandom(3);
    const outline = Array.from({ length: 5000 }, (): Point => [random() * 2000 - 500, random() * 2000 - 500]);
    const drawn = curves(outlinePath(rowOf(outline)));

    expect(drawn.length).toBe(outline.length);
    drawn.forEach(([control, end], index) => {
      const here = outline[index] ?? [NaN, NaN];
      const next = outline[(index + 1) % outline.length] ?? [NaN, NaN];
      for (const axis of [0, 1] as const) {
        // At most 31 reflections, each off by twice what rounding takes.
        expect(Math.abs(control[axis] - here[axis])).toBeLessThanOrEqual(0.32);
        expect(Math.abs(end[axis] - (here[axis] + next[axis]) / 2)).toBeLessThanOrEqual(0.0051);
      }
    });
  });

  it('writes numbers to a hundredth, as short as can be, whatever their sign', () => {
    expect(outlinePath(rowOf([[0, -0.004], [-0.05, 1.5], [-3.256, 12]]))).toBe(
      'M0 0Q0 0-.02 .75t-1.63 6 .02-.75Z',
    );
  });
});
