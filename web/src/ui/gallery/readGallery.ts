/** The gallery of a room, read from its log; what was read once is at hand without a network as well. */
import type { Past } from '../../board/past';
import { galleryOf, placesOf, type GalleryPart } from '../../exercises/gallery';
import type { SealedLog } from '../../log/types';
import { LogError } from '../../log/LogError';
import type { Room } from '../room/openRoom';
import { createPastSheets, type PastSheets } from '../sheets/pastSheets';
import { nowOf } from './moment';

/** Kept as long as its room is: looking back shall not stop when the line does. */
const known = new WeakMap<SealedLog, PastSheets>();

export interface ReadGallery {
  readonly parts: readonly GalleryPart[];
  /** what stood in the way of reading on from what was at hand; null when all was read */
  readonly failed: string | null;
}

/** @param onProgress 0..1, of the reading */
export async function readGallery(room: Room, onProgress: (done: number) => void): Promise<ReadGallery> {
  const { log } = room;
  const past = known.get(log) ?? keep(log);
  const head = log.seq.peek();
  try {
    return { parts: await partsUpTo(room, past, head, onProgress), failed: null };
  } catch (error) {
    const failed = error instanceof LogError ? error.word : 'internal';
    const { readUntil } = past;
    // What was read holds further back; where nothing was, there is what lies here.
    return { parts: readUntil === null ? lyingHere(room) : await partsUpTo(room, past, readUntil, onProgress), failed };
  }
}

function keep(log: SealedLog): PastSheets {
  const past = createPastSheets(log);
  known.set(log, past);
  // What is forgotten is forgotten here too.
  log.onEntry(({ kind, seq }) => {
    if ((kind === 'forget' || kind === 'base') && seq > (past.readUntil ?? Infinity)) known.delete(log);
  });
  return past;
}

async function partsUpTo({ sessions, easel }: Room, past: PastSheets, head: number, onProgress: (done: number) => void): Promise<readonly GalleryPart[]> {
  const begun = sessions.peek().filter(({ from }) => from <= head);
  const all = {
    sessions: begun.map((session) => (session.to !== null && session.to > head ? { ...session, to: null, end: null } : session)),
    kept: easel.kept.peek().filter(({ seq }) => seq <= head),
    head,
  };
  const places = placesOf(all);
  const { entries, boards } = await past.read(places, onProgress);
  const byPlace = new Map<number, Past>();
  for (const [at, board] of boards.entries()) byPlace.set(places[at] ?? 0, board);
  return galleryOf({ ...all, entries }, (seq) => byPlace.get(seq), Date.now());
}

function lyingHere(room: Room): readonly GalleryPart[] {
  const moments = room.board.sheets.peek().flatMap(({ id }) => {
    const moment = nowOf(room, id);
    return moment === null || moment.elements.length === 0 ? [] : [moment];
  });
  const now = Date.now();
  return moments.length === 0 ? [] : [{ key: 'now', session: null, from: now, to: now, authors: [], moments, auto: [], unchanged: [] }];
}
