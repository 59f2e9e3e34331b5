/**
 * Chapters of a recording: what people said of the moments, each as far as it is sound.
 *
 * A step of a round names the round's sheet, so that less of a recording can be taken without it. The
 * same as `whiteboard/chapters.py`, held equal by tests/wire.
 */
import { readZoneChange } from '../board/exercises';
import { cutText, isFields, isId } from '../wire/shapes';
import type { Entry } from '../log/types';
import type { Chapter, RoundChapter, Said } from './recording';

const MAX_TITLE_CHARS = 80;

/** In log order. @param happened when an entry did */
export function readChapters(entries: readonly Entry[], happened: (entry: Entry) => number): Chapter[] {
  const rounds = new Map<string, string>();
  return entries.flatMap((entry) => chapterOf(entry, happened, rounds) ?? []);
}

function chapterOf(entry: Entry, happened: (entry: Entry) => number, rounds: Map<string, string>): Chapter | null {
  if (entry.kind !== 'chapter' || !isFields(entry.data)) return null;
  const { type, sheet, title, writers, together, auto, note } = entry.data;
  const said = { at: happened(entry), seq: entry.seq, by: entry.author };
  const coach = entry.role === 'coach';
  if (type === 'sheet' && coach && isId(sheet)) return { ...said, type, sheet, together: together !== false };
  if (type === 'snapshot' && isId(sheet) && typeof title === 'string')
    return { ...said, type, sheet, title: cutText(title, MAX_TITLE_CHARS), auto: auto === true };
  if (type === 'writers' && coach && (writers === 'coach' || writers === 'all')) return { ...said, type, writers };
  if (type === 'spotlight' && coach) return { ...said, type, note: isId(note) ? note : null };
  if (type === 'round') return stepOf(said, coach, entry.data, rounds);
  const change = readZoneChange(entry.data, 0);
  return change === null ? null : { ...said, type: 'zone', note: change.note, from: change.from, to: change.to };
}

/** A step of the newest round, which is in *rounds* with its sheet. */
function stepOf(said: Said, coach: boolean, data: Readonly<Record<string, unknown>>, rounds: Map<string, string>): RoundChapter | null {
  const { id, do: what, sheet, on, zone, names, person } = data;
  if (!isId(id)) return null;
  if (what === 'start' && coach && isId(sheet)) {
    rounds.clear();
    rounds.set(id, sheet);
    const where = zone === 'ring' || zone === 'each' ? zone : 'inner';
    return { ...said, type: 'round', id, do: what, sheet, on: isId(on) ? on : null, zone: where, names: names !== false };
  }
  const begun = rounds.get(id);
  if (begun === undefined) return null;
  if (what === 'stuck' && isId(person)) return { ...said, type: 'round', id, do: what, sheet: begun, person };
  if (coach && (what === 'choose' || what === 'reveal' || what === 'end')) return { ...said, type: 'round', id, do: what, sheet: begun };
  return null;
}
