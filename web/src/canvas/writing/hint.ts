/** Whether this device's person has met the row of notes. */
const STORED_AS = 'flipover:row-hint';
let known = false;

export function rowIsKnown(): boolean {
  try {
    known ||= localStorage.getItem(STORED_AS) !== null;
  } catch {
    // Then it is said once per page.
  }
  return known;
}

export function rowWasUsed(): void {
  known = true;
  try {
    localStorage.setItem(STORED_AS, '1');
  } catch {
    // Then it is said once per page.
  }
}
