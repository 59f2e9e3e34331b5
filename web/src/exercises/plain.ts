/** What a room's exercises say, as plain data for other programs; the same as `whiteboard/facts.py`. */
import type { Sheet } from '../board/types';
import type { Exercises, NoteFact } from './facts';
import type { Session } from './sessions';

const FORMAT = 'flipover-summary 1';
/** The first moment that has no four-digit year. */
const END_OF_CALENDAR = Date.UTC(10_000, 0);

/** @returns a value for `JSON.stringify`; sheets without an exercise are left out */
export function plainFacts({ circles, scales, cards }: Exercises, sheets: readonly Sheet[], sessions: readonly Session[]): unknown {
  const rows = sheets
    .filter(({ gone }) => gone !== true)
    .map(({ id, title }, at) => ({
      id,
      number: at + 1,
      title,
      circles: circles
        .filter(({ sheet }) => sheet === id)
        .map(({ id: own, topic, inner, ring, outside, notes }) => ({
          id: own,
          topic,
          labels: { inner, ring, outside },
          notes: notes.map((note) => ({
            ...plainNote(note),
            zone: note.place,
            chosen: note.chosen,
            changes: note.changes.map(({ from, to, at: when }) => ({ from, to, at: iso(when) })),
          })),
        })),
      scales: scales
        .filter(({ sheet }) => sheet === id)
        .map(({ id: own, topic, low, high, marks, notes }) => ({
          id: own,
          topic,
          low,
          high,
          marks: marks.map((mark) => ({ id: mark.id, kind: mark.kind, name: mark.name, value: mark.value, at: iso(mark.at) })),
          notes: notes.map((note) => ({ ...plainNote(note), place: note.place })),
        })),
      cards: cards
        .filter(({ sheet }) => sheet === id)
        .map(({ id: own, kind, title: called, fields, value }) => ({
          id: own,
          kind,
          title: called,
          fields: fields.map(([label, text]) => ({ label, text })),
          value,
        })),
    }))
    .filter((row) => row.circles.length + row.scales.length + row.cards.length > 0);
  const when = sessions.map(({ id, start, end }) => ({ id, start: iso(start), end: end === null ? null : iso(end) }));
  return { format: FORMAT, sessions: when, sheets: rows };
}

const plainNote = ({ id, text }: NoteFact): { readonly id: string; readonly text: string } => ({ id, text });
const iso = (ms: number): string | null => (ms < END_OF_CALENDAR ? new Date(ms).toISOString() : null);
