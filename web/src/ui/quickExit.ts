/**
 * Out of sight at once: the screen, the tab's name, its place in the history and its secrets.
 *
 * First everything that needs no network, in one turn; then, if the server answers, the page is left for
 * good, so that nothing of it stays in memory. What the neutral page says was fetched on coming in.
 * What was kept on the device on purpose (a remembered link, what was not sent) stays.
 */
import { language } from '../i18n/language';

const PAGES = { nl: '/recept.html', en: '/recipe.html' } as const;
/** Three presses within this time, ms: whoever closes three things one after the other looks at each. */
export const WITHIN_MS = 800;

const last: (() => void)[] = [];
const fetched = new Map<string, string>();

/** Done before the page goes away, at once and without waiting: hang up, close. Returns a take-back. */
export function beforeLeaving(act: () => void): () => void {
  last.push(act);
  return () => void last.splice(last.indexOf(act), 1);
}

/** Have the neutral page at hand, for when there is no network. */
export async function prepareToLeave(): Promise<void> {
  const path = PAGES[language.peek()];
  if (fetched.has(path)) return;
  const answer = await fetch(path);
  if (answer.ok) fetched.set(path, await answer.text());
}

export function leaveQuickly(): void {
  const path = PAGES[language.peek()];
  cover(fetched.get(path) ?? '');
  for (const act of last.splice(0)) {
    try {
      act();
    } catch {
      // Whatever cannot be closed must not keep anybody here.
    }
  }
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was kept where nothing can be.
  }
  history.replaceState(null, '', path);
  fetch(path, { cache: 'no-store' }).then(
    (answer) => {
      if (answer.ok) location.replace(path);
    },
    () => undefined, // offline: what stands here is all there is
  );
}

/** The neutral page in place of this one; an empty one where it could not be fetched. */
function cover(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const icon = document.createElement('link');
  icon.rel = 'icon';
  icon.href = 'data:,';
  document.head.replaceChildren(icon, ...page.head.querySelectorAll('meta[name], link[rel="stylesheet"]'));
  document.title = page.title || '\u200e';
  const root = document.documentElement;
  for (const { name } of [...root.attributes]) root.removeAttribute(name);
  root.lang = page.documentElement.lang || 'nl';
  document.body.replaceWith(page.body);
}

/** True at the third press of Escape in a row. Pure: told each key, and each press of a pointer, with its time. */
export function createThreefold(): (key: string, at: number) => boolean {
  let presses: number[] = [];
  return (key, at) => {
    presses = key === 'Escape' ? [...presses.filter((one) => at - one < WITHIN_MS), at] : [];
    return presses.length >= 3;
  };
}

/** Before any dialog or field has its say. */
export function listenForEscape(): () => void {
  const threefold = createThreefold();
  function onKey(event: KeyboardEvent): void {
    if (!event.repeat && threefold(event.key, event.timeStamp)) leaveQuickly();
  }
  const onPointer = (event: Event): void => void threefold('', event.timeStamp);
  addEventListener('keydown', onKey, { capture: true });
  addEventListener('pointerdown', onPointer, { capture: true });
  return () => {
    removeEventListener('keydown', onKey, { capture: true });
    removeEventListener('pointerdown', onPointer, { capture: true });
  };
}
