/** The outline is perfect-freehand's, number for number. */
import { getStroke } from 'perfect-freehand';
import { expect, it } from 'vitest';
import { freehandOutline, type Brush } from './freehand';
import { Row } from './row';
import { seededRandom } from './testing/memoryRoom';

const STROKES = 2000;

/** x, y, pressure of each point: trembling, sweeping, turning back, standing still; at first of few points. */
function someHand(random: () => number, stroke: number): [number, number, number][] {
  const most = stroke < 40 ? 4 : 60;
  const reach = [0.3, 3, 30, 200][stroke % 4] ?? 3;
  let [x, y] = [random() * 1000, random() * 1414];
  return Array.from({ length: 1 + Math.floor(random() * most) }, () => {
    if (random() > 0.1) {
      x = Math.round((x + (random() - 0.5) * reach) * 8) / 8;
      y = Math.round((y + (random() - 0.3) * reach) * 8) / 8;
    }
    return [x, y, random()];
  });
}

it('an outline is the one of perfect-freehand, whatever the hand does', () => {
  const random = seededRandom(5);
  const [points, pressures, outline] = [new Row(), new Row(), new Row()];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    const hand = someHand(random, stroke);
    const brush: Brush = {
      size: [4, 8, 14, 26][stroke % 4] ?? 8,
      thinning: stroke % 3 === 0 ? 0 : 0.6,
      smoothing: 0.5,
      streamline: stroke % 5 === 0 ? 0.2 : 0.4,
    };
    points.length = pressures.length = 0;
    for (const [x, y, pressure] of hand) {
      points.push(x, y);
      pressures.push(pressure, 0);
    }
    freehandOutline(points, pressures, brush, outline);
    const theirs = getStroke(hand, { ...brush, simulatePressure: false, last: true });

    expect([...outline.values.subarray(0, outline.length)], `stroke ${stroke}`).toEqual(theirs.flat());
  }
});

it('nothing has no outline', () => {
  const outline = new Row();
  outline.push(1, 1);
  freehandOutline(new Row(), new Row(), { size: 8, thinning: 0, smoothing: 0.5, streamline: 0.4 }, outline);
  expect(outline.length).toBe(0);
});
