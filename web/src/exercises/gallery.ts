/**
 * The sheets of a room by the sessions they came about in: as they stood at the end of each, and as
 * they were kept in it. What was done between sessions stands by itself.
 */
import type { Past } from '../board/past';
import { isFields } from '../wire/shapes';
import type { Element, Paper, Sheet, SheetId } from '../board/types';
import type { AuthorId, Entry } from '../log/types';
import type { Kept } from '../ui/sheets/keeping';
import { boundaries } from './periods';
import type { Session } from './sessions';

/** A sheet as it was once. */
export interface Moment {
  /** of this reading */
  readonly key: string;
  readonly sheet: SheetId;
  /** as a part of the room's time left it, as it is now, or as somebody kept it */
  readonly is: 'end' | 'now' | 'kept';
  /** ms, server clock */
  readonly at: number;
  /** what the sheet was called then, may be ''; its place from 1 among those that lay there, null when it did not */
  readonly title: string;
  readonly number: number | null;
  /** the name that it was kept under, may be '' */
  readonly keptAs: string;
  readonly paper: Paper;
  readonly elements: readonly Element[];
  /** a part of what was there was erased since */
  readonly lacks: boolean;
}
export interface GalleryPart {
  readonly key: string;
  /** null for what came about outside of any */
  readonly session: Session | null;
  /** ms, server clock: of a session its own, else of the first and last thing done */
  readonly from: number;
  /** null while it goes on */
  readonly to: number | null;
  /** who did anything then, in the order in which they did */
  readonly authors: readonly AuthorId[];
  /** of the sheets that changed, and what somebody kept; in the order of the sheets, each from early to late */
  readonly moments: readonly Moment[];
  /** what was kept by itself on the way, where it is otherwise than all the others */
  readonly auto: readonly Moment[];
  /** sheets that lay there as they had before */
  readonly unchanged: readonly Moment[];
}

export interface GalleryLog {
  /** all, in order, up to *head* */
  readonly entries: readonly Pick<Entry, 'seq' | 'at' | 'kind' | 'author' | 'data'>[];
  readonly sessions: readonly Session[];
  /** oldest first */
  readonly kept: readonly Kept[];
  readonly head: number;
}

/** The places of the log whose boards a gallery is made of; rising, each once. */
export function placesOf({ sessions, kept, head }: Omit<GalleryLog, 'entries'>): readonly number[] {
  return [...new Set([...boundaries(sessions, head), ...kept.map(({ seq }) => seq)])].sort((a, b) => a - b);
}

/** @param pastAt the board at each of {@link placesOf} */
export function galleryOf({ entries, sessions, kept, head }: GalleryLog, pastAt: (seq: number) => Past | undefined, now: number): readonly GalleryPart[] {
  const places = boundaries(sessions, head);
  const seen = new Map<SheetId, (readonly Element[])[]>();
  return places.slice(1).flatMap((until, at): GalleryPart[] => {
    const from = places[at] ?? 0;
    // Odd places lie within a session, the others before, between and after them.
    const session = at % 2 === 1 ? (sessions[(at - 1) / 2] ?? null) : null;
    const goesOn = at === places.length - 2;
    const done = entries.filter(({ seq, kind }) => seq > from && seq <= until && DOINGS.has(kind));
    const to = session === null ? (done.at(-1)?.at ?? null) : session.end;
    const stood = standing(pastAt(from), pastAt(until), { is: goesOn ? 'now' : 'end', at: goesOn ? now : (to ?? now), until });
    const keptHere = kept.filter(({ seq }) => seq > from && seq <= until).map((one) => ({ one, moment: keptMoment(one, pastAt(one.seq)) }));
    const asked = keptHere.flatMap(({ one, moment }) => (one.auto ? [] : [moment]));
    const moments = [...asked, ...stood.changed];
    for (const { sheet, elements } of moments) seen.set(sheet, [...(seen.get(sheet) ?? []), elements]);
    // The end of a session is kept by itself, too: it is there already.
    const auto = keptHere.flatMap(({ one, moment: { sheet, elements }, moment }) => {
      const known = seen.get(sheet) ?? [];
      if (!one.auto || elements.length === 0 || known.some((there) => isSame(there, elements))) return [];
      seen.set(sheet, [...known, elements]);
      return [moment];
    });
    if (session === null && moments.length + auto.length === 0) return [];
    return [
      {
        key: session === null ? `from ${from}` : `session ${session.from}`,
        session,
        from: session?.start ?? done[0]?.at ?? now,
        to: session === null ? to : session.end,
        authors: session === null ? [...new Set(done.map(({ author }) => author))] : present(entries, places[at - 1] ?? 0, from, until),
        moments: bySheet(moments, pastAt(until)),
        auto,
        unchanged: session === null ? [] : stood.unchanged,
      },
    ];
  });
}

