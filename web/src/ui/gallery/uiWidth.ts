/** How wide words are in the letters of the page, for letters of height 1; measured by the browser. */
const AT_PX = 100;
const known = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;

export function widthInUi(words: string): number {
  let width = known.get(words);
  if (width === undefined) {
    pen ??= document.createElement('canvas').getContext('2d');
    if (pen === null) return words.length * 0.6;
    pen.font = `600 ${AT_PX}px ${getComputedStyle(document.documentElement).getPropertyValue('--ui')}`;
    width = pen.measureText(words).width / AT_PX;
    known.set(words, width);
  }
  return width;
}
