/** The figures of a connection check, closed until whoever helps asks for them. */
import type { EchoResult } from '../../call/EchoCheck';
import { language } from '../../i18n';
import { t } from '../../i18n/check';

/** A known number with its unit. */
function amount(value: number | null, unit: string, digits = 0): string {
  if (value === null) return t('unknown');
  const spelled = new Intl.NumberFormat(language.value, { maximumFractionDigits: digits }).format(value);
  return `${spelled}${unit}`;
}

const percent = (share: number | null): string => amount(share === null ? null : share * 100, ' %', 1);

function rows({ figures, relay }: EchoResult): readonly (readonly [string, string])[] {
  const way = figures?.path ? t(`way_${figures.path}`) : t('way_none');
  const transport = figures?.transport ? ` (${figures.transport.toUpperCase()})` : '';
  const always = [
    [t('way'), way + transport],
    [t('relay'), relay ? t('relay_yes') : t('relay_no')],
  ] as const;
  if (figures === null) return always;
  return [
    ...always,
    [t('round_trip'), amount(figures.rttMs, ' ms')],
    [t('jitter'), amount(figures.jitterMs, ' ms')],
    [t('loss_up'), percent(figures.lossUp)],
    [t('loss_down'), percent(figures.lossDown)],
    [t('room_up'), amount(figures.kbitUp, ' kbit/s')],
    [t('frames'), amount(figures.frames, '', 1)],
    [t('longest_still'), amount(figures.stillMs, ' ms')],
  ];
}

export function CheckFigures({ result }: { readonly result: EchoResult }) {
  return (
    <details class="check-figures">
      <summary>{t('figures')}</summary>
      <dl>
        {rows(result).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
