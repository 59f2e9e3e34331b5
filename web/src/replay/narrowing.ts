/**
 * Less of a recording: some of its sheets, sessions or kinds only.
 *
 * What is left out is not in the result, in no form: neither values that were changed before, nor
 * names. Pure; the same as `whiteboard/narrowing.py`, held equal by tests/wire.
 */
import { changedFields, changeField } from './fields';
import { byBirth, NOBODY, type Change, type Chapter, type Life, type Recording, type Session } from './recording';

/** What was on *sheets*; what ever lay on another is left out whole. */
export function onlySheets(recording: Recording, sheets: ReadonlySet<string>): Recording {
  const elements = recording.elements.filter((life) => sheetsOf(life).every((sheet) => sheets.has(sheet)));
  const kept = new Set(elements.map(({ id }) => id));
  return known({
    ...recording,
    sheets: recording.sheets.filter(({ id }) => sheets.has(id)),
    elements,
    chapters: recording.chapters.filter(
      (chapter) => (!('sheet' in chapter) || sheets.has(chapter.sheet)) && isKept(chapter, kept),
    ),
  });
}

/** Elements of *kinds* (their types), and messages if `talk` is one of them. */
export function onlyKinds(recording: Recording, kinds: ReadonlySet<string>): Recording {
  const elements = recording.elements.filter(({ fields: { type } }) => typeof type === 'string' && kinds.has(type));
  const kept = new Set(elements.map(({ id }) => id));
  return known({
    ...recording,
    elements,
    chapters: recording.chapters.filter((chapter) => isKept(chapter, kept)),
    talk: kinds.has('talk') ? recording.talk : null,
  });
}

/**
 * What happened in some sessions. What had been made by a session's start lies there as it was then,
 * and nothing tells how it came about; what came after the last of them is left out.
 */
export function onlySessions(recording: Recording, ids: ReadonlySet<string>): Recording {
  const sessions = recording.sessions.filter(({ id }) => ids.has(id));
  const spans = sessions.map((session) => [session.start, endOf(recording, session)] as const);
  /** When it shows: at once, or when the next session begins; null for never. */
  const moved = (at: number): number | null => {
    const following = spans.filter(([, end]) => at <= end).map(([start]) => Math.max(at, start));
    return following.length === 0 ? null : Math.min(...following);
  };
  const inside = (at: number): boolean => spans.some(([start, end]) => start <= at && at <= end);
  return known({
    ...recording,
    start: spans.length === 0 ? 0 : Math.min(...spans.map(([start]) => start)),
    end: spans.length === 0 ? 0 : Math.max(...spans.map(([, end]) => end)),
    sheets: movedLives(recording.sheets, moved),
    elements: movedLives(recording.elements, moved),
    chapters: recording.chapters.filter(({ at }) => inside(at)),
    sessions,
    talk: recording.talk?.filter(({ at }) => inside(at)) ?? null,
    forgotten: recording.forgotten.filter(([at]) => inside(at)),
  });
}

/** What is said of a note goes with it. */
export const isKept = (chapter: Chapter, kept: ReadonlySet<string>): boolean =>
  !('note' in chapter) || chapter.note === null || kept.has(chapter.note);

const sheetsOf = ({ fields, changes }: Life): string[] =>
  [fields['sheet'], ...changes.filter(([, , , key]) => key === 'sheet').map(([, , , , value]) => value)].map(String);

const endOf = (recording: Recording, { end }: Session): number => end ?? recording.end;

/** Each moment where it shows; what falls together is one change. */
function movedLives(lives: readonly Life[], moved: (at: number) => number | null): Life[] {
  const found = lives.flatMap((life): Life[] => {
    const at = moved(life.born[0]);
    const died = life.died === null ? null : moved(life.died[0]);
    if (at === null || died === at) return [];
    let fields = life.fields;
    const changes: Change[] = [];
    const now: Record<string, unknown> = { ...life.fields };
    for (const [shows, run] of runsOf(life.changes, (change) => moved(change[0]))) {
      if (shows === null) break;
      const before = { ...now };
      const earlier = run.filter(([happened]) => happened < shows);
      for (const [, , , key, value] of earlier) changeField(now, key, value);
      if (shows === at) fields = { ...now };
      else for (const [key, value] of changedFields(before, now)) changes.push([shows, 0, NOBODY, key, value]);
      for (const change of run.slice(earlier.length)) {
        changeField(now, change[3], change[4]);
        changes.push(change);
      }
    }
    const born = at === life.born[0] ? life.born : ([at, 0, NOBODY] as const);
    const end = life.died === null || died === null ? null : died === life.died[0] ? life.died : ([died, 0, NOBODY] as const);
    return [{ id: life.id, born, fields, changes, died: end }];
  });
  return found.sort(byBirth);
}

function runsOf<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): [Key, Row[]][] {
  const runs: [Key, Row[]][] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const last = runs.at(-1);
    if (last?.[0] === key) last[1].push(row);
    else runs.push([key, [row]]);
  }
  return runs;
}

/** With only those people of whom something is in it. */
export function known(recording: Recording): Recording {
  const found = new Set<string>();
  for (const { born, changes, died, fields } of [...recording.sheets, ...recording.elements]) {
    for (const [, , by] of [born, ...changes, ...(died === null ? [] : [died])]) found.add(by);
    if (typeof fields['by'] === 'string') found.add(fields['by']);
    for (const [key, value] of [...Object.entries(fields), ...changes.map((change) => [change[3], change[4]] as const)])
      if (Array.isArray(value) && (key.startsWith('mark:') || key.startsWith('chosen:')))
        found.add(String(value[key.startsWith('mark:') ? 2 : 1]));
  }
  for (const { by } of [...recording.chapters, ...(recording.talk ?? [])]) found.add(by);
  return { ...recording, people: Object.fromEntries(Object.entries(recording.people).filter(([by]) => found.has(by))) };
}
