/**
 * One step as a calendar's file: RFC 5545, one VEVENT and nothing else.
 *
 * Written here rather than by a library: what is needed is one object with six properties, and the
 * three rules that files break on are short (escaping 3.3.11, folding 3.1, line ends 3.1). An event
 * and not a VTODO, which several calendars pass over when they take in a file. It holds no alarm and
 * no time to which one would be reminded, asks for nobody's address, and takes up no time of the day.
 *
 * Pure: id and time are arguments.
 */

export interface CalendarStep {
  /** unlike any other */
  readonly uid: string;
  /** ms since the epoch: when the file is made */
  readonly now: number;
  readonly summary: string;
  readonly description: string;
  /** yyyy-mm-dd */
  readonly day: string;
  /** hh:mm where the person is; '' for the whole day */
  readonly time: string;
}

/** Octets of a line without its end. Source: RFC 5545, 3.1. */
const LINE_OCTETS = 75;

/** @returns the file's text, CRLF at the end of every line */
export function writeCalendar({ uid, now, summary, description, day, time }: CalendarStep): string {
  const date = day.replaceAll('-', '');
  // A time without a zone is that of wherever the person is: it is their own promise, nobody's meeting.
  const start = time === '' ? `DTSTART;VALUE=DATE:${date}` : `DTSTART:${date}T${time.replace(':', '')}00`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Flipover//Flipover//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`,
    start,
    `SUMMARY:${escaped(summary)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Source: RFC 5545, 3.3.11. Control characters have no place in a text. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\t\P{Cc}]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** No line is longer than 75 octets, and no letter is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const letter of line) {
    const more = new TextEncoder().encode(letter).length;
    if (octets + more > LINE_OCTETS) {
      parts.push(part);
      // The space that marks the continuation counts as well.
      part = ' ';
      octets = 1;
    }
    part += letter;
    octets += more;
  }
  return [...parts, part].join('\r\n');
}
