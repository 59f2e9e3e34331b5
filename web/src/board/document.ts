/**
 * The flipchart's document; the one home of Yjs.
 *
 * Root map `sheets`: id → {title, order, paper}; root map `elements`: id → {type, sheet, order, by,
 * frame, …}; a note's text is a Y.Text, everything else a plain value. What is changed of the first
 * sheet, which nobody wrote, stands beside the maps as `id.field`: two people who change it while they
 * are apart would else each make a map of it, and one of the two would be lost. Holds plain values ready for
 * drawing and reads anew only what a change touched. Knows neither log nor screen.
 */
import * as Y from 'yjs';
import { fromBase64url } from '../crypto/base64url';
import { MAX_ELEMENTS } from '../wire/schema.gen';
import { byOrder } from './order';
import { CHOSEN, packChoice } from './choices';
import { fieldsOf, packMark } from './readExercise';
import { FIRST, readElement, readSheet } from './schema';
import { isFields } from '../wire/shapes';
import { plainStructs, type Struct, type StructId } from './update';
import { textChange, type TextChange } from './text';
import type { AuthorId } from '../log/types';
import type { Choice, Element, ElementFields, ElementId, Frame, Mark, Sheet, SheetChange, SheetId, TextKey } from './types';

/** What is changed: of an element the whole, or one field of it; of a sheet likewise. */
export type Key = 'element' | TextKey | MarkKey | ChoiceKey | keyof ElementFields | 'sheet' | `sheet.${keyof SheetChange}`;
export type MarkKey = `mark:${ElementId}`;
export type ChoiceKey = `chosen:${string}`;
export type Value = Element | Sheet | Mark | Choice | Frame | readonly number[] | readonly string[] | string | number | boolean | null;

/** The Yjs client id of an author: the first 6 bytes, big-endian. */
export function clientOf(author: AuthorId): number {
  let client = clients.get(author);
  if (client === undefined) {
    client = fromBase64url(author).subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
    // As many authors as a log may have, not as many as somebody may forge.
    if (clients.size >= MOST_CLIENTS) clients.clear();
    clients.set(author, client);
  }
  return client;
}
const clients = new Map<AuthorId, number>();
const MOST_CLIENTS = 256;

/** Maps in maps: an element's text lies two deep. Yjs deletes by a call within a call. */
const MAX_DEPTH = 8;

/**
 * Whether Yjs can read all of an update, and nothing in it builds on what its own author does only
 * later: either would make Yjs throw half-way and leave the update applied in part. Nor may anything
 * shared lie so deep, or where nobody knows how deep, that Yjs could not delete it again: after that
 * throw a document takes nothing more.
 *
 * @param depthOf how deep something lies that was there before; null when it is not there
 */
export function readable(update: Uint8Array, depthOf: (id: StructId) => number | null = () => null): boolean {
  try {
    const depths = new Map<number, number>();
    return (plainStructs(update) ?? structsByYjs(update)).every((struct) => {
      const { client, clock, length, origin, rightOrigin, inside, shared } = struct;
      const bases = [origin, rightOrigin, inside];
      if (!bases.every((base) => base === null || base.client !== client || base.clock < clock)) return false;
      const known = (id: StructId): number | null =>
        (id.client === client ? depths.get(id.clock) : undefined) ?? depthOf(id);
      const beside = origin ?? rightOrigin;
      const above = inside === null ? 0 : known(inside);
      const depth = inside === null && beside !== null ? known(beside) : above === null ? null : above + 1;
      // What stands beside it is named by the first or the last of a run; nothing shared lies within one.
      if (depth !== null) depths.set(clock, depth).set(clock + length - 1, depth);
      return !shared || (depth !== null && depth <= MAX_DEPTH);
    });
  } catch {
    return false;
  }
}

