/**
 * A place on a scale as people write it: “5”, “4,5”, “-2”, “onder de 0”, “3 – 5”, or nothing.
 *
 * Whatever is a number counts; nothing is asked again and nothing corrected.
 */

/** @returns one number, two for a stretch, none for no number; null for what cannot be read */
export function readValue(typed: string): readonly number[] | null {
  const text = typed.trim().replace(/−/g, '-');
  if (text === '') return [];
  const stretch = /^(-?\d+(?:[.,]\d+)?)\s*(?:-|–|—|tot|to|en|and|\/|\.\.+|…)\s*(-?\d+(?:[.,]\d+)?)$/i.exec(text);
  if (stretch !== null) {
    const ends = [number(stretch[1]), number(stretch[2])].sort((a, b) => a - b);
    return ends[0] === ends[1] ? ends.slice(0, 1) : ends;
  }
  return /^-?\d+(?:[.,]\d+)?$/.test(text) ? [number(text)] : null;
}

export function writeValue(value: readonly number[], language: string): string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return value.map((one) => format.format(one).replace('-', '−')).join(' – ');
}

/** No further than a sheet reaches; hundredths are more than anybody means. */
function number(text: string | undefined): number {
  const value = Number((text ?? '').replace(',', '.'));
  return Math.max(-1000, Math.min(1000, Math.round(value * 100) / 100));
}
