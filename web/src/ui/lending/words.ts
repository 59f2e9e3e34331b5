/** The `t` of lending, and how what is lent is called. */
import { formatTime, formatWeekday } from '../../i18n/language';
import { en } from '../../i18n/lending.en';
import { nl } from '../../i18n/lending.nl';
import { speak } from '../../i18n/texts';
import type { Session } from '../../replay/recording';

export const l = speak(nl, en);

/** As the coach wrote it, within a sentence: what is put beside a name is closed off behind it. */
export const amid = (whom: string): string => (whom.includes(',') ? `${whom},` : whom);

/** “woensdag 18 november, 14:02 – 14:51” */
export function sessionWords({ start, end }: Pick<Session, 'start' | 'end'>, now: number): string {
  const day = formatWeekday(start, now);
  const from = formatTime(start);
  return end === null ? l('ask_session_open', { day, from }) : l('ask_session', { day, from, to: formatTime(end) });
}
