/** What the flipchart is made of, as plain values; Yjs stays inside `board/`. */
import type { ReadonlySignal } from '@preact/signals';
import type { AuthorId, Entry, PageId, SealedLog } from '../log/types';
import type { Writers } from './writers';

export type ElementId = string;
export type SheetId = string;
/** x, y, width, height in board units (sheet: 1000 × 1414), angle in degrees clockwise */
export type Frame = readonly [number, number, number, number, number];
/** 0 black, 1 blue, 2 green, 3 red */
export type Marker = 0 | 1 | 2 | 3;
export type Width = 0 | 1 | 2;
export type Colour = 0 | 1 | 2 | 3;
export type Paper = 'plain' | 'squared' | 'lined';
export type ShapeKind = 'line' | 'arrow' | 'rectangle' | 'ellipse';

interface Common {
  readonly id: ElementId;
  readonly sheet: SheetId;
  readonly order: string;
  readonly by: AuthorId;
  readonly frame: Frame;
  /** stays where it is until somebody unlocks it: against accidents, not against people */
  readonly locked?: boolean;
}
export interface Ink extends Common {
  readonly type: 'ink';
  readonly marker: Marker;
  readonly width: Width;
  /** a pen's when absent */
  readonly tip?: 'highlighter';
  /** packed; see ink.ts */
  readonly points: Uint8Array;
}
/**
 * A line or arrow has height 0 and its length as width, turned by the frame's angle about its
 * middle; an arrow's head is at the right-hand end of the unturned frame.
 */
export interface Shape extends Common {
  readonly type: 'shape';
  readonly shape: ShapeKind;
  readonly marker: Marker;
  readonly width: Width;
}
/** Handwriting straight on the sheet; wraps at the frame's width and grows downwards. */
export interface Text extends Common {
  readonly type: 'text';
  readonly marker: Marker;
  readonly size: 0 | 1 | 2;
  readonly text: string;
}
export interface Note extends Common {
  readonly type: 'note';
  readonly colour: Colour;
  readonly text: string;
  /** shows who made it */
  readonly signed?: boolean;
  /** the one to begin with; never moves it */
  readonly chosen?: boolean;
  /** the message that its words were taken from, `author/id` */
  readonly source?: string;
  /** of persons or duos, oldest first; `choicesOf` says which of all hold */
  readonly choices?: readonly Choice[];
}
/** One person, or two together, chose a note. */
export interface Choice {
  /** of those who chose; see exercises/round/person.ts */
  readonly id: string;
  /** ms since the epoch */
  readonly at: number;
  readonly by: AuthorId;
  readonly names: readonly string[];
}
export interface Picture extends Common {
  readonly type: 'picture';
  /** id of the sealed blob, for `log.getBlob` */
  readonly blob: string;
  /** what somebody wrote of what is on it */
  readonly alt: string;
}
/** Two circles around one middle, as wide as the frame; a note's zone is where its frame's middle lies. */
export interface Circles extends Common {
  readonly type: 'circles';
  readonly topic: string;
  readonly inner: string;
  readonly ring: string;
  readonly outside: string;
  /** how far the coach has come: the inner circle, or the ring as well */
  readonly drawn: 1 | 2;
}
/** A line along the frame's middle, upright from its foot up: 0 is nothing of it yet, 10 how one wants it. */
export interface Scale extends Common {
  readonly type: 'scale';
  readonly topic: string;
  readonly low: string;
  readonly high: string;
  readonly upright?: boolean;
  /** its own, so that they go where it goes; oldest first */
  readonly marks: readonly Mark[];
}
export type MarkKind = 'now' | 'highest' | 'wanted' | 'step' | 'own';
/** A place on a scale: one number, two for a stretch, none for “no number”. */
export interface Mark {
  readonly id: ElementId;
  readonly kind: MarkKind;
  readonly value: readonly number[];
  /** ms since the epoch: the day it stands for */
  readonly at: number;
  readonly by: AuthorId;
  readonly name: string;
}
/** Labelled fields to write in, side by side in columns. */
export interface Card extends Common {
  readonly type: 'card';
  /** `step`, `closing`, or a template's name */
  readonly kind: string;
  readonly title: string;
  readonly labels: readonly string[];
  /** one for each label */
  readonly cells: readonly string[];
  readonly columns: 1 | 2 | 3;
  /** of a closing card, 0..10; null where nobody gave a number */
  readonly value: number | null;
}
export type Exercise = Circles | Scale | Card;
/** Kept and shown as a grey card. */
export interface Unknown extends Common {
  readonly type: 'unknown';
}
export type Element = Ink | Shape | Text | Note | Picture | Exercise | Unknown;
/** What is words and little else. */
export type Written = Text | Note;
/** What can be written on where it lies: a card in each of its fields. */
export type Writable = Written | Card;

