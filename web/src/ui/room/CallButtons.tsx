/** Microphone, camera, leave: right under the faces. What is on or off stands there in words. */
import { choice } from '../../call/choice';
import type { Call } from '../../call/types';
import { HoldButton } from '../devices/HoldButton';
import { d } from '../devices/words';
import { IconButton } from './IconButton';
import { r } from './words';

/** True once it is known that a switch would switch nothing: a button never shows as on what is not there. */
function isMissing({ media }: Call, kind: 'audio' | 'video'): boolean {
  const stream = media.stream.value;
  const known = stream !== null || media.problem.value !== null;
  return known && stream?.getTracks().some((track) => track.kind === kind) !== true;
}

export function MicrophoneButton({ call }: { readonly call: Call }) {
  const { media } = call;
  const off = media.muted.value;
  if (isMissing(call, 'audio'))
    return (
      <IconButton
        icon="microphoneOff"
        word={d('no_microphone_word')}
        keys="m"
        pressed={false}
        look="off"
        onClick={() => void media.ask(call.form.value)}
      />
    );
  if (choice.value.holdToTalk) return <HoldButton hold={media.hold} />;
  return (
    <IconButton
      icon={off ? 'microphoneOff' : 'microphone'}
      word={r(off ? 'microphone_off' : 'microphone_on')}
      label={r(off ? 'microphone_off' : 'microphone_on')}
      keys="m"
      pressed={!off}
      look={off ? 'off' : 'plain'}
      onClick={() => media.setMuted(!off)}
    />
  );
}

export function CameraButton({ call }: { readonly call: Call }) {
  const { media } = call;
  const off = media.cameraOff.value;
  if (!off && isMissing(call, 'video'))
    return (
      <IconButton
        icon="cameraOff"
        word={d('no_camera_word')}
        keys="c"
        pressed={false}
        look="off"
        onClick={() => void media.setCameraOff(false)}
      />
    );
  return (
    <IconButton
      icon={off ? 'cameraOff' : 'camera'}
      word={r(off ? 'camera_off' : 'camera_on')}
      label={r(off ? 'camera_off' : 'camera_on')}
      keys="c"
      pressed={!off}
      look={off ? 'off' : 'plain'}
      onClick={() => void media.setCameraOff(!off)}
    />
  );
}

/** Absent where the browser shares no screens: on phones. */
export function ScreenButton({ call, onFailed }: { readonly call: Call; readonly onFailed: () => void }) {
  const { screen } = call;
  if (!screen.possible) return null;
  const sharing = screen.track.value !== null;
  return (
    <IconButton
      icon="screen"
      word={r(sharing ? 'screen_stop' : 'screen_share')}
      pressed={sharing}
      onClick={() => {
        if (sharing) screen.stop();
        else void screen.share().then((done) => done || onFailed());
      }}
    />
  );
}

export function LeaveButton({ onLeave }: { readonly onLeave: () => void }) {
  return <IconButton icon="leave" word={r('leave')} look="leave" onClick={onLeave} />;
}

export interface WriteButtonProps {
  readonly open: boolean;
  readonly unread: number;
  readonly onToggle: () => void;
}

export function WriteButton({ open, unread, onToggle }: WriteButtonProps) {
  return (
    <IconButton
      icon="write"
      word={r('write')}
      label={unread > 0 ? r('writing_new', { count: unread }) : undefined}
      keys="w"
      expanded={open}
      controls={open ? 'room-writing' : undefined}
      badge={unread > 0 ? <span class="badge" aria-hidden="true" data-count={unread > 99 ? '99+' : unread} /> : null}
      onClick={onToggle}
    />
  );
}
