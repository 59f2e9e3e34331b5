/** Where camera and microphone are allowed after all, in the words of this browser. */
import type { MediaProblem } from '../../call/types';
import { browserFamily } from './browserFamily';
import { d } from './words';

export function WhereToAllow({ problem }: { readonly problem: MediaProblem | null }) {
  if (problem?.startsWith('denied') !== true) return null;
  const family = browserFamily(navigator.userAgent, navigator.maxTouchPoints);
  return (
    <>
      <p>{d(`allow_${family}`)}</p>
      <p>{d('allow_system')}</p>
    </>
  );
}
