/** "Hide my internet address": the choice where it can be kept, honest words where it cannot. */
import type { Relay } from '../call/types';
import { t } from '../i18n/network';
import { addressHidden, hideAddress } from './hideAddress';

export interface HideAddressProps {
  readonly relay: Relay;
  readonly inCall?: boolean;
}

export function HideAddress({ relay, inCall = false }: HideAddressProps) {
  const hidden = addressHidden.value;
  // Who chose it elsewhere can take it back here.
  if (relay === 'none' && !hidden) return <p class="aside">{t('hide_none')}</p>;
  const line = relay === 'none' ? t('hidden_no_path') : t('hide_line');
  return (
    <label class="tick">
      <input type="checkbox" checked={hidden} onChange={(event) => hideAddress(event.currentTarget.checked)} />
      <span>
        {t('hide_address')}
        <span class="aside tick-line">
          {line}
          {relay === 'unknown' ? ` ${t('hide_unknown')}` : ''}
          {inCall ? ` ${t('hide_in_call')}` : ''}
        </span>
      </span>
    </label>
  );
}
