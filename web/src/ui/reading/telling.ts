/** How the page to read again calls days, talks, people and sheets, in the language that is read. */
import type { Language } from '../../exercises/templates';
import { formatTime, formatWeekday } from '../../i18n/language';
import type { Telling } from '../../reading/told';
import type { Message } from '../../talk/talk';
import { whenIn } from '../room/letterTimes';
import { l } from '../room/letterWords';
import { leftWords } from '../exercises/leftWords';
import { sentence } from '../room/words';
import { q } from './words';

export interface TellingParts {
  readonly nameOf: (message: Message) => string;
  /** of the sheets */
  readonly language: Language;
}

export function tellingOf({ nameOf, language }: TellingParts): Telling {
  const day = (at: number): string => formatWeekday(at, Date.now());
  return {
    section({ session }, place, all) {
      if (session !== null) {
        const from = formatTime(session.start);
        return [q('session', { day: day(session.start) }), session.end === null ? q('session_open', { from }) : q('session_times', { from, to: formatTime(session.end) })];
      }
      if (all.every((section) => section.session === null)) return [q('alone'), ''];
      return [q(place === 0 ? 'before' : 'between'), ''];
    },
    day: (at) => sentence(day(at)),
    time: (at) => formatTime(at),
    from: (message) => sentence(nameOf(message)),
    aside({ keeping, gone, earlier, role }) {
      if (keeping !== 'kept') return q('here');
      const now = Date.now();
      if (gone !== null) return gone.role === role ? l('gone_own', { when: whenIn(gone.at, now) }) : l('gone', { when: whenIn(gone.at, now) });
      const last = earlier.at(-1);
      return last === undefined ? '' : l('edited', { when: whenIn(last.until, now) });
    },
    sheet: ({ title, number }) => (title === '' ? q('sheet', { number }) : title),
    items: (sheet) => leftWords(sheet, language).map(({ text }) => text),
    none: q('nothing_written'),
  };
}
