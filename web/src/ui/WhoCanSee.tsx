/**
 * "Who can see this?": every answer true for this room, limits included.
 *
 * The text alone; the threshold shows it in a dialog, the room in a panel.
 */
import { formatDate } from '../i18n';
import { t } from '../i18n/threshold';
import type { Knock } from '../wire/protocol.gen';

export interface WhoCanSeeProps {
  readonly role: 'coach' | 'guest';
  /** null when the greeting could not be read */
  readonly coachName: string | null;
  /** end date, ms; null when it is not known here */
  readonly until: number | null;
  readonly knock: Knock | null;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function WhoCanSee({ role, coachName, until, knock }: WhoCanSeeProps) {
  const coach = coachName ?? t('your_coach');
  const parts: { title: string; texts: string[] }[] = [
    {
      title: t('who_people_title'),
      texts: [t('who_people', { coach }), ...(knock === null ? [] : [sentence(t(`who_knock_${knock}`, { coach }))])],
    },
    { title: t('who_call_title'), texts: [t('who_call')] },
    {
      title: t('who_kept_title'),
      texts: [
        t('who_kept'),
        ...(until === null ? [] : [sentence(t('who_until', { until: formatDate(until), coach }))]),
        sentence(t('who_notes', { coach })),
      ],
    },
    { title: t('who_later_title'), texts: [t('who_later')] },
    { title: t('who_server_title'), texts: [t('who_server')] },
    { title: t('who_link_title'), texts: [role === 'coach' ? t('who_link_coach') : t('who_link')] },
    { title: t('who_limits_title'), texts: [t('who_limits')] },
  ];
  return (
    <div class="stack loose">
      {parts.map((part) => (
        <section key={part.title} class="stack tight">
          <h3>{part.title}</h3>
          {part.texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
    </div>
  );
}
