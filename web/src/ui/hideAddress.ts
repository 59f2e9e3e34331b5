/** Whether this person hides the internet address from others: one choice for all rooms on this device. */
import { signal, type ReadonlySignal } from '@preact/signals';

const STORED_AS = 'flipover:hide-address';

function stored(): boolean {
  try {
    return localStorage.getItem(STORED_AS) === 'yes';
  } catch {
    return false;
  }
}

const current = signal(stored());

export const addressHidden: ReadonlySignal<boolean> = current;

export function hideAddress(hide: boolean): void {
  current.value = hide;
  try {
    if (hide) localStorage.setItem(STORED_AS, 'yes');
    else localStorage.removeItem(STORED_AS);
  } catch {
    // Then it holds for this page only.
  }
}
