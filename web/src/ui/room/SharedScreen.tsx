/** What somebody shows of their screen: beside the faces, or over the sheet when one wants it large. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../Button';
import { r } from './words';

export interface SharedScreenProps {
  readonly name: string;
  readonly stream: MediaStream;
  readonly large: boolean;
  /** how large it is, is each person's own choice: nobody moves another's sheet away */
  readonly onSize: (large: boolean) => void;
}

export function SharedScreen({ name, stream, large, onSize }: SharedScreenProps) {
  const video = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    const element = video.current;
    if (element === null) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    // Without sound it may always play; AbortError: the next stream plays itself.
    element.play().catch(() => undefined);
  }, [stream]);
  return (
    <figure class={large ? 'shared-screen large' : 'shared-screen'}>
      <video ref={video} autoplay playsInline muted aria-label={r('screen_of', { name })} data-screen="other" />
      <figcaption class="row">
        <span>{r('screen_of', { name })}</span>
        <Button look="quiet" onClick={() => onSize(!large)}>
          {r(large ? 'screen_beside' : 'screen_large')}
        </Button>
      </figcaption>
    </figure>
  );
}
