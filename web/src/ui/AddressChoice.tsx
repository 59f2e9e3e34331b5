/** The threshold's question about the internet address, folded away: most people never need it. */
import { useState } from 'preact/hooks';
import type { Relay } from '../call/types';
import { t } from '../i18n/network';
import { HideAddress } from './HideAddress';
import { addressHidden } from './hideAddress';

/** @param askRelay what the server says; only who was let in before is told */
export function AddressChoice({ askRelay }: { readonly askRelay: () => Promise<Relay> }) {
  const [relay, setRelay] = useState<Relay>('unknown');
  const [open] = useState(addressHidden.peek());
  return (
    <details
      class="address-choice"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open) askRelay().then(setRelay, () => undefined); // unknown it stays
      }}
    >
      <summary>{t('connection')}</summary>
      <HideAddress relay={relay} />
    </details>
  );
}
