/**
 * Which page an address means, and the secret that came behind its `#`.
 *
 * Knows the form of links only; what a seed is good for is known in `crypto/`.
 */

export type Letter = 'i' | 'w' | 'c' | 'g' | 't';

export type Place =
  | { readonly page: 'home' }
  | { readonly page: 'coach' }
  | { readonly page: 'room'; readonly log: string }
  | { readonly page: 'replay'; readonly log: string }
  | { readonly page: 'nowhere' };

/** A link's fragment without `#`: one letter that says for whom it is, then base64url. */
export interface Fragment {
  readonly letter: Letter;
  readonly code: string;
}

const LOG = /^[A-Za-z0-9_-]{22}$/;
const FRAGMENT = /^([iwcgt])([A-Za-z0-9_-]+)$/;
/** base64url characters: seed 32 bytes; seed ‖ pass 48 bytes */
const LENGTHS: Readonly<Partial<Record<Letter, number>>> = { w: 43, c: 64, g: 64, t: 64 };
const LETTERS: Readonly<Record<Place['page'], readonly Letter[]>> = {
  home: [],
  coach: ['i', 'w'],
  room: ['c', 'g'],
  replay: ['t', 'c'],
  nowhere: [],
};

export function readPlace(pathname: string): Place {
  const path = pathname.replace(/\/+$/, '');
  if (path === '') return { page: 'home' };
  if (path === '/coach') return { page: 'coach' };
  const [, folder, log, more] = path.split('/');
  if (log !== undefined && more === undefined && LOG.test(log)) {
    if (folder === 'r') return { page: 'room', log };
    if (folder === 'replay') return { page: 'replay', log };
  }
  return { page: 'nowhere' };
}

/** Null when it is no fragment of ours, or one that lost its end on the way. */
export function readFragment(hash: string): Fragment | null {
  const found = FRAGMENT.exec(hash.replace(/^#/, '').trim());
  if (found === null) return null;
  const [, letter, code] = found;
  if (letter === undefined || code === undefined) return null;
  const length = LENGTHS[letter as Letter];
  if (length !== undefined && code.length !== length) return null;
  return { letter: letter as Letter, code };
}

export function fits(place: Place, fragment: Fragment): boolean {
  return LETTERS[place.page].includes(fragment.letter);
}

export type Pasted =
  | { readonly ok: true; readonly path: string; readonly fragment: Fragment }
  | { readonly ok: false; readonly why: 'no_link' | 'elsewhere' | 'no_secret' };

/** Read what somebody pasted: a whole link, perhaps with words, `<>` or a line break around it. */
export function readPasted(text: string, origin: string): Pasted {
  const whole = text.replace(/\s+/g, ' ').trim();
  const candidate = /https?:\/\/[^\s<>"']+/.exec(whole)?.[0] ?? (/^\/[^\s]+$/.test(whole) ? origin + whole : null);
  if (candidate === null || !URL.canParse(candidate)) return { ok: false, why: 'no_link' };
  const url = new URL(candidate);
  if (url.origin !== origin) return { ok: false, why: 'elsewhere' };
  const place = readPlace(url.pathname);
  if (place.page === 'nowhere' || place.page === 'home') return { ok: false, why: 'no_link' };
  const fragment = readFragment(url.hash);
  if (fragment === null || !fits(place, fragment)) return { ok: false, why: 'no_secret' };
  return { ok: true, path: url.pathname, fragment };
}
