/** No way is found to somebody: what happened, what goes on, what to try. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/network';
import { Button } from '../Button';
import { addressHidden, hideAddress } from '../hideAddress';
import type { Room } from './openRoom';
import type { Person } from './presence';
import { sentence } from './words';

export interface NoPathProps {
  readonly room: Room;
  readonly called: (person: Person) => string;
  /** what to try is folded away, so that the sheet keeps its place */
  readonly phone: boolean;
}

export function NoPath({ room, called, phone }: NoPathProps) {
  const closed = useSignal(false);
  const relay = room.call.relay.value;
  const blocked = room.persons.value.filter(({ remote }) => remote?.state === 'blocked');
  // Closed is closed until it happens again.
  const any = blocked.length > 0;
  useEffect(() => {
    if (!any) closed.value = false;
  }, [any]);
  const name = blocked.map(called).join(', ');
  const shown = any && room.call.form.value !== 'writing' && !closed.value;
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
          <div class="row no-path-way-on">
            <details class="what-to-try" open={!phone}>
              <summary>{t('try_title')}</summary>
              <ul>
                <li>{t('try_network')}</li>
                <li>{t('try_hotspot')}</li>
                <li>{t(relay === 'there' ? 'ask_about_relay' : 'ask_for_relay')}</li>
              </ul>
            </details>
            <Button
              look="quiet"
              onClick={() => {
                closed.value = true;
              }}
            >
              {t('hide_words')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
