/** Whether what others do on the sheet is read aloud, as this device's person wants it. */
import { effect, signal } from '@preact/signals';

const STORED_AS = 'flipover:aloud';

export const aloud = signal(stored());

effect(() => {
  const wanted = aloud.value;
  try {
    if (wanted) localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, 'off');
  } catch {
    // Then it holds for this page.
  }
});

function stored(): boolean {
  try {
    return localStorage.getItem(STORED_AS) !== 'off';
  } catch {
    return true;
  }
}
