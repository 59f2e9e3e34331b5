/**
 * "Who can see this?": every answer true for this room, limits included.
 *
 * The text alone; the threshold shows it in a dialog, the room in a panel.
 */
import type { ComponentChildren } from 'preact';
import { formatDate } from '../i18n';
import { speak } from '../i18n/texts';
import { t as threshold } from '../i18n/threshold';
import { en } from '../i18n/who.en';
import { nl } from '../i18n/who.nl';
import type { Knock } from '../wire/protocol.gen';

const t = speak(nl, en);

export interface WhoCanSeeProps {
  readonly role: 'coach' | 'guest';
  /** null when the greeting could not be read */
  readonly coachName: string | null;
  /** end date, ms; null when it is not known here */
  readonly until: number | null;
  readonly knock: Knock | null;
  /** somebody may be in between: nothing may be called encrypted */
  readonly doubt?: boolean;
  /** what the room adds about picture and sound */
  readonly children?: ComponentChildren;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function WhoCanSee({ role, coachName, until, knock, doubt = false, children }: WhoCanSeeProps) {
  const coach = coachName ?? threshold('your_coach');
  const mine = role === 'coach';
  const people = mine ? t('who_people_coach') : t('who_people', { coach });
  const day = until === null ? null : formatDate(until);
  const parts: { title: string; texts: (string | null)[]; more?: ComponentChildren }[] = [
    { title: t('who_people_title'), texts: [people, knock === null ? null : knocking(knock, mine, coach)] },
    { title: t('who_call_title'), texts: [t(doubt ? 'who_call_doubt' : 'who_call')], more: children },
    {
      title: t('who_kept_title'),
      texts: [
        t('who_kept'),
        day === null ? null : mine ? t('who_until_coach', { until: day }) : sentence(t('who_until', { until: day, coach })),
        mine ? t('who_notes_coach') : sentence(t('who_notes', { coach })),
      ],
    },
    { title: t('who_later_title'), texts: [t('who_later')] },
    { title: t('who_server_title'), texts: [t('who_server')] },
    { title: t('who_link_title'), texts: [mine ? t('who_link_coach') : t('who_link')] },
    { title: t('who_limits_title'), texts: [t('who_limits')] },
  ];
  return (
    <div class="stack loose">
      {parts.map((part) => (
        <section key={part.title} class="stack tight">
          <h3>{part.title}</h3>
          {part.texts.map((text) => (text === null ? null : <p key={text}>{text}</p>))}
          {part.more}
        </section>
      ))}
    </div>
  );
}

function knocking(knock: Knock, mine: boolean, coach: string): string {
  return mine ? t(`who_knock_${knock}_coach`) : sentence(t(`who_knock_${knock}`, { coach }));
}