/** The same as `plainStructs`, of any update. @throws where Yjs cannot read it */
export function structsByYjs(update: Uint8Array): Struct[] {
  return Y.decodeUpdate(update).structs.flatMap((struct): Struct[] => {
    if (!(struct instanceof Y.Item)) return [];
    const { id, length, origin, rightOrigin, content } = struct;
    const parent: unknown = struct.parent;
    const inside = parent instanceof Y.ID ? parent : null;
    return [{ client: id.client, clock: id.clock, length, origin, rightOrigin, inside, shared: content instanceof Y.ContentType }];
  });
}

export interface Touched {
  readonly elements: ReadonlySet<ElementId>;
  readonly sheets: boolean;
}

export class BoardDocument {
  readonly #doc = new Y.Doc();
  readonly #sheets = this.#doc.getMap<unknown>('sheets');
  readonly #elements = this.#doc.getMap<unknown>('elements');
  readonly #plain = new Map<ElementId, Element>();
  /** what lies in the map and has no place on any sheet */
  readonly #placeless = new Set<string>();
  #touched = new Set<ElementId>();
  #sheetsTouched = false;

  constructor() {
    this.#elements.observeDeep((events) => {
      for (const event of events) {
        const inside = event.path[0];
        if (typeof inside === 'string') this.#touched.add(inside);
        else for (const id of event.keys.keys()) this.#touched.add(id);
      }
    });
    this.#sheets.observeDeep(() => {
      this.#sheetsTouched = true;
    });
  }

  /** Elements by id, sound ones only; current after `takeTouched`. */
  get elements(): ReadonlyMap<ElementId, Element> {
    return this.#plain;
  }

  /** How many things are left out, since nothing says where they should be. */
  get placeless(): number {
    return this.#placeless.size;
  }

  /** All, those that are gone too; the first is there though nobody wrote it. */
  sheets(): Sheet[] {
    const sheets: Sheet[] = [];
    for (const id of new Set([FIRST.id, ...this.#sheets.keys()])) {
      const sheet = this.#readSheet(id);
      if (sheet !== null) sheets.push(sheet);
    }
    return sheets.sort(byOrder);
  }

  /** What changed since `takeTouched`; `elements` holds it still as it was. */
  get touched(): ReadonlySet<ElementId> {
    return this.#touched;
  }

  /** Bring the plain values up to date, and say what changed since the last call. */
  takeTouched(): Touched {
    const touched = { elements: this.#touched, sheets: this.#sheetsTouched };
    for (const id of this.#touched) {
      const element = this.#read(id);
      if (element === null && this.#elements.has(id)) this.#placeless.add(id);
      else this.#placeless.delete(id);
      if (element === null || (this.#plain.size >= MAX_ELEMENTS && !this.#plain.has(id)))
        this.#plain.delete(id);
      else this.#plain.set(id, element);
    }
    this.#touched = new Set();
    this.#sheetsTouched = false;
    return touched;
  }

  /** Whether `apply` will take it. */
  mayApply(update: Uint8Array): boolean {
    return readable(update, (id) => this.#depthOf(id));
  }

  /** @throws unless it `mayApply` */
  apply(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update, 'log');
  }

  /** How much of what *author* did is here. */
  extent(author: AuthorId): number {
    return Y.getState(this.#doc.store, clientOf(author));
  }

  /** @returns the update that *change* made, for the log; null when it changed nothing */
  act(author: AuthorId, change: () => void): Uint8Array | null {
    this.#doc.clientID = clientOf(author);
    const updates: Uint8Array[] = [];
    const gather = (update: Uint8Array): number => updates.push(update);
    this.#doc.on('update', gather);
    try {
      this.#doc.transact(change, 'own');
    } finally {
      this.#doc.off('update', gather);
    }
    return updates[0] ?? null;
  }

  /** The present value; null when there is none. A flag that nobody set is false. */
  get(id: ElementId | SheetId, key: Key): Value {
    const field = sheetField(key);
    if (field !== null) {
      const sheet = this.#readSheet(id);
      if (sheet === null || field === 'sheet') return sheet;
      return field === 'gone' ? (sheet.gone ?? false) : (sheet[field] ?? null);
    }
    const element = this.#read(id);
    if (element === null || key === 'element') return element;
    const cell = CELL.exec(key);
    if (cell !== null) return element.type === 'card' ? (element.cells[Number(cell[1])] ?? null) : null;
    if (key.startsWith(MARK))
      return element.type === 'scale' ? (element.marks.find(({ id }) => MARK + id === key) ?? null) : null;
    if (key.startsWith(CHOSEN))
      return element.type === 'note' ? (element.choices?.find(({ id }) => CHOSEN + id === key) ?? null) : null;
    const value: unknown = (element as unknown as Record<string, unknown>)[key];
    if (FLAGS.has(key)) return value === true;
    return isValue(value) ? value : null;
  }

  /**
   * Set a value within `act`; a field of an element that is gone is left alone.
   *
   * @param before what it takes the place of: set again, it comes back with all that it had
   */
  set(id: ElementId | SheetId, key: Key, value: Value, before: Value = null): void {
    const field = sheetField(key);
    if (field !== null) return this.#setSheet(id, field, value, before);
    if (key === 'element') {
      rememberWhole(this.#elements.get(id), before);
      if (value === null) this.#elements.delete(id);
      else if (isElement(value)) this.#elements.set(id, whole(value) ?? sharedElement(value));
      return;
    }
    const element = this.#elements.get(id);
    if (!(element instanceof Y.Map)) return;
    if (key.startsWith(MARK)) {
      if (value === null) element.delete(key);
      else if (isMark(value)) element.set(key, packMark(value));
    } else if (key.startsWith(CHOSEN)) {
      if (value === null) element.delete(key);
      else if (isChoice(value)) element.set(key, packChoice(value));
    } else if (!isTextKey(key)) element.set(key, Array.isArray(value) ? [...value] : value);
    else if (typeof value === 'string') {
      const text: unknown = element.get(key);
      const change = text instanceof Y.Text ? textChange(text.toString(), value) : null;
      if (text instanceof Y.Text && change !== null) applyTextChange(text, change);
    }
  }

  /** The whole as one Yjs update. */
  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  destroy(): void {
    this.#doc.destroy();
  }

  /** How many shared types something lies in; null when it is not here, or was garbage. */
  #depthOf(id: StructId): number | null {
    const { store } = this.#doc;
    if (id.clock >= Y.getState(store, id.client)) return null;
    const item: unknown = Y.getItem(store, Y.createID(id.client, id.clock));
    if (!(item instanceof Y.Item)) return null;
    let depth = 1;
    for (let type: unknown = item.parent; type instanceof Y.AbstractType && type._item !== null; depth++)
      type = type._item.parent;
    return depth;
  }

  #read(id: ElementId): Element | null {
    const value = this.#elements.get(id);
    if (!(value instanceof Y.Map)) return null;
    return readElement(id, plainFields(value));
  }

  /** The first one is there though nobody wrote it. */
  #readSheet(id: SheetId): Sheet | null {
    const value = this.#sheets.get(id);
    const fields = value instanceof Y.Map ? plainFields(value) : {};
    if (id !== FIRST.id) return readSheet(id, fields);
    const changed = SHEET_FIELDS.map((field) => [field, this.#sheets.get(`${id}.${field}`)] as const);
    const known = Object.fromEntries(changed.filter(([, set]) => set !== undefined));
    // A field that somebody spoilt must not take the sheet away from under everything that lies on it.
    return readSheet(id, { ...FIRST, ...fields, ...known }) ?? FIRST;
  }

  #setSheet(id: SheetId, field: SheetField, value: Value, before: Value): void {
    if (field === 'sheet') {
      rememberWhole(this.#sheets.get(id), before);
      if (value === null) this.#sheets.delete(id);
      else if (isSheet(value)) this.#sheets.set(id, whole(value) ?? sharedSheet(value));
      return;
    }
    if (id === FIRST.id) {
      this.#sheets.set(`${id}.${field}`, value);
      return;
    }
    const sheet = this.#sheets.get(id);
    if (sheet instanceof Y.Map) sheet.set(field, value);
  }
}

type SheetField = 'sheet' | keyof SheetChange;

const SHEET_FIELDS: readonly (keyof SheetChange)[] = ['title', 'order', 'paper', 'gone'];
const FLAGS: ReadonlySet<Key> = new Set(['locked', 'signed', 'chosen', 'upright']);
const MARK = 'mark:';
const CELL = /^cell(\d+)$/;
const isTextKey = (key: string): boolean => key === 'text' || CELL.test(key);
export const isElement = (value: Value): value is Element => isFields(value) && 'type' in value;
const isChoice = (value: Value): value is Choice => isFields(value) && 'names' in value && 'by' in value;
const isMark = (value: Value): value is Mark => isFields(value) && 'kind' in value && 'by' in value;
export const isSheet = (value: Value): value is Sheet => isFields(value) && 'paper' in value;
const isValue = (value: unknown): value is Frame | readonly number[] | string | number =>
  typeof value === 'string' || typeof value === 'number' || Array.isArray(value);

/** Null for a key that is an element's. */
function sheetField(key: Key): SheetField | null {
  switch (key) {
    case 'sheet':
      return 'sheet';
    case 'sheet.title':
      return 'title';
    case 'sheet.order':
      return 'order';
    case 'sheet.paper':
      return 'paper';
    case 'sheet.gone':
      return 'gone';
    default:
      return null;
  }
}

/** What a map holds, texts as strings; whatever else is shared stays as it is, however deep it goes. */
function plainFields(shared: Y.Map<unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [key, field] of shared.entries())
    fields[key] = field instanceof Y.Text ? field.toString() : field;
  return fields;
}

/** How to make again all that something had, what only a newer page understands too; by what was read of it. */
const WHOLES = new WeakMap<object, () => unknown>();

function rememberWhole(shared: unknown, read: Value): void {
  if (shared instanceof Y.Map && typeof read === 'object' && read !== null) WHOLES.set(read, madeAgain(shared));
}

const whole = (read: object): unknown => WHOLES.get(read)?.();

/** A shared value can be in a document once only, so another like it is made each time. */
function madeAgain(value: unknown): () => unknown {
  if (value instanceof Y.Text) {
    const delta: unknown[] = value.toDelta();
    return () => {
      const text = new Y.Text();
      text.applyDelta(delta);
      return text;
    };
  }
  if (value instanceof Y.Map) {
    const fields = [...value.entries()].map(([key, field]) => [key, madeAgain(field)] as const);
    return () => new Y.Map(fields.map(([key, make]) => [key, make()]));
  }
  if (value instanceof Y.Array) {
    const items = value.toArray().map(madeAgain);
    return () => {
      const array = new Y.Array<unknown>();
      array.push(items.map((make) => make()));
      return array;
    };
  }
  return () => value;
}

function sharedElement(element: Element): Y.Map<unknown> {
  const shared = new Y.Map<unknown>();
  for (const [key, value] of Object.entries(fieldsOf(element)))
    if (key !== 'id') shared.set(key, isTextKey(key) ? new Y.Text(String(value)) : Array.isArray(value) ? [...(value as readonly unknown[])] : value);
  return shared;
}

function sharedSheet({ id: _, ...fields }: Sheet): Y.Map<unknown> {
  return new Y.Map<unknown>(Object.entries(fields));
}

function applyTextChange(text: Y.Text, change: TextChange): void {
  if (change.removed > 0) text.delete(change.at, change.removed);
  if (change.inserted !== '') text.insert(change.at, change.inserted);
}
