/**
 * Where a link's secret lives after it left the address bar.
 *
 * - In `sessionStorage` for the life of this tab.
 * - In a database of its own on this device, only if "remember on this device" was chosen; never
 *   the only copy, because some browsers clear it after a week.
 *
 * Keyed by path, so that one device may hold the secrets of many rooms.
 */
import type { Fragment } from './address';
import { readFragment } from './address';

const PREFIX = 'flipover:secret:';
const DATABASE = 'flipover-secrets';
const STORE = 'secrets';

function text(fragment: Fragment): string {
  return fragment.letter + fragment.code;
}

/**
 * Take the secret out of the address bar and keep it for this tab.
 *
 * @returns what stood behind `#`, or null when nothing usable did. The address is clean afterwards
 * in either case.
 */
export function takeSecret(location: Location, history: History): Fragment | null {
  if (location.hash === '') return null;
  const fragment = readFragment(location.hash);
  history.replaceState(history.state, '', location.pathname + location.search);
  if (fragment !== null) keepForTab(location.pathname, fragment);
  return fragment;
}

export function keepForTab(path: string, fragment: Fragment): void {
  try {
    sessionStorage.setItem(PREFIX + path, text(fragment));
  } catch {
    // Forbidden storage: it lives in memory until the page is left.
  }
}

export function ofTab(path: string): Fragment | null {
  try {
    return readFragment(sessionStorage.getItem(PREFIX + path) ?? '');
  } catch {
    return null;
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('database'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  try {
    return await done(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Keep it on this device. Best effort: false when the browser does not let us. */
export async function remember(path: string, fragment: Fragment): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(text(fragment), path));
    return true;
  } catch {
    return false;
  }
}

export async function remembered(path: string): Promise<Fragment | null> {
  try {
    const found: unknown = await inStore('readonly', (store) => store.get(path) as IDBRequest<unknown>);
    return typeof found === 'string' ? readFragment(found) : null;
  } catch {
    return null;
  }
}

/** Remember it no longer; the tab keeps it until it is closed. */
export async function forgetOnDevice(path: string): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.delete(path));
  } catch {
    // Nothing was kept where nothing can be.
  }
}

/** Forget it in this tab and on this device. */
export async function forget(path: string): Promise<void> {
  try {
    sessionStorage.removeItem(PREFIX + path);
  } catch {
    // Nothing was kept where nothing can be.
  }
  await forgetOnDevice(path);
}
