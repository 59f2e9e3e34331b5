/**
 * A sheet turns over its top edge, as on the easel: forward it is lifted and goes over the top, back it
 * comes down again.
 *
 * The new sheet lies there, and can be drawn on, before anything moves: what turns is the picture of the
 * old one over it, or the new one's own picture coming down; pointers are measured by the space, which
 * does not move. A picture that is costly to paint is not turned: it would be the pen that waits.
 */

/** ux.md: a sheet turns in 320 ms. */
const TURN_MS = 320;
/** Painting that many once more takes a good part of those 320 ms on an old phone. */
const MOST_ELEMENTS = 600;
/** Beyond the edge it is seen from behind, and that is over the top already. */
const UP_DEG = 92;
/** The eye's distance in sheet heights; from nearer the foot of the sheet would come into one's face. */
const EYE = 7;

export type Direction = 'forward' | 'back';

/** What a sheet looks like without what moves on it: paper, and what lies there. */
export function pictureOf(place: HTMLElement): HTMLElement | null {
  const stage = place.querySelector<HTMLElement>('.sheet-stage');
  if (stage === null || stage.querySelectorAll('.sheet [data-type]').length > MOST_ELEMENTS) return null;
  const picture = document.createElement('div');
  picture.className = 'sheet-turning';
  picture.setAttribute('aria-hidden', 'true');
  picture.style.cssText = stage.style.cssText;
  for (const layer of stage.querySelectorAll(':scope > .sheet-paper, :scope > .sheet')) picture.append(layer.cloneNode(true));
  // What is said to a finder of elements is said by the sheet that lies there.
  for (const marked of picture.querySelectorAll('[data-type], [data-id]')) for (const { name } of [...marked.attributes]) if (name.startsWith('data-')) marked.removeAttribute(name);
  picture.querySelector('.sheet')?.classList.replace('sheet', 'sheet-copy');
  return picture;
}

/** @param old the picture of the sheet that was there; null turns nothing */
export function turn(place: HTMLElement, old: HTMLElement | null, direction: Direction): void {
  for (const left of place.querySelectorAll('.sheet-turning')) left.remove();
  const stage = place.querySelector<HTMLElement>('.sheet-stage');
  if (old === null || stage === null || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const turning = direction === 'forward' ? old : stage;
  const eye = `perspective(${Math.round(stage.offsetHeight * EYE)}px)`;
  const at = turning.style.transform;
  const flat = `${at} ${eye} rotateX(0deg)`;
  const up = `${at} ${eye} rotateX(${UP_DEG}deg)`;
  if (direction === 'forward') place.append(old);
  else place.prepend(old);
  const frames = direction === 'forward' ? [flat, up] : [up, flat];
  const animation = turning.animate(
    frames.map((transform) => ({ transform, transformOrigin: '50% 0' })),
    { duration: TURN_MS, easing: direction === 'forward' ? 'cubic-bezier(.5, 0, .9, .6)' : 'cubic-bezier(.2, .6, .4, 1)' },
  );
  const done = (): void => old.remove();
  animation.finished.then(done, done);
}
