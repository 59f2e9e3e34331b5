/** The other's picture in a window of its own, over other programs; where the browser can do that. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../Button';
import { r } from './words';

/** The large picture, if one is shown. */
function picture(): HTMLVideoElement | null {
  return document.querySelector<HTMLVideoElement>('video[data-face="other"]:not([hidden])');
}

export function PopOut({ onFailed }: { readonly onFailed: () => void }) {
  const out = useSignal(document.pictureInPictureElement !== null);
  useEffect(() => {
    const follow = (): void => {
      out.value = document.pictureInPictureElement !== null;
    };
    // Both bubble: the window has a button of its own that closes it.
    for (const type of ['enterpictureinpicture', 'leavepictureinpicture']) document.addEventListener(type, follow);
    return () => {
      for (const type of ['enterpictureinpicture', 'leavepictureinpicture']) document.removeEventListener(type, follow);
    };
  }, []);
  // Firefox has it as a button of its own on every picture.
  if (!document.pictureInPictureEnabled || (picture() === null && !out.value)) return null;
  async function toggle(): Promise<void> {
    try {
      if (out.value) await document.exitPictureInPicture();
      else await picture()?.requestPictureInPicture();
    } catch {
      onFailed();
    }
  }
  return <Button onClick={() => void toggle()}>{r(out.value ? 'pop_in' : 'pop_out')}</Button>;
}
