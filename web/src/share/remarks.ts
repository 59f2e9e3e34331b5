/**
 * Remarks at a place and a moment of a recording that was lent, as a fold of the share's log; by the
 * rules of `whiteboard/remarks.py`.
 *
 * Pure. Never trusts a body's shape: what is malformed, and what is beyond the limits, is passed over.
 * One's own is what the same role wrote: a share has one link for each. The first of an id counts.
 */
import { isCoordinate } from '../board/schema';
import { cutText, isFields, isId, type Fields } from '../wire/shapes';
import type { SheetId } from '../board/types';
import type { AuthorId, Entry } from '../log/types';
import type { Role } from '../wire/protocol.gen';
import {
  MAX_REMARK_ANSWERS, MAX_REMARK_CHARS, MAX_REMARKS, SHEET_HEIGHT, SHEET_WIDTH,
  type RemarkAnswered, type Remarked, type RemarkEdited,
} from '../wire/schema.gen';

export interface Saying {
  readonly id: string;
  readonly role: Role;
  readonly author: AuthorId;
  /** ms, server clock */
  readonly said: number;
  /** empty once it was withdrawn */
  readonly text: string;
  readonly edited: boolean;
  readonly withdrawn: boolean;
}
export interface Remark extends Saying {
  /** ms, of the recording */
  readonly at: number;
  readonly sheet: SheetId;
  readonly x: number;
  readonly y: number;
  /** oldest first */
  readonly answers: readonly Saying[];
}

/** By id, in the order of the log; see {@link remarksOf}. */
export interface RemarkBook {
  readonly remarks: ReadonlyMap<string, Remark>;
  /** the remark that an answer belongs to, by the answer's id */
  readonly under: ReadonlyMap<string, string>;
}
export const NO_REMARKS: RemarkBook = { remarks: new Map(), under: new Map() };

export const remarkData = (remark: Omit<Remarked, 'type'>): Remarked => ({ type: 'remark', ...remark });
export const answerData = (id: string, to: string, text: string): RemarkAnswered => ({ type: 'remark_answer', id, to, text });
/** @param text null withdraws it */
export const editData = (id: string, text: string | null): RemarkEdited => ({ type: 'remark_edit', id, text });

export type RemarkEntry = Pick<Entry, 'kind' | 'role' | 'author' | 'at' | 'data'>;

/** @returns the book after *entry*; the same book where it changes nothing */
export function foldRemark(book: RemarkBook, entry: RemarkEntry): RemarkBook {
  const { kind, data } = entry;
  if (kind !== 'review' || !isFields(data)) return book;
  if (data['type'] === 'remark') return remarked(book, entry, data);
  if (data['type'] === 'remark_answer') return answered(book, entry, data);
  return data['type'] === 'remark_edit' ? edited(book, entry, data) : book;
}

/** Those of which anything is left to be read, in the order of their moments. */
export function remarksOf({ remarks }: RemarkBook): readonly Remark[] {
  const there = [...remarks.values()].filter(({ withdrawn, answers }) => !withdrawn || answers.some((answer) => !answer.withdrawn));
  return there.sort((a, b) => a.at - b.at || a.said - b.said || (a.id < b.id ? -1 : 1));
}

const isNew = ({ remarks, under }: RemarkBook, id: string): boolean => !remarks.has(id) && !under.has(id);

function remarked(book: RemarkBook, entry: RemarkEntry, { id, at, sheet, x, y, text: given }: Fields): RemarkBook {
  const text = readText(given);
  if (!isId(id) || !isId(sheet) || !isCoordinate(x) || !isCoordinate(y) || text === null || !isMoment(at)) return book;
  if (!isNew(book, id) || book.remarks.size >= MAX_REMARKS) return book;
  const remark: Remark = { ...saying(entry, id, text), at, sheet, x: within(x, SHEET_WIDTH), y: within(y, SHEET_HEIGHT), answers: [] };
  return { ...book, remarks: new Map(book.remarks).set(id, remark) };
}

function answered(book: RemarkBook, entry: RemarkEntry, { id, to, text: given }: Fields): RemarkBook {
  const remark = typeof to === 'string' ? book.remarks.get(to) : undefined;
  const text = readText(given);
  if (remark === undefined || !isId(id) || text === null || !isNew(book, id)) return book;
  if (remark.answers.length >= MAX_REMARK_ANSWERS) return book;
  const answers = [...remark.answers, saying(entry, id, text)];
  return { remarks: new Map(book.remarks).set(remark.id, { ...remark, answers }), under: new Map(book.under).set(id, remark.id) };
}

function edited(book: RemarkBook, { role }: RemarkEntry, { id, text: given }: Fields): RemarkBook {
  const text = given === null ? '' : readText(given);
  if (typeof id !== 'string' || text === null) return book;
  const remark = book.remarks.get(book.under.get(id) ?? id);
  if (remark === undefined) return book;
  const other = remark.id === id ? said(remark, role, text) : { ...remark, answers: remark.answers.map((one) => (one.id === id ? said(one, role, text) : one)) };
  return { ...book, remarks: new Map(book.remarks).set(remark.id, other) };
}

const saying = ({ role, author, at }: RemarkEntry, id: string, text: string): Saying => ({ id, role, author, said: at, text, edited: false, withdrawn: false });

/** What was withdrawn stays so. */
function said<S extends Saying>(before: S, role: Role, text: string): S {
  if (before.role !== role || before.withdrawn) return before;
  return { ...before, text, edited: before.edited || text !== '', withdrawn: text === '' };
}

/** What counts as white space is not the same in both languages; this is. */
function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = cutText(value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''), MAX_REMARK_CHARS);
  return text === '' ? null : text;
}

const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
const isMoment = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
