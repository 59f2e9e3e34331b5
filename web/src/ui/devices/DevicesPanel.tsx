/** The room's panel of microphone, camera and sound. */
import type { Call } from '../../call/types';
import { Dialog } from '../Dialog';
import { Chooser } from './Chooser';
import { d } from './words';
import './devices.css';

export interface DevicesPanelProps {
  readonly call: Call;
  readonly onClose: () => void;
}

export function DevicesPanel({ call, onClose }: DevicesPanelProps) {
  return (
    <Dialog title={d(call.form.value === 'picture' ? 'title' : 'title_voice')} onClose={onClose}>
      <Chooser media={call.media} form={call.form.value} inRoom />
    </Dialog>
  );
}
