/** Which speaker, where the browser lets a page choose, and two notes to hear whether it works. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { choice, choose } from '../../call/choice';
import type { DeviceList } from '../../call/devices';
import { canChooseSpeaker, playThrough } from '../../call/speaker';
import { makeTestTone } from '../../call/testTone';
import { Button } from '../Button';
import { SelectDevice } from './SelectDevice';
import { d } from './words';

/** Firefox names a speaker only after its own question. Source: Audio Output Devices API, section 3. */
type AsksForSpeaker = MediaDevices & { selectAudioOutput?: () => Promise<MediaDeviceInfo> };

export function Speaker({ list }: { readonly list: DeviceList }) {
  const playing = useSignal<'no' | 'yes' | 'failed'>('no');
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const { speaker } = choice.value;
  const known = list.all.value.some(({ kind }) => kind === 'speaker');
  const devices = (navigator as Partial<Navigator>).mediaDevices as AsksForSpeaker | undefined;
  const asks = canChooseSpeaker() && devices?.selectAudioOutput !== undefined;

  async function test(): Promise<void> {
    stop.current();
    const url = URL.createObjectURL(makeTestTone());
    const tone = new Audio(url);
    tone.dataset['tone'] = 'test';
    stop.current = () => {
      tone.pause();
      URL.revokeObjectURL(url);
    };
    tone.onended = () => {
      playing.value = 'no';
    };
    await playThrough(tone, speaker);
    playing.value = 'yes';
    tone.play().catch(() => {
      playing.value = 'failed';
    });
  }
  async function ask(): Promise<void> {
    try {
      const found = await devices?.selectAudioOutput?.();
      if (found === undefined) return;
      await list.look();
      choose({ speaker: found.deviceId });
    } catch {
      // Nobody chose; then it stays as it was.
    }
  }

  return (
    <div class="stack tight">
      {canChooseSpeaker() && known ? (
        <SelectDevice kind="speaker" devices={list.all.value} chosen={speaker} onChoose={(id) => choose({ speaker: id })} />
      ) : asks ? null : (
        <p class="aside">{d('no_speaker_choice')}</p>
      )}
      <div class="row">
        {asks && !known ? <Button onClick={() => void ask()}>{d('speaker_ask')}</Button> : null}
        <Button busy={playing.value === 'yes'} onClick={() => void test()}>
          {d('test')}
        </Button>
        <span class="aside" role="status">
          {playing.value === 'yes' ? d('testing') : playing.value === 'failed' ? d('test_failed') : ''}
        </span>
      </div>
    </div>
  );
}
