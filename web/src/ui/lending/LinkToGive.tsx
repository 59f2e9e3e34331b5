/** The trainer's link, for the coach alone: to copy, with words to go with it. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatDate } from '../../i18n/language';
import type { Asking } from '../../share/lent';
import { CopyField } from '../CopyField';
import type { Lending } from './lending';
import { l } from './words';

export interface LinkToGiveProps {
  readonly lending: Lending;
  readonly asking: Asking;
  readonly coach: string;
}

export function LinkToGive({ lending, asking: { share, whom, until }, coach }: LinkToGiveProps) {
  const address = useSignal<string | null>(null);
  useEffect(() => {
    void lending.address(share).then((found) => {
      address.value = found;
    });
  }, [share]);
  if (address.value === null) return null;
  const lines = [l('mail_body'), '', address.value, '', l('mail_how'), l('mail_until', { until: formatDate(until) }), '', coach];
  const text = lines.join('\n');
  // Line breaks as RFC 6068 wants them.
  const mail = `mailto:?subject=${encodeURIComponent(l('mail_subject'))}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
  return (
    <div class="stack tight">
      <CopyField label={l('link', { whom })} text={address.value} verb={l('link_copy')} />
      <p class="aside">{l('link_hint', { whom })}</p>
      <details>
        <summary>{l('mail_text')}</summary>
        <div class="stack tight">
          <CopyField label={l('mail_text')} text={text} lines={8} verb={l('mail_copy')} />
          <div class="row">
            <a class="button" href={mail}>
              {l('mail_open')}
            </a>
          </div>
        </div>
      </details>
    </div>
  );
}
