/** One hand-drawn sheet for a workspace without rooms: two circles, as a coach would begin. */

/** A circle as a hand draws it: not quite round, its end a little past its beginning. */
function wavering(cx: number, cy: number, radius: number, start: number): string {
  const steps = 28;
  const points: string[] = [];
  for (let i = 0; i <= steps + 2; i++) {
    const angle = start + (i / steps) * 2 * Math.PI;
    const r = radius * (1 + 0.018 * Math.sin(3 * angle + start) + 0.01 * Math.cos(5 * angle)) + (i > steps ? 1.5 : 0);
    points.push(`${(cx + r * Math.cos(angle)).toFixed(1)} ${(cy + r * Math.sin(angle)).toFixed(1)}`);
  }
  return `M${points.join('L')}`;
}

export function EmptySheet() {
  return (
    <svg class="empty-sheet" viewBox="0 0 300 300" aria-hidden="true">
      <path class="sheet-paper" d="M10 14l14-3 17 3 19-2 22 2 25-3 21 3 24-2 20 2 26-3 22 3 23-2 25 2 22 1v279H10z" />
      <circle class="sheet-hole" cx="100" cy="32" r="6" />
      <circle class="sheet-hole" cx="200" cy="32" r="6" />
      <path class="sheet-stroke" d={wavering(150, 172, 98, -2.2)} />
      <path class="sheet-stroke" d={wavering(151, 184, 46, -1.7)} />
    </svg>
  );
}
