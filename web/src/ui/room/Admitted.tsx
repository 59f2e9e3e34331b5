/** Every device that may come into this room, for all to see; a coach may take one away. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatDate } from '../../i18n';
import { en } from '../../i18n/admitted.en';
import { nl } from '../../i18n/admitted.nl';
import { speak } from '../../i18n/texts';
import type { DeviceState } from '../../wire/protocol.gen';
import { Button } from '../Button';
import type { Names } from './names';
import type { Room } from './openRoom';
import { sentence } from './words';

const t = speak(nl, en);

/** What the server is asked; see {@link createApi}. */
export interface Doorkeeper {
  devices(): Promise<readonly DeviceState[]>;
  revokeDevice(device: number): Promise<void>;
}

export interface AdmittedProps {
  readonly room: Room;
  readonly names: Names;
  readonly doorkeeper: Doorkeeper;
}

export function Admitted({ room, names, doorkeeper }: AdmittedProps) {
  const devices = useSignal<readonly DeviceState[] | null>(null);
  const failed = useSignal(false);
  const asking = useSignal<number | null>(null);
  const said = useSignal('');
  const { log } = room;
  const own = log.peers.value.find((peer) => peer.page === log.page)?.device;

  function load(): Promise<void> {
    failed.value = false;
    return doorkeeper.devices().then(
      (found) => {
        devices.value = found.filter((one) => one.revoked_at === null && one.role !== 'trainer');
      },
      () => {
        failed.value = true;
      },
    );
  }
  // Who is here has changed: so may have who is let in.
  useEffect(() => void load(), [log.peers.value]);

  async function remove(device: number): Promise<void> {
    asking.value = null;
    const pages = log.peers.value.filter((peer) => peer.device === device).map((peer) => peer.page);
    try {
      await doorkeeper.revokeDevice(device);
      // A page that only vanishes from the list is waited for, and would hear on meanwhile.
      room.call.dismiss(pages);
      said.value = t('removed');
    } catch {
      failed.value = true;
      return;
    }
    await load();
  }

  function nameOf(one: DeviceState): string {
    const pages = log.peers.value.filter((peer) => peer.device === one.device).map((peer) => peer.page);
    const name = pages.map((page) => room.nameOf(page)).find((known) => known !== '');
    if (name !== undefined) return name;
    return one.role === 'coach' ? names.coach() : names.ofLink(one.link);
  }

  function words(one: DeviceState): string {
    const name = sentence(nameOf(one));
    if (one.device === own) return t('this_one', { name });
    if (one.admitted_at === null) return t('waiting', { name });
    return one.here ? t('here', { name }) : t('known', { name, day: formatDate(one.admitted_at) });
  }

  return (
    <section class="stack tight">
      <h3>{t('title')}</h3>
      {failed.value ? <p role="alert">{t('failed')}</p> : null}
      {devices.value === null && !failed.value ? <p class="wait">{t('loading')}</p> : null}
      <ul class="plain admitted">
        {devices.value?.map((one) => (
          <li key={one.device}>
            <span>{words(one)}</span>
            {log.role === 'coach' && one.device !== own ? (
              <Button
                look="quiet leave"
                aria-label={t('remove_of', { who: words(one) })}
                onClick={() => {
                  asking.value = one.device;
                }}
              >
                {t('remove')}
              </Button>
            ) : null}
            {asking.value === one.device ? (
              <div class="notice stack tight">
                <p>{t('sure')}</p>
                <div class="row">
                  <Button look="leave" onClick={() => void remove(one.device)}>
                    {t('yes')}
                  </Button>
                  <Button
                    onClick={() => {
                      asking.value = null;
                    }}
                  >
                    {t('no')}
                  </Button>
                </div>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <p role="status" class="small soft">
        {said.value}
      </p>
    </section>
  );
}
