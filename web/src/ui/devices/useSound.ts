/** Somebody's voice on this side: through the speaker that was chosen, and on again after whatever stopped it. */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { choice } from '../../call/choice';
import { playThrough } from '../../call/speaker';

/**
 * @param kind rises or changes when another element plays
 * @param play start it; must not throw
 */
export function useSound(element: RefObject<HTMLMediaElement | null>, kind: string, play: () => void): void {
  const { speaker } = choice.value;
  useEffect(() => {
    const devices = (navigator as Partial<Navigator>).mediaDevices;
    const route = (): void => {
      if (element.current !== null) void playThrough(element.current, speaker);
    };
    route();
    // The chosen one may have come back.
    devices?.addEventListener('devicechange', route);
    return () => devices?.removeEventListener('devicechange', route);
  }, [speaker, kind]);
  useEffect(() => {
    const playing = element.current;
    const again = (): void => {
      // iOS stops what plays for a phone call or a hidden page, and does not start it again.
      if (!document.hidden && playing?.paused === true && playing.srcObject !== null) play();
    };
    playing?.addEventListener('pause', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      playing?.removeEventListener('pause', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [kind]);
}