type Fresh<E> = E extends Element ? Omit<E, 'id' | 'sheet' | 'order' | 'by'> : never;
/** An element before it lies on a sheet: the board gives it id, order and author. */
export type NewElement = Fresh<Exclude<Element, Unknown>>;
/** What may be changed of an element that lies there; text is typed, see `typeText`. */
export type ElementChange = { readonly id: ElementId } & Partial<ElementFields>;
export interface ElementFields {
  readonly frame: Frame;
  readonly colour: Colour;
  readonly marker: Marker;
  readonly width: Width;
  readonly size: Text['size'];
  readonly locked: boolean;
  readonly signed: boolean;
  readonly chosen: boolean;
  readonly alt: string;
  readonly order: string;
  readonly topic: string;
  readonly inner: string;
  readonly ring: string;
  readonly outside: string;
  readonly drawn: Circles['drawn'];
  readonly low: string;
  readonly high: string;
  readonly upright: boolean;
  readonly value: number | null;
  readonly title: string;
  readonly labels: readonly string[];
}
/** What is typed together, letter by letter: a note's or text's words, or one field of a card. */
export type TextKey = 'text' | `cell${number}`;

/** x, y in board units; pressure 0..1; dt ms since the stroke's previous point */
export type InkPoint = readonly [number, number, number, number];

export interface Sheet {
  readonly id: SheetId;
  readonly title: string;
  readonly order: string;
  readonly paper: Paper;
  /** taken away, and may be brought back */
  readonly gone?: boolean;
}
export type SheetChange = Partial<Omit<Sheet, 'id'>>;

export interface InkLook {
  readonly marker: Marker;
  readonly width: Width;
  readonly tip?: 'highlighter';
}

/** Ink that somebody else is drawing right now. */
export interface LiveInk extends InkLook {
  readonly id: ElementId;
  readonly page: PageId;
  readonly sheet: SheetId;
  readonly points: readonly InkPoint[];
}
export interface ShapeLook {
  readonly shape: ShapeKind;
  readonly marker: Marker;
  readonly width: Width;
}
/** A shape that somebody else is drawing right now. */
export interface LiveShape extends ShapeLook {
  readonly id: ElementId;
  readonly page: PageId;
  readonly sheet: SheetId;
  readonly frame: Frame;
  /** the stroke that became it, if it was seen here */
  readonly from?: readonly InkPoint[];
}
/** x, y in board units; when it was shown, ms of `performance.now()` */
export type TrailPoint = readonly [x: number, y: number, atMs: number];
export interface LaserTrail {
  readonly id: string;
  readonly sheet: SheetId;
  readonly points: readonly TrailPoint[];
}
export interface Cursor {
  readonly page: PageId;
  readonly sheet: SheetId;
  readonly x: number;
  readonly y: number;
}

/** What somebody else has selected right now, and the frames of what they are moving. */
export interface Held {
  readonly page: PageId;
  readonly sheet: SheetId;
  readonly ids: readonly ElementId[];
  readonly frames: ReadonlyMap<ElementId, Frame>;
}

/** How live messages travel: data channel where open, else through the server. */
export interface LivePort {
  send(body: unknown): void;
  onMessage(listener: (page: PageId, body: unknown) => void): () => void;
}

/** What somebody else did, as the log has it. */
export interface OthersAct {
  readonly author: AuthorId;
  readonly seq: number;
  /** null for what was not there before, or is no longer */
  readonly changes: readonly { readonly before: Element | null; readonly after: Element | null }[];
}

export type Outcome = 'done' | 'skipped' | 'nothing';

