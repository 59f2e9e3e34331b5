/** Microphone, camera and speaker, each with what shows that it works; and how the voice is treated. */
import { useEffect } from 'preact/hooks';
import { choice, choose, PROCESSING } from '../../call/choice';
import type { Form, OwnMedia } from '../../call/types';
import { SelectDevice } from './SelectDevice';
import { Speaker } from './Speaker';
import { d } from './words';

export interface ChooserProps {
  readonly media: OwnMedia;
  readonly form: Form;
  /** the threshold shows one's level already, and leaves what few need to the room */
  readonly inRoom: boolean;
}

export function Chooser({ media, form, inRoom }: ChooserProps) {
  const { devices } = media;
  const now = choice.value;
  useEffect(() => void devices.look(), [devices]);
  return (
    <div class="stack chooser">
      <div class="stack tight">
        <SelectDevice
          kind="microphone"
          devices={devices.all.value}
          chosen={now.microphone}
          onChoose={(id) => void media.use('microphone', id)}
        />
        {inRoom ? <VoiceLevel media={media} /> : null}
      </div>
      {form === 'picture' ? (
        <SelectDevice kind="camera" devices={devices.all.value} chosen={now.camera} onChoose={(id) => void media.use('camera', id)} />
      ) : null}
      <Speaker list={devices} />
      <p class="aside">{d('stays')}</p>
      {inRoom ? <Treatment media={media} /> : null}
    </div>
  );
}

/** How the voice is treated before it is sent, and when it is sent at all. */
function Treatment({ media }: { readonly media: OwnMedia }) {
  const now = choice.value;
  const supported = (navigator as Partial<Navigator>).mediaDevices?.getSupportedConstraints() ?? {};
  return (
    <fieldset class="voice-treatment">
      <legend>{d('voice')}</legend>
      {PROCESSING.filter((part) => supported[part] === true).map((part) => (
        <Tick
          key={part}
          word={d(part)}
          line={d(`${part}_line`)}
          checked={now[part]}
          onChange={(on) => void media.setProcessing(part, on)}
        />
      ))}
      <Tick
        word={d('hold')}
        line={d(matchMedia('(any-hover: hover)').matches ? 'hold_line' : 'hold_line_touch')}
        checked={now.holdToTalk}
        onChange={(on) => {
          media.hold.close();
          choose({ holdToTalk: on });
        }}
      />
    </fieldset>
  );
}

interface TickProps {
  readonly word: string;
  readonly line: string;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}

function Tick({ word, line, checked, onChange }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {word}
        <span class="aside tick-line">{line}</span>
      </span>
    </label>
  );
}

function VoiceLevel({ media }: { readonly media: OwnMedia }) {
  if (media.muted.value) return <p class="aside">{d('level_muted')}</p>;
  const level = Math.min(1, Math.max(0, media.level.value));
  return (
    <div class="level">
      <span class="small">{d('level')}</span>
      <span class="level-track" role="meter" aria-label={d('level')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(level * 100)}>
        <span class="level-bar" style={{ transform: `scaleX(${level})` }} />
      </span>
    </div>
  );
}
