import { expect, it } from 'vitest';
import { draggedFrame, frameBetween, lineEnds, lineFrame, usualFrame } from './shapeFrame';

it('the frame of a line has its length, and is turned about its middle', () => {
  expect(lineFrame([100, 100], [100, 300])).toEqual([0, 200, 200, 0, 90]);
  expect(lineFrame([100, 100], [100, 100])).toEqual([100, 100, 0, 0, 0]);
});

it('the ends of a line are where it was drawn from and to', () => {
  const [start, end] = lineEnds(lineFrame([120, 40], [-30, 700]));
  expect(start.map(Math.round)).toEqual([120, 40]);
  expect(end.map(Math.round)).toEqual([-30, 700]);
});

it('a box is drawn from any corner', () => {
  expect(frameBetween('rectangle', [100, 100], [40, 130])).toEqual([40, 100, 60, 30, 0]);
  expect(frameBetween('ellipse', [100, 100], [140, 30])).toEqual([100, 30, 40, 70, 0]);
});

it('evenly, a box is a square and a line lies level, upright or between', () => {
  expect(frameBetween('rectangle', [100, 100], [40, 130], true)).toEqual([40, 100, 60, 60, 0]);
  expect(frameBetween('arrow', [0, 0], [100, 9], true)).toEqual([0, 0, 100, 0, 0]);
  expect(frameBetween('line', [0, 0], [-7, 80], true)[4]).toBe(90);
  expect(frameBetween('line', [0, 0], [70, 80], true)[4]).toBeCloseTo(45);
});

it('a click puts a shape of a usual size around it', () => {
  expect(usualFrame('ellipse', [500, 500])).toEqual([390, 390, 220, 220, 0]);
  expect(usualFrame('arrow', [500, 500])).toEqual([380, 500, 240, 0, 0]);
});

it('dragged on, a circle grows about its middle, and never to nothing', () => {
  expect(draggedFrame('ellipse', [400, 400, 200, 200, 0], [600, 500], [700, 500])).toEqual([300, 300, 400, 400, 0]);
  expect(draggedFrame('ellipse', [400, 400, 200, 200, 0], [600, 500], [500, 500])[2]).toBeCloseTo(20);
  expect(draggedFrame('ellipse', [400, 400, 200, 200, 0], [500, 500], [900, 500])[2]).toBe(200);
});

it('dragged on, the end of a line goes along and its beginning stays', () => {
  const frame = draggedFrame('arrow', lineFrame([100, 100], [300, 100]), [280, 120], [280, 320]);
  const [start, end] = lineEnds(frame);
  expect(start.map(Math.round)).toEqual([100, 100]);
  expect(end.map(Math.round)).toEqual([300, 300]);
});
