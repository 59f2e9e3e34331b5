/** What is seldom needed, most needed first; on the phone leaving a call too, in sight however far one scrolled. */
import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { HideAddress } from '../HideAddress';
import { LanguageSwitch } from '../LanguageSwitch';
import { TextField } from '../TextField';
import { MAX_NAME_CHARS } from '../../talk/talk';
import { CoachSwitches } from '../sheets/CoachSwitches';
import type { Form } from '../../call/types';
import { t as network } from '../../i18n/network';
import { addressHidden } from '../hideAddress';
import { MAX_FALLBACK_CHARS } from './fallback';
import { s } from '../safety/words';
import { k } from '../sheets/takeWords';
import { p } from '../../canvas/pictures/words';
import type { Room } from './openRoom';
import type { View } from './view';
import { d } from '../devices/words';
import { PopOut } from './PopOut';
import { ReadingChoice } from './ReadingChoice';
import { SheetChoices } from './SheetChoices';
import { r } from './words';
import './more.css';

export interface MoreProps {
  readonly room: Room;
  readonly view: View;
  /** what the other is called */
  readonly other: string;
  readonly onClose: () => void;
  readonly onLeave: () => void;
  /** something to say for a moment */
  readonly onSaid: (word: string) => void;
  /** the coach asks what can be done with a round */
  readonly onRound: () => void;
  /** something was asked or lent in this room */
  readonly lends: boolean;
  /** the way to notices by e-mail, as it stands; null where there are none */
  readonly notice: string | null;
  /** go on to another panel */
  readonly onOpen: (panel: Opened) => void;
}

export type Opened = 'devices' | 'keys' | 'safety' | 'take' | 'exercise' | 'until_now' | 'end' | 'ask' | 'list' | 'notice';
const FORMS: readonly Form[] = ['picture', 'voice', 'writing'];

export function More({ room, view, other, onClose, onLeave, onSaid, onRound, lends, notice, onOpen }: MoreProps) {
  const phone = view.layout.value === 'phone';
  const mayDraw = room.board.mayDraw.value;
  const name = useSignal(room.name.value);
  /** null until typed here: meanwhile the other may change it, and nobody shall undo that unseen */
  const fallback = useSignal<string | null>(null);
  const [startsHidden] = useState(addressHidden.peek());
  function keep(): void {
    room.rename(name.value.trim());
    if (fallback.value !== null) room.agreeFallback(fallback.value);
  }
  function close(): void {
    keep();
    onClose();
  }
  function open(panel: Opened): void {
    keep();
    onOpen(panel);
  }
  return (
    <Dialog title={r('more')} onClose={close} class="more">
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
        {room.call.form.value === 'picture' ? <PopOut onFailed={() => onSaid(r('pop_failed'))} /> : null}
        {mayDraw ? (
          <Button
            onClick={() => {
              close();
              view.tool.value = 'picture';
            }}
          >
            {p('put')}
          </Button>
        ) : null}
        {phone && mayDraw ? <Button onClick={() => open('exercise')}>{r('exercise_put')}</Button> : null}
        {room.log.role === 'coach' ? (
          <Button
            onClick={() => {
              close();
              onRound();
            }}
          >
            {r('round')}
          </Button>
        ) : null}
        <Button onClick={() => open('until_now')}>{r('until_now')}</Button>
        <Button onClick={() => open('take')}>{k('open')}</Button>
        <Button onClick={() => open('end')}>{r('end_title')}</Button>
        {room.log.role === 'coach' ? <Button onClick={() => open('ask')}>{r('lend_ask')}</Button> : null}
        {lends ? <Button onClick={() => open('list')}>{r('lend_list')}</Button> : null}
        {notice === null ? null : <Button onClick={() => open('notice')}>{notice}</Button>}
        {phone && room.log.role === 'coach' ? (
          <Button
            onClick={() => {
              close();
              view.rail.value = 'steps';
            }}
          >
            {r('rail_what')}
          </Button>
        ) : null}
        <TextField
          label={r('fallback')}
          hint={r('fallback_hint')}
          value={fallback.value ?? room.fallback.value}
          maxLength={MAX_FALLBACK_CHARS}
          autocomplete="off"
          onInput={(value) => {
            fallback.value = value;
          }}
        />
        <TextField
          label={r('your_name')}
          value={name.value}
          maxLength={MAX_NAME_CHARS}
          autocomplete="off"
          onInput={(value) => {
            name.value = value;
          }}
        />
        <ReadingChoice room={room} other={other} />
        <SheetChoices onOpen={close} />
        <CoachSwitches room={room} />
        <div class="more-seldom">
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
          <details class="address-choice" open={startsHidden}>
            <summary>{network('connection')}</summary>
            <HideAddress relay={room.call.relay.value} inCall />
          </details>
          <Button look="quiet" class="alone" onClick={() => open('safety')}>
            {s('open')}
          </Button>
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
        </div>
        {phone && room.call.form.value !== 'writing' ? (
          <div class="more-leave">
            <Button look="leave" onClick={onLeave}>
              {r('leave')}
            </Button>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}
