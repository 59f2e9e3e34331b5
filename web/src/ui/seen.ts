/** When the coach last looked into a room, on this device. */
const PREFIX = 'flipover:seen:';

export function seenUntil(log: string): number {
  try {
    return Number(localStorage.getItem(PREFIX + log) ?? 0) || 0;
  } catch {
    return 0;
  }
}

export function markSeen(log: string, at: number): void {
  try {
    localStorage.setItem(PREFIX + log, String(at));
  } catch {
    // Then the room keeps saying that something is new.
  }
}

/** The coach is in this room now: everything up to leaving the page counts as seen. */
export function followSeen(log: string): void {
  markSeen(log, Date.now());
  addEventListener('pagehide', () => markSeen(log, Date.now()));
}
