/** What the flipchart is made of, as plain values; Yjs stays inside `board/`. */
import type { ReadonlySignal } from '@preact/signals';
import type { AuthorId, Entry, PageId, SealedLog } from '../log/types';

export type ElementId = string;
export type SheetId = string;
/** x, y, width, height in board units (sheet: 1000 × 1414), angle in degrees */
export type Frame = readonly [number, number, number, number, number];

interface Common {
  readonly id: ElementId;
  readonly sheet: SheetId;
  readonly order: string;
  readonly by: AuthorId;
  readonly frame: Frame;
}
export interface Ink extends Common {
  readonly type: 'ink';
  readonly marker: 0 | 1 | 2 | 3;
  readonly width: 0 | 1 | 2;
  /** packed; see ink.ts */
  readonly points: Uint8Array;
}
export interface Note extends Common {
  readonly type: 'note';
  readonly colour: 0 | 1 | 2 | 3;
  readonly text: string;
}
/** Kept and shown as a grey card. */
export interface Unknown extends Common {
  readonly type: 'unknown';
}
export type Element = Ink | Note | Unknown;

/** x, y in board units; pressure 0..1; dt ms since the stroke's previous point */
export type InkPoint = readonly [number, number, number, number];

export interface Sheet {
  readonly id: SheetId;
  readonly title: string;
  readonly order: string;
  readonly paper: 'plain' | 'squared' | 'lined';
}

/** Ink that somebody else is drawing right now. */
export interface LiveInk {
  readonly id: ElementId;
  readonly page: PageId;
  readonly sheet: SheetId;
  readonly marker: 0 | 1 | 2 | 3;
  readonly width: 0 | 1 | 2;
  readonly points: readonly InkPoint[];
}
export interface Cursor {
  readonly page: PageId;
  readonly sheet: SheetId;
  readonly x: number;
  readonly y: number;
}

/** How live messages travel: data channel where open, else through the server. */
export interface LivePort {
  send(body: unknown): void;
  onMessage(listener: (page: PageId, body: unknown) => void): () => void;
}

export interface Board {
  readonly sheets: ReadonlySignal<readonly Sheet[]>;
  /** elements of one sheet in drawing order, previews included last */
  elements(sheet: SheetId): ReadonlySignal<readonly Element[]>;
  /** ids of elements that are not in the document yet: drawn but not selectable */
  readonly previews: ReadonlySignal<ReadonlySet<ElementId>>;
  readonly liveInk: ReadonlySignal<readonly LiveInk[]>;
  readonly cursors: ReadonlySignal<readonly Cursor[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** updates that were refused and skipped */
  readonly skipped: ReadonlySignal<number>;

  startInk(sheet: SheetId, marker: Ink['marker'], width: Ink['width']): InkDrawing;
  addNote(sheet: SheetId, x: number, y: number, colour: Note['colour']): ElementId;
  /**
   * Replace a note's text as typed; committed after 1 s of rest, 3 s at most, or by `flush`.
   * @param shown the text that was typed into, if others may have changed it since
   */
  typeText(id: ElementId, text: string, shown?: string): void;
  /** Commit what was typed; the next typing is an act of its own. Call on leaving the page. */
  flush(): void;
  setFrame(id: ElementId, frame: Frame): void;
  setColour(id: ElementId, colour: Note['colour']): void;
  remove(ids: readonly ElementId[]): void;
  /** `skipped`: it had been changed by somebody else since */
  undo(): 'done' | 'skipped' | 'nothing';
  redo(): 'done' | 'skipped' | 'nothing';
  moveCursor(sheet: SheetId, x: number, y: number): void;
  /** last seq folded; follows `log.seq` with a short delay */
  readonly folded: ReadonlySignal<number>;
  /** The whole document as a Yjs update, own unlogged acts included. */
  encode(): Uint8Array;
  /** The board at `folded`, for `log.putKeyframe`; null while it holds acts that are not logged. */
  keyframe(): { readonly k: number; readonly board: Uint8Array } | null;
  dispose(): void;
}

export interface InkDrawing {
  readonly id: ElementId;
  readonly points: ReadonlySignal<readonly InkPoint[]>;
  add(x: number, y: number, pressure: number, timeMs: number): void;
  /** Commit: one act. */
  finish(): void;
  cancel(): void;
}

/** `openBoard(log, live)` is exported by Board.ts. */
export type OpenBoard = (log: SealedLog, live: LivePort) => Board;
export type BoardEntry = Entry<readonly (readonly [number, Uint8Array])[]>;
