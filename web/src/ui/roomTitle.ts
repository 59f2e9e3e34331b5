/** The coach's own name for a room, from the coach's page to the room in the same tab. */
const PREFIX = 'flipover:title:';

export function titleOf(log: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + log);
  } catch {
    return null;
  }
}

export function keepTitle(log: string, title: string): void {
  try {
    sessionStorage.setItem(PREFIX + log, title);
  } catch {
    // The room then shows whom it is with.
  }
}
