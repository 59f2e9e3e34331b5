/** The invitation of one guest: link, copy, share, QR, words to go with it, and how it looks to them. */
import { useEffect, useState } from 'preact/hooks';
import { language } from '../i18n';
import { t } from '../i18n/coach';
import { Button } from '../ui/Button';
import { CopyField } from '../ui/CopyField';
import { lazily } from '../ui/lazily';
import { Notice } from '../ui/Notice';
import { ViewTitle } from '../ui/PageFrame';
import { guestUrl, mailFor, mailtoUrl } from './invitation';
import type { GuestLink, Me, RoomItem } from './items';

const QrCode = lazily(() => import('../ui/QrCode').then((module) => module.QrCode));

export interface InvitationViewProps {
  readonly me: Me;
  readonly room: RoomItem;
  readonly link: GuestLink;
  readonly onPreview: () => void;
  readonly onDone: () => void;
}

export function InvitationView({ me, room, link, onPreview, onDone }: InvitationViewProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [qr, setQr] = useState(false);
  const [shareFailed, setShareFailed] = useState(false);
  useEffect(() => {
    void guestUrl(location.origin, room, link).then(setUrl);
  }, [room, link]);

  async function share(text: string): Promise<void> {
    setShareFailed(false);
    try {
      await navigator.share({ text });
    } catch (error) {
      // Whoever closes the sharing sheet changed their mind; that is no failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setShareFailed(true);
    }
  }

  const mail = url === null ? null : mailFor(me, room, link, url);
  // Missing where the browser does not share, although the types promise it.
  const canShare = typeof (navigator as Partial<Navigator>).share === 'function';
  return (
    <div class="stack loose">
      <div class="stack tight">
        <ViewTitle>{link.name === '' ? t('invitation_title') : t('invitation_of', { guest: link.name })}</ViewTitle>
        <p>{t('invitation_line')}</p>
      </div>
      {url === null || mail === null ? null : (
        <>
          <div class="stack tight">
            <CopyField label={t('invitation_link')} text={url} verb={t('copy_link')} />
            <div class="row">
              {canShare ? <Button onClick={() => void share(mail.text)}>{t('share_link')}</Button> : null}
              <Button aria-expanded={qr} onClick={() => setQr(!qr)}>
                {qr ? t('hide_qr') : t('show_qr')}
              </Button>
              <Button onClick={onPreview}>{t('see_as_client')}</Button>
            </div>
            {shareFailed ? <Notice look="wrong">{t('share_failed')}</Notice> : null}
            {qr ? <QrCode text={url} /> : null}
          </div>
          <section class="stack tight">
            <h2>{t('mail')}</h2>
            <CopyField
              label={t('mail_text')}
              text={mail.text}
              lines={9}
              verb={t('mail_copy')}
              {...(room.lang === language.value ? {} : { lang: room.lang })}
            />
            <div class="row">
              <a class="button" href={mailtoUrl(mail)}>
                {t('mail_open')}
              </a>
            </div>
          </section>
        </>
      )}
      <div class="row">
        <Button look="primary" large onClick={onDone}>
          {me.keyKept ? t('to_rooms') : t('on_to_key')}
        </Button>
      </div>
    </div>
  );
}
