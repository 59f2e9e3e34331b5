/** What is seldom needed: how one takes part, devices, one's name, the tone, keys; on the phone language and leaving too. */
import { useSignal } from '@preact/signals';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { LanguageSwitch } from '../LanguageSwitch';
import { TextField } from '../TextField';
import { MAX_NAME_CHARS } from '../../talk/talk';
import type { Form } from '../../call/types';
import type { Room } from './openRoom';
import type { View } from './view';
import { d } from '../devices/words';
import { r } from './words';

export interface MoreProps {
  readonly room: Room;
  readonly view: View;
  readonly onClose: () => void;
  readonly onLeave: () => void;
  /** go on to another panel */
  readonly onOpen: (panel: 'devices' | 'keys') => void;
}

const FORMS: readonly Form[] = ['picture', 'voice', 'writing'];
export function More({ room, view, onClose, onLeave, onOpen }: MoreProps) {
  const phone = view.layout.value === 'phone';
  const name = useSignal(room.name.value);
  function close(): void {
    room.rename(name.value.trim());
    onClose();
  }
  function open(panel: 'devices' | 'keys'): void {
    room.rename(name.value.trim());
    onOpen(panel);
  }
  return (
    <Dialog title={r('more')} onClose={close}>
      <div class="stack loose">
        <Choice
          legend={r('form_title')}
          options={FORMS.map((form) => ({ value: form, label: r(`form_${form}`) }))}
          value={room.call.form.value}
          layout="across"
          onChoose={(form) => void room.setForm(form)}
        />
        {room.call.form.value === 'writing' ? null : (
          <Button onClick={() => open('devices')}>{d(room.call.form.value === 'picture' ? 'title' : 'title_voice')}</Button>
        )}
        <TextField
          label={r('your_name')}
          value={name.value}
          maxLength={MAX_NAME_CHARS}
          autocomplete="off"
          onInput={(value) => {
            name.value = value;
          }}
        />
        <label class="tick">
          <input
            type="checkbox"
            checked={view.tone.value}
            onChange={(event) => {
              view.tone.value = event.currentTarget.checked;
            }}
          />
          <span>{r('tone')}</span>
        </label>
        {phone && room.log.role === 'coach' ? (
          <Button
            onClick={() => {
              close();
              view.rail.value = true;
            }}
          >
            {r('rail_open')}
          </Button>
        ) : null}
        {phone ? (
          <div class="row">
            <span>{r('language')}</span>
            <LanguageSwitch />
          </div>
        ) : (
          <Button look="quiet" class="alone" onClick={() => open('keys')}>
            {d('keys')}
          </Button>
        )}
        {phone ? (
          <Button look="leave" onClick={onLeave}>
            {r('leave')}
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}
