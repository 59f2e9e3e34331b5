/**
 * Who draws, as a fold of the log: "only I draw" is kept by every page, not by the server alone.
 *
 * Pure. Between a coach's `writers: coach` and `writers: all` a guest's acts are skipped, in log order,
 * by all readers alike. Source: whiteboard/README.md, Chapters; whiteboard/room.py does the same.
 */
import type { Entry } from '../log/types';
import type { WritersSet } from '../wire/schema.gen';
import { isFields } from './schema';

export type Writers = WritersSet['writers'];

/** @returns who draws after *entry*; a chapter of another shape, or not a coach's, changes nothing */
export function foldWriters(before: Writers, entry: Pick<Entry, 'kind' | 'role' | 'data'>): Writers {
  if (entry.kind !== 'chapter' || entry.role !== 'coach' || !isFields(entry.data)) return before;
  const { type, writers } = entry.data;
  return type === 'writers' && (writers === 'coach' || writers === 'all') ? writers : before;
}

/** Whether a `board` entry of *role* counts while *writers* draw. */
export const counts = (writers: Writers, role: Entry['role']): boolean => writers === 'all' || role !== 'guest';
