/** While in a call the screen stays on, and what plays goes on when it is locked all the same. */

/**
 * Keep the screen from going dark, where the browser can; again after every return to the page,
 * because a hidden page loses it.
 *
 * @returns let it go dark again
 * @see https://www.w3.org/TR/screen-wake-lock/
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  async function hold(): Promise<void> {
    if (document.hidden || over || (lock !== null && !lock.released)) return;
    try {
      // Absent before Safari 16.4 and Firefox 126, whatever its type says.
      lock = (await (navigator as Partial<Navigator>).wakeLock?.request('screen')) ?? null;
      if (over) void lock?.release();
    } catch {
      // A nearly empty battery: the system knows better.
    }
  }
  const again = (): void => void hold();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}

/**
 * Let a locked screen show that something plays, by a title that names nobody, and let its pause
 * button pause nothing: a conversation cannot be paused, only left.
 *
 * @returns take the title away again
 * @see https://www.w3.org/TR/mediasession/
 */
export function showWhileLocked(title: string, onHangUp: () => void): () => void {
  const session = (navigator as Partial<Navigator>).mediaSession;
  if (session === undefined) return () => undefined;
  const acts: readonly (readonly [string, () => void])[] = [
    ['play', () => undefined],
    ['pause', () => undefined],
    ['stop', () => undefined],
    ['hangup', onHangUp],
  ];
  function handle(act: string, what: (() => void) | null): void {
    try {
      session?.setActionHandler(act as MediaSessionAction, what);
    } catch {
      // An act that this browser does not know has no button there.
    }
  }
  session.metadata = new MediaMetadata({ title });
  for (const [act, what] of acts) handle(act, what);
  return () => {
    session.metadata = null;
    for (const [act] of acts) handle(act, null);
  };
}
