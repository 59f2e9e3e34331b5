/**
 * What is the matter with one's own microphone or camera, in the room: what happened, whether the
 * other hears and sees, and the way on. Each line stands until it is no longer so, or was read.
 */
import { useSignal } from '@preact/signals';
import { choice, choose } from '../../call/choice';
import { sameDevice, type Device } from '../../call/devices';
import type { Call, OwnMedia } from '../../call/types';
import { Button } from '../Button';
import { WhereToAllow } from './WhereToAllow';
import { d } from './words';

export interface TroubleProps {
  readonly call: Call;
  /** open the panel of devices */
  readonly onChoose: () => void;
}

export function Trouble({ call, onChoose }: TroubleProps) {
  const { media } = call;
  const writing = call.form.value === 'writing';
  return (
    <div class="room-notices no-print">
      <div role="status" class="room-status">
        {writing ? null : (
          <>
            <Problem call={call} onChoose={onChoose} />
            <Unheard media={media} onChoose={onChoose} />
            <Turned media={media} />
            <Arrived call={call} />
          </>
        )}
      </div>
    </div>
  );
}

function Problem({ call, onChoose }: TroubleProps) {
  const { media } = call;
  const problem = media.problem.value;
  const hidden = useSignal<typeof problem>(null);
  if (problem === null) hidden.value = null;
  if (problem === null || hidden.value === problem) return null;
  const others = /^(in_use|unknown)/.test(problem);
  return (
    <div class="notice">
      <p>{d(`media_${problem}`)}</p>
      <WhereToAllow problem={problem} />
      <div class="row">
        <Button onClick={() => void media.ask(call.form.value)}>{d('again')}</Button>
        {others ? <Button onClick={onChoose}>{d('another')}</Button> : null}
        <Button look="quiet" onClick={() => (hidden.value = problem)}>
          {d('hide')}
        </Button>
      </div>
    </div>
  );
}

function Unheard({ media, onChoose }: { readonly media: OwnMedia; readonly onChoose: () => void }) {
  const hidden = useSignal<MediaStream | null>(null);
  const unheard = media.unheard.value;
  if (unheard === null || (hidden.value !== null && hidden.value === media.stream.value)) return null;
  return (
    <div class="notice">
      <p>{d(`unheard_${unheard}`)}</p>
      {unheard === 'silent' ? (
        <div class="row">
          <Button onClick={onChoose}>{d('another')}</Button>
          <Button look="quiet" onClick={() => (hidden.value = media.stream.value)}>
            {d('hide')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Turned({ media }: { readonly media: OwnMedia }) {
  const turn = media.turned.value;
  if (turn === null) return null;
  const { what, label } = turn;
  const camera = media.devices.all.value.find((device) => device.kind === 'camera' && device.label === label);
  const muted = media.muted.value && (what === 'other_microphone' || what === 'microphone_back');
  return (
    <div class="notice">
      <p>
        {what === 'not_started' || what === 'camera_gone' ? d(`turned_${what}`) : d(`turned_${what}`, { label })}
        {muted ? ` ${d('still_muted')}` : ''}
      </p>
      <div class="row">
        {(what === 'camera_gone' || what === 'camera_back') && camera !== undefined ? (
          <Button onClick={() => void media.use('camera', camera.id)}>{d('use_this', { label })}</Button>
        ) : null}
        <Button look="quiet" onClick={() => media.seen()}>
          {d('hide')}
        </Button>
      </div>
    </div>
  );
}

/** What was plugged in is offered once, with all that comes with it; a headset is one thing. */
function Arrived({ call }: { readonly call: Call }) {
  const { media } = call;
  const { devices } = media;
  const { microphone, camera, speaker } = choice.value;
  const taken = new Set([microphone, camera, speaker]);
  const offered = devices.arrived.value.filter(
    (device) => !taken.has(device.id) && (device.kind !== 'camera' || call.form.value === 'picture'),
  );
  const [first] = offered;
  if (first === undefined) return null;
  const together = offered.filter((one) => sameDevice(one, first) || belongs(one, first));
  function passOver(): void {
    for (const one of together) devices.passOver(one);
  }
  return (
    <div class="notice">
      <p>{d('arrived', { label: first.label })}</p>
      <div class="row">
        <Button
          onClick={() => {
            passOver();
            for (const { kind, id } of together) {
              if (kind === 'speaker') choose({ speaker: id });
              else void media.use(kind, id);
            }
          }}
        >
          {d('use_this', { label: first.label })}
        </Button>
        <Button look="quiet" onClick={passOver}>
          {d('not_now')}
        </Button>
      </div>
    </div>
  );
}

/** A headset's microphone and speaker; a camera's own microphone is not what a camera is chosen for. */
function belongs(one: Device, first: Device): boolean {
  return one.group !== '' && one.group === first.group && one.kind !== first.kind && one.kind !== 'camera' && first.kind !== 'camera';
}