/** Who came in after the last session, at *after*, and did not say good-bye before this one began, at *from*; and who came in it. */
function present(entries: GalleryLog['entries'], after: number, from: number, until: number): readonly AuthorId[] {
  const here = new Set<AuthorId>();
  for (const { seq, kind, author, data } of entries) {
    if (kind !== 'member' || seq <= after || seq > until) continue;
    if (!isFields(data) || data['gone'] !== true) here.add(author);
    else if (seq < from) here.delete(author);
  }
  return [...here];
}

/** Entries by which somebody was there; the rest are housekeeping of pages. */
const DOINGS: ReadonlySet<string> = new Set(['board', 'talk', 'member', 'chapter']);

interface When {
  readonly is: 'end' | 'now';
  readonly at: number;
  readonly until: number;
}

/** What lies there after; apart from what lay there the same before. */
function standing(before: Past | undefined, after: Past | undefined, { is, at, until }: When): { readonly changed: readonly Moment[]; readonly unchanged: readonly Moment[] } {
  const [changed, unchanged]: [Moment[], Moment[]] = [[], []];
  if (after === undefined) return { changed, unchanged };
  for (const [place, sheet] of lying(after).entries()) {
    const elements = after.elements(sheet.id);
    const was = before?.elements(sheet.id) ?? [];
    const same = isSame(elements, was);
    if (elements.length === 0 && (same || was.length === 0)) continue;
    const moment: Moment = {
      key: `${until} ${sheet.id}`, sheet: sheet.id, is, at, title: sheet.title, number: place + 1, keptAs: '', paper: sheet.paper, elements, lacks: after.forgotten > 0,
    };
    (same ? unchanged : changed).push(moment);
  }
  return { changed, unchanged };
}

function keptMoment({ seq, at, sheet: id, title }: Kept, past: Past | undefined): Moment {
  const sheets = past === undefined ? [] : lying(past);
  const sheet = past?.sheets.find((one) => one.id === id);
  const place = sheets.findIndex((one) => one.id === id);
  return {
    key: `${seq} ${id}`,
    sheet: id,
    is: 'kept',
    at,
    title: sheet?.title ?? '',
    number: place === -1 ? null : place + 1,
    keptAs: title,
    paper: sheet?.paper ?? 'plain',
    elements: past?.elements(id) ?? [],
    lacks: (past?.forgotten ?? 0) > 0,
  };
}

const lying = ({ sheets }: Past): readonly Sheet[] => sheets.filter(({ gone }) => gone !== true);

/** What did not change from one board to the next is the same object in both. */
const isSame = (a: readonly Element[], b: readonly Element[]): boolean => a.length === b.length && a.every((element, at) => element === b[at]);

/** Sheets that were put away by then come last. */
function bySheet(moments: readonly Moment[], past: Past | undefined): readonly Moment[] {
  const order = new Map((past === undefined ? [] : lying(past)).map(({ id }, at) => [id, at]));
  const placeOf = ({ sheet }: Moment): number => order.get(sheet) ?? Infinity;
  return [...moments].sort((a, b) => (placeOf(a) === placeOf(b) ? a.at - b.at : placeOf(a) - placeOf(b)));
}

/** All of a gallery in the order in which it stands there. */
export const momentsOf = (parts: readonly GalleryPart[]): readonly Moment[] => parts.flatMap(({ moments, auto, unchanged }) => [...moments, ...auto, ...unchanged]);
