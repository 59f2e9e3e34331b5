/** One hand-drawn sheet for a workspace without rooms: two circles, as a coach would begin. */

/** A circle as a hand draws it: not quite round, its end a little past its beginning. */
function wavering(cx: number, cy: number, radius: number, start: number): string {
  const steps = 90;
  const points: string[] = [];
  for (let i = 0; i <= steps + 7; i++) {
    const turn = i / steps;
    const angle = start + turn * 2 * Math.PI;
    // Slow waves, and a drift outwards by which the end passes beside the beginning.
    const wave = 0.016 * Math.sin(2 * angle + start) + 0.009 * Math.sin(3 * angle - 1) + 0.025 * turn;
    const r = radius * (1 + wave);
    points.push(`${(cx + r * Math.cos(angle)).toFixed(1)} ${(cy + 0.98 * r * Math.sin(angle)).toFixed(1)}`);
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
