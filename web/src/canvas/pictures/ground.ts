/** Whether a picture would be lost on white paper. Pure. */

/** 0..255; what is fainter does not count as drawn */
const SEEN = 40;
/** Of 1; light grey on paper is hardly read. */
const LIGHT = 0.75;

/** @param pixels RGBA of a small copy */
export function judgeGround(pixels: Uint8ClampedArray): { readonly transparent: boolean; readonly light: boolean } {
  let clear = 0;
  let seen = 0;
  let lightness = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0;
    if (alpha < 250) clear += 1;
    if (alpha < SEEN) continue;
    seen += alpha;
    // Rec. 709 weights, of what is drawn alone
    lightness += (alpha * (0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0))) / 255;
  }
  // A rounded corner is no transparent picture.
  return { transparent: clear > pixels.length / 4 / 50, light: seen > 0 && lightness / seen > LIGHT };
}
