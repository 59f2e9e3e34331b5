/** The mark of the note to begin with: a star drawn by hand at its corner. The note stays where it is. */
import type { VNode } from 'preact';
import { inkPath } from '../../board/outline';
import { NO_PRESSURE } from '../../board/ink';
import { seededSwing } from '../../board/seed';
import type { InkPoint, Note } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';

/** Board units. */
const RADIUS = 26;
/** Five points in one stroke, as a hand draws them, and a little past the first. */
const TURNS = [0, 2, 4, 1, 3, 5, 5.2];

export function drawChosen({ id, frame: [, , width] }: Note): VNode {
  const points = TURNS.flatMap((turn, at): InkPoint[] => {
    const corner = (point: number, part: number): readonly [number, number] => {
      const angle = (point / 5) * 2 * Math.PI - Math.PI / 2;
      const reach = RADIUS * (1 + 0.08 * seededSwing(id, `star${part}`));
      return [width - 8 + reach * Math.cos(angle), 6 + reach * Math.sin(angle)];
    };
    const here = corner(turn, at);
    const before = at === 0 ? here : corner(TURNS[at - 1] ?? 0, at - 1);
    return [0.25, 0.5, 0.75, 1].map((t) => [before[0] + (here[0] - before[0]) * t, before[1] + (here[1] - before[1]) * t, NO_PRESSURE, 8]);
  });
  return <path class="ink note-chosen" fill={MARKERS[3]} d={inkPath(points, 0)} />;
}
