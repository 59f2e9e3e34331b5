/** The name somebody goes by, kept for this tab, and on the device where they asked for that. */
const KEY = 'flipover:name';

export function knownName(): string {
  try {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

export function keepName(name: string, onDevice: boolean): void {
  try {
    sessionStorage.setItem(KEY, name);
    if (onDevice) localStorage.setItem(KEY, name);
  } catch {
    // Then it is asked again.
  }
}

export function forgetName(): void {
  try {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
