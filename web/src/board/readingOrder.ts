/** The order in which a sheet is read; the same as in `whiteboard/exercises.py`. Pure. */

/** Board units; what begins less far below the row's first stands in that row. */
const ROW = 60;

/** Row by row from the top, each from the left. */
export function inReadingOrder<T extends { readonly box: { readonly x: number; readonly y: number } }>(things: readonly T[]): T[] {
  const byTop = [...things].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  const rows: T[][] = [];
  for (const thing of byTop) {
    const row = rows.at(-1);
    const top = row?.[0]?.box.y;
    if (row !== undefined && top !== undefined && thing.box.y - top < ROW) row.push(thing);
    else rows.push([thing]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.x - b.box.x));
}
