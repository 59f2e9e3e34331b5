/**
 * What a workspace holds, folded from its `item` entries: the last value of an id wins.
 *
 * Pure. Values come out of a sealed log, but perhaps from a newer Flipover: fields that are not
 * known are kept, rows that do not have what a room needs are left out.
 */
import { foldQuestion, NO_QUESTIONS } from '../coaching/ownQuestions';
import { foldTemplate, type OwnTemplate } from '../coaching/ownTemplates';
import type { Language } from '../i18n/language';
import type { Entry, LogId } from '../log/types';
import type { Knock, Writers } from '../wire/protocol.gen';
import { isFields, type Fields } from '../wire/shapes';

/** One guest link as the coach keeps it. */
export interface GuestLink {
  /** the server's number for it */
  readonly id: number;
  /** 16 bytes, base64url */
  readonly pass: string;
  /** for whom, '' when nobody said */
  readonly name: string;
}

export interface RoomItem {
  readonly log: LogId;
  /** coach seed, base64url */
  readonly seed: string;
  /** pass of the coach's own link, base64url */
  readonly pass: string;
  /** only the coach sees it */
  readonly title: string;
  /** ms */
  readonly made: number;
  /** of sheets and mails */
  readonly lang: Language;
  /** end date, ms */
  readonly until: number;
  /** the server's number for the coach's own link; null in items that did not keep it */
  readonly link: number | null;
  readonly links: readonly GuestLink[];
  readonly knock: Knock;
  readonly writers: Writers;
  readonly answer: string;
  readonly agreed: string;
  /** for when somebody needs help at once */
  readonly help: string;
}

export interface Me {
  readonly name: string;
  readonly lang: Language;
  /** the coach said that the key was kept */
  readonly keyKept: boolean;
}

export interface WorkspaceState {
  readonly me: Me | null;
  readonly rooms: ReadonlyMap<LogId, RoomItem>;
  /** what the coach made for all rooms, by id */
  readonly own: { readonly questions: ReadonlyMap<string, string>; readonly templates: ReadonlyMap<string, OwnTemplate> };
}

export const EMPTY_WORKSPACE: WorkspaceState = { me: null, rooms: new Map(), own: { questions: new Map(), templates: new Map() } };

const fieldsOf = (value: unknown): Fields | null => (isFields(value) ? value : null);

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function languageOf(value: unknown): Language {
  return value === 'en' ? 'en' : 'nl';
}

function readLink(value: unknown): GuestLink | null {
  const fields = fieldsOf(value);
  if (fields === null || typeof fields['id'] !== 'number' || typeof fields['pass'] !== 'string') return null;
  return { ...fields, id: fields['id'], pass: fields['pass'], name: textOf(fields['name']) };
}

export function readRoom(value: unknown): RoomItem | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const { log, seed, pass, made, until, knock } = fields;
  if (typeof log !== 'string' || typeof seed !== 'string' || typeof pass !== 'string') return null;
  if (typeof until !== 'number') return null;
  const links = Array.isArray(fields['links']) ? fields['links'] : [];
  return {
    ...fields,
    log,
    seed,
    pass,
    title: textOf(fields['title']),
    made: typeof made === 'number' ? made : 0,
    lang: languageOf(fields['lang']),
    until,
    link: typeof fields['link'] === 'number' ? fields['link'] : null,
    links: links.map(readLink).filter((link) => link !== null),
    knock: knock === 'every' || knock === 'never' ? knock : 'new',
    writers: fields['writers'] === 'coach' ? 'coach' : 'all',
    answer: textOf(fields['answer']),
    agreed: textOf(fields['agreed']),
    help: textOf(fields['help']),
  };
}

function readMe(value: unknown): Me | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  return { ...fields, name: textOf(fields['name']), lang: languageOf(fields['lang']), keyKept: fields['keyKept'] === true };
}

/** The workspace after one more entry; entries of other kinds and types change nothing. */
export function foldItem(state: WorkspaceState, entry: Pick<Entry, 'kind' | 'data'>): WorkspaceState {
  return entry.kind === 'item' ? applyItem(state, entry.data) : state;
}

/** The same for an item that is still on its way. */
export function applyItem(state: WorkspaceState, data: unknown): WorkspaceState {
  const item = fieldsOf(data);
  if (item === null) return state;
  const { type, id, value } = item;
  if (type === 'me') return { ...state, me: readMe(value) };
  if (type === 'question' || type === 'template') {
    const { questions } = foldQuestion({ ...NO_QUESTIONS, questions: state.own.questions }, data);
    return { ...state, own: { questions, templates: foldTemplate(state.own.templates, data) } };
  }
  if (type !== 'room' || typeof id !== 'string') return state;
  const rooms = new Map(state.rooms);
  const room = readRoom(value);
  if (value === null) rooms.delete(id);
  else if (room !== null) rooms.set(id, room);
  return { ...state, rooms };
}
