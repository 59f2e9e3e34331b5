/** Choosing devices before going in, folded away; and where to allow what the browser holds back. */
import type { Form, OwnMedia } from '../../call/types';
import { Chooser } from './Chooser';
import { WhereToAllow } from './WhereToAllow';
import { d } from './words';
import './devices.css';

export interface AtThresholdProps {
  readonly media: OwnMedia;
  readonly form: Exclude<Form, 'writing'>;
}

export function AtThreshold({ media, form }: AtThresholdProps) {
  return (
    <>
      <WhereToAllow problem={media.problem.value} />
      {media.stream.value === null ? null : (
        <details class="at-threshold">
          <summary>{d(form === 'picture' ? 'open_here' : 'open_voice')}</summary>
          <Chooser media={media} form={form} inRoom={false} />
        </details>
      )}
    </>
  );
}
