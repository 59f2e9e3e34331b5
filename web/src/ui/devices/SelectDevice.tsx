/** One list of devices of a kind; the first line leaves it to the device itself. */
import { useId } from 'preact/hooks';
import type { DeviceKind } from '../../call/choice';
import type { Device } from '../../call/devices';
import { d } from './words';

export interface SelectDeviceProps {
  readonly kind: DeviceKind;
  readonly devices: readonly Device[];
  /** the id that was chosen, empty: as it comes */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

export function SelectDevice({ kind, devices, chosen, onChoose }: SelectDeviceProps) {
  const id = useId();
  const there = devices.filter((device) => device.kind === kind);
  const absent = chosen !== '' && !there.some((device) => device.id === chosen);
  return (
    <div class="field">
      <label for={id}>{d(kind)}</label>
      <select id={id} class="input" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{d('as_it_comes')}</option>
        {there.map((device) => (
          <option key={device.id} value={device.id}>
            {device.label}
          </option>
        ))}
        {absent ? <option value={chosen}>{d('not_connected')}</option> : null}
      </select>
    </div>
  );
}
