/** In plain words what an asking is of: what is in it, what is not, for how long, what cannot be taken back. */
import { formatDate } from '../../i18n/language';
import type { Recording } from '../../replay/recording';
import type { Asking } from '../../share/lent';
import { n } from '../../replay/remarks/words';
import { sentence } from '../room/words';
import { l, sessionWords } from './words';

export interface WhatIsLentProps {
  readonly what: Pick<Asking, 'sheets' | 'sessions' | 'chapters' | 'masked' | 'until'>;
  /** what it comes to */
  readonly recording: Recording;
  /** who asks, for the person who is asked; null on the coach's own screen */
  readonly coach: string | null;
  /** who would look back, for the person who is asked */
  readonly whom?: string;
}

export function WhatIsLent({ what, recording, coach, whom = '' }: WhatIsLentProps) {
  const now = Date.now();
  const when = l(what.sessions.length === 0 ? 'in_when_now' : 'in_when_session');
  const count = what.sheets.length;
  const names = [...new Set(Object.values(recording.people).map(({ name }) => name))].filter((name) => name !== '');
  const sessions = recording.sessions.map((session) => sessionWords(session, now)).join('; ');
  return (
    <>
      <section class="stack tight">
        <h3>{l('in_title')}</h3>
        <ul>
          <li>{count === 1 ? l('in_one', { when }) : l('in_many', { count, when })}</li>
          {what.masked ? <li>{l('in_masked')}</li> : null}
          <li>{what.masked || names.length === 0 ? l('in_roles') : l('in_names', { names: names.join(', ') })}</li>
          {sessions === '' ? null : <li>{l('in_sessions', { sessions })}</li>}
          {what.chapters ? <li>{l('in_chapters')}</li> : null}
        </ul>
      </section>
      <section class="stack tight">
        <h3>{l('out_title')}</h3>
        <ul>
          {(['out_call', 'out_talk', 'out_others', 'out_erased', 'out_later'] as const).map((line) => (
            <li key={line}>{l(line)}</li>
          ))}
        </ul>
      </section>
      {coach === null ? null : (
        <>
          <section class="stack tight">
            <h3>{l('long_title')}</h3>
            <p>{l('long', { until: formatDate(what.until), coach })}</p>
            <p>{sentence(n('client_line', { whom, coach }))}</p>
          </section>
          <section class="stack tight">
            <h3>{l('limit_title')}</h3>
            <p>{l('limit')}</p>
          </section>
        </>
      )}
    </>
  );
}
