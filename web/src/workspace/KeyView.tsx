/** "Keep your key": the workspace's link to copy, print or scan. Nobody can give it back. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/coach';
import { readFragment } from '../ui/address';
import { workspaceFragment } from '../crypto/fragment';
import { Button } from '../ui/Button';
import { CopyField } from '../ui/CopyField';
import { lazily } from '../ui/lazily';
import { ViewTitle } from '../ui/PageFrame';
import { forgetOnDevice, remember, remembered } from '../ui/secrets';
import { workspaceUrl } from './invitation';
import type { Me } from './items';

const QrCode = lazily(() => import('../ui/QrCode').then((module) => module.QrCode));

export interface KeyViewProps {
  readonly me: Me;
  readonly seed: Uint8Array;
  readonly onKept: () => Promise<void>;
  readonly onLater: () => void;
}

export function KeyView({ me, seed, onKept, onLater }: KeyViewProps) {
  const [qr, setQr] = useState(false);
  const [onDevice, setOnDevice] = useState(false);
  useEffect(() => {
    void remembered('/coach').then((kept) => setOnDevice(kept !== null));
  }, []);
  const url = workspaceUrl(location.origin, seed);

  async function rememberHere(yes: boolean): Promise<void> {
    const fragment = readFragment(workspaceFragment(seed));
    if (fragment === null) return;
    if (yes) setOnDevice(await remember('/coach', fragment));
    else {
      await forgetOnDevice('/coach');
      setOnDevice(false);
    }
  }

  return (
    <>
      <div class="stack loose no-print">
        <div class="stack">
          <ViewTitle>{t('key_title')}</ViewTitle>
          <p>{t('key_what')}</p>
          <p>{t('key_lost')}</p>
        </div>
        <div class="stack tight">
          <CopyField label={t('key_link')} text={url} verb={t('key_copy')} />
          <div class="row">
            <Button onClick={() => window.print()}>{t('key_print')}</Button>
            <Button aria-expanded={qr} onClick={() => setQr(!qr)}>
              {qr ? t('hide_qr') : t('show_qr')}
            </Button>
          </div>
          {qr ? <QrCode text={url} /> : null}
        </div>
        <label class="tick">
          <input type="checkbox" checked={onDevice} onChange={(event) => void rememberHere(event.currentTarget.checked)} />
          <span>
            {t('open_remember')}
            <span class="aside tick-line">{t('open_remember_line')}</span>
          </span>
        </label>
        <div class="row">
          <Button look="primary" large onClick={() => void onKept()}>
            {t('key_kept')}
          </Button>
          {me.keyKept ? null : (
            <Button look="quiet" onClick={onLater}>
              {t('key_later')}
            </Button>
          )}
        </div>
      </div>
      <div class="print-only" aria-hidden="true">
        <p class="printed-title">{t('key_printed', { name: me.name })}</p>
        <p>{t('key_printed_line')}</p>
        <p class="printed-link">{url}</p>
        <QrCode text={url} />
      </div>
    </>
  );
}
