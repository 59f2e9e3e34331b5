/** No way is found to somebody: what happened, what goes on, what to try. */
import { useSignal } from '@preact/signals';
import { t } from '../../i18n/network';
import { Button } from '../Button';
import { addressHidden, hideAddress } from '../hideAddress';
import type { Room } from './openRoom';
import type { Person } from './presence';
import { sentence } from './words';

export interface NoPathProps {
  readonly room: Room;
  readonly called: (person: Person) => string;
}

export function NoPath({ room, called }: NoPathProps) {
  const closed = useSignal(false);
  const relay = room.call.relay.value;
  const blocked = room.persons.value.filter(({ remote }) => remote?.state === 'blocked');
  const name = blocked.map(called).join(', ');
  const shown = blocked.length > 0 && room.call.form.value !== 'writing' && !closed.value;
  return (
    <div class="room-notices no-print" role="status">
      {!shown ? null : addressHidden.value && relay === 'none' ? (
        <div class="notice row">
          <p>{t('hidden_no_path')}</p>
          <Button onClick={() => hideAddress(false)}>{t('show_address')}</Button>
        </div>
      ) : (
        <div class="notice">
          <p>
            <b>{sentence(t('no_path_title', { name }))}</b>
          </p>
          <p>{t('no_path')}</p>
          <p>{t('try_title')}</p>
          <ul>
            <li>{t('try_network')}</li>
            <li>{t('try_hotspot')}</li>
            <li>{t(relay === 'there' ? 'ask_about_relay' : 'ask_for_relay')}</li>
          </ul>
          <Button
            look="quiet"
            onClick={() => {
              closed.value = true;
            }}
          >
            {t('hide_words')}
          </Button>
        </div>
      )}
    </div>
  );
}
