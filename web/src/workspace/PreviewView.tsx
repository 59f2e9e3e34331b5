/** The threshold as this client will see it. Registers nothing, asks for no camera. */
import { t } from '../i18n/coach';
import { Button } from '../ui/Button';
import { PageFrame } from '../ui/PageFrame';
import { Threshold } from '../ui/Threshold';
import { greetingFor } from './invitation';
import type { GuestLink, Me, RoomItem } from './items';

export interface PreviewViewProps {
  readonly me: Me;
  readonly room: RoomItem;
  readonly link: GuestLink;
  readonly onClose: () => void;
}

export function PreviewView({ me, room, link, onClose }: PreviewViewProps) {
  return (
    <>
      <aside class="preview-bar no-print" aria-label={t('preview_title')}>
        <p>
          <b>{t('preview_title')}</b> {t('preview_line')}
        </p>
        <Button onClick={onClose}>{t('preview_close')}</Button>
      </aside>
      <PageFrame>
        <Threshold
          role="guest"
          greeting={greetingFor(me, room, link.name)}
          name=""
          remembered={false}
          link=""
          loadMedia={() => Promise.reject(new Error('internal'))}
        />
      </PageFrame>
    </>
  );
}
