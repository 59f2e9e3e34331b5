/**
 * What an asking names, out of the log: the recording that is lent when everybody says yes.
 *
 * The client's browser works it out from its own log as the coach's does, so nobody has to believe the
 * other's picture of it. The same as `whiteboard/granted.py`, held equal by tests/wire.
 */
import type { Entry } from '../log/types';
import { withoutErased } from '../replay/erased';
import { foldRecordingGently } from '../replay/foldRecording';
import { mask } from '../replay/masking';
import { known, onlySessions, onlySheets } from '../replay/narrowing';
import type { Recording } from '../replay/recording';
import type { Asking } from './lent';

export type What = Pick<Asking, 'sessions' | 'sheets' | 'chapters' | 'masked'>;

/** All that could be lent of a log: what lies there at the end, without messages; folded once for many askings. */
export async function lendable(entries: readonly Entry[], signal?: AbortSignal): Promise<Recording> {
  return withoutErased(await foldRecordingGently(entries, signal === undefined ? {} : { signal }));
}

/** @param whole as `lendable` folded it up to the asking's place */
export function granted(whole: Recording, { sessions, sheets, chapters, masked }: What): Recording {
  const meant = onlySheets(sessions.length === 0 ? whole : onlySessions(whole, new Set(sessions)), new Set(sheets));
  const told = chapters ? meant : known({ ...meant, chapters: [] });
  const lent = { ...told, talk: null, refused: [] };
  return masked ? mask(lent) : lent;
}