export interface Board {
  /** in order, without those that are gone; never empty */
  readonly sheets: ReadonlySignal<readonly Sheet[]>;
  /** those that can be brought back, in order */
  readonly goneSheets: ReadonlySignal<readonly Sheet[]>;
  /** elements of one sheet in drawing order, previews included last */
  elements(sheet: SheetId): ReadonlySignal<readonly Element[]>;
  /** the same without what is only previewed: as the log and one's own acts have it */
  settled(sheet: SheetId): ReadonlySignal<readonly Element[]>;
  /** ids of elements that are not in the document yet: drawn but not selectable */
  readonly previews: ReadonlySignal<ReadonlySet<ElementId>>;
  readonly liveInk: ReadonlySignal<readonly LiveInk[]>;
  readonly liveShapes: ReadonlySignal<readonly LiveShape[]>;
  /** one's own among them; a point is to be seen for `LASER_MS` */
  readonly lasers: ReadonlySignal<readonly LaserTrail[]>;
  readonly cursors: ReadonlySignal<readonly Cursor[]>;
  /** what the others have selected and are moving */
  readonly held: ReadonlySignal<readonly Held[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** acts that were refused, and things that were left out since they have no sound place */
  readonly skipped: ReadonlySignal<number>;
  /** who draws, as the log has it */
  readonly writers: ReadonlySignal<Writers>;
  /** false for a guest while only the coach draws, as the log or the server's flag has it */
  readonly mayDraw: ReadonlySignal<boolean>;

  startInk(sheet: SheetId, look: InkLook): InkDrawing;
  /**
   * Show a shape to all while it is drawn.
   * @param from a stroke that was meant as this shape; it is ended along with it
   */
  startShape(sheet: SheetId, look: ShapeLook, frame: Frame, from?: InkDrawing): ShapeDrawing;
  /** Shine there; live only, never kept. */
  pointLaser(sheet: SheetId, x: number, y: number): void;
  liftLaser(): void;
  /**
   * Put elements on a sheet, on top, as one act.
   * @param options ids to use instead of fresh ones; sealed blobs that pictures among them name
   * @returns their ids, in the order given
   */
  add(
    sheet: SheetId,
    elements: readonly NewElement[],
    options?: { readonly ids?: readonly ElementId[]; readonly blobs?: readonly string[] },
  ): readonly ElementId[];
  /**
   * Put a picture on a sheet once its sealed blob has gone up; until then it is no part of the
   * board, and nothing else waits for it.
   */
  bring(sheet: SheetId, picture: Fresh<Picture>): Promise<Bringing>;
  /** A sticky note around a point, kept on the sheet. */
  addNote(sheet: SheetId, x: number, y: number, colour: Colour): ElementId;
  /**
   * Replace a note's or text's words as typed; committed after 1 s of rest, 3 s at most, or by `flush`.
   * @param shown the text that was typed into, if others may have changed it since
   */
  typeText(id: ElementId, text: string, shown?: string, key?: TextKey): void;
  /** Commit what was typed; the next typing is an act of its own. Call on leaving the page. */
  flush(): void;
  /**
   * Set a mark on a scale, or take it away with null; each is an act, and changed by itself.
   * @param id null for a new one
   * @param mark one's own when it does not say whose it is: moved by another it stays whose it was
   */
  setMark(scale: ElementId, id: ElementId | null, mark: (Omit<Mark, 'id' | 'by'> & Partial<Pick<Mark, 'by'>>) | null): ElementId;
  /** Choose *note* in place of what *drop* says was chosen before, as one act; null takes it back. */
  choose(note: ElementId | null, choice: Omit<Choice, 'by'>, drop: readonly { readonly note: ElementId; readonly id: string }[]): void;
  /** Change fields of elements as one act; those that are gone, or are so already, are passed over. */
  change(changes: readonly ElementChange[]): void;
  setFrame(id: ElementId, frame: Frame): void;
  setColour(id: ElementId, colour: Colour): void;
  remove(ids: readonly ElementId[]): void;

  /** @param after the sheet that it comes behind; the last when absent */
  addSheet(sheet: { readonly title?: string; readonly paper?: Paper; readonly after?: SheetId }): SheetId;
  /** The sheet and all that lies on it once more, right behind it, as one act. */
  duplicateSheet(id: SheetId, title: string): SheetId | null;
  /** A new sheet behind *after* with copies of *elements* on it, as one act. */
  putSheet(sheet: { readonly title: string; readonly paper: Paper; readonly after: SheetId }, elements: readonly Element[]): SheetId;
  changeSheet(id: SheetId, change: SheetChange): void;
  /** @param before the sheet that it comes before; null puts it last */
  moveSheet(id: SheetId, before: SheetId | null): void;

  /** `skipped`: it had been changed by somebody else since */
  undo(): Outcome;
  redo(): Outcome;
  /** the sheet that the last `undo` or `redo` was about: to be turned to */
  readonly undoneOn: ReadonlySignal<{ readonly sheet: SheetId } | null>;
  /** Hear of each act of others as it is folded; @returns stops it */
  onOthersAct(listener: (act: OthersAct) => void): () => void;
  /**
   * Tell the others what is selected here and moving; passes by, and is never stored.
   * @param frames empty when moving was given up; null when it was let go, or nothing moves
   */
  hold(sheet: SheetId, ids: readonly ElementId[], frames: ReadonlyMap<ElementId, Frame> | null): void;
  moveCursor(sheet: SheetId, x: number, y: number): void;
  /** last seq folded; follows `log.seq` with a short delay */
  readonly folded: ReadonlySignal<number>;
  /** The whole document as a Yjs update, own unlogged acts included. */
  encode(): Uint8Array;
  /** The board at `folded`, for `log.putKeyframe`; null while it holds acts that are not logged. */
  keyframe(): { readonly k: number; readonly board: Uint8Array } | null;
  dispose(): void;
}

export interface Bringing {
  readonly id: ElementId;
  /** settles when the log holds it; rejects with a LogError when it never will */
  readonly kept: Promise<unknown>;
  /** Give it up; false when it is too late for that. */
  takeBack(): boolean;
}

export interface InkDrawing extends InkLook {
  readonly id: ElementId;
  readonly points: ReadonlySignal<readonly InkPoint[]>;
  add(x: number, y: number, pressure: number, timeMs: number): void;
  /** Commit: one act. */
  finish(): void;
  /** It was meant as something else: commit *element* in its place, under its id, as one act. */
  finishAs(element: NewElement): void;
  cancel(): void;
}

export interface ShapeDrawing extends ShapeLook {
  readonly id: ElementId;
  /** as it will lie there: its middle is kept on the sheet */
  readonly frame: ReadonlySignal<Frame>;
  set(frame: Frame): void;
  /** Commit: one act. */
  finish(): void;
  cancel(): void;
}

/** `openBoard(log, live)` is exported by Board.ts. */
export type OpenBoard = (log: SealedLog, live: LivePort) => Board;
export type BoardEntry = Entry<readonly (readonly [number, Uint8Array])[]>;
