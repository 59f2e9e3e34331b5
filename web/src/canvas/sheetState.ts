/** One person's view of one sheet: what is selected, held, written, and how near it is looked at. */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Bounds } from '../board/geometry';
import type { Board, ElementId, Ink, InkDrawing, InkPoint, Note, ShapeDrawing, SheetId } from '../board/types';
import { noteLayout } from './measure';
import { createSelection, type SelectionState } from './selection/selection';
import type { Tool } from './tools';
import { fitted, toBoard, type Point, type Space, type Viewport } from './viewport';

export interface SheetOptions {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly tool: Signal<Tool>;
  readonly marker: ReadonlySignal<Ink['marker']>;
  readonly highlight: ReadonlySignal<Ink['marker']>;
  readonly width: ReadonlySignal<Ink['width']>;
  readonly noteColour: ReadonlySignal<Note['colour']>;
  readonly readOnly: ReadonlySignal<boolean>;
}

/** A shape being drawn here. */
export interface OwnShape {
  readonly drawing: ShapeDrawing;
  /** the stroke that became it */
  readonly from?: readonly InkPoint[];
}

export interface SheetState extends SheetOptions, SelectionState {
  readonly space: Signal<Space>;
  /** null: the whole sheet, however large the space becomes */
  readonly zoom: Signal<Viewport | null>;
  readonly viewport: ReadonlySignal<Viewport>;
  /** notes that can be selected, in drawing order */
  readonly notes: ReadonlySignal<readonly Note[]>;
  /** note being written on */
  readonly editing: Signal<ElementId | null>;
  /** note being read at reading size */
  readonly lifted: Signal<ElementId | null>;
  readonly own: Signal<InkDrawing | null>;
  /** the space bar is down: the pointer moves the sheet, whatever the tool */
  readonly grasping: Signal<boolean>;
  /** a finger rested on empty paper: what was copied may be pasted */
  readonly offering: Signal<boolean>;
  /** drawn on the paper to select what is in it, board units */
  readonly frame: Signal<Bounds | null>;
  readonly ownShape: Signal<OwnShape | null>;
  heightOf(note: Note): number;
  /** Put a note there and write on it. */
  newNote(at: Point): void;
  /** In the middle of what is seen of the sheet. */
  newNoteInView(): void;
  write(id: ElementId): void;
  /** Stop writing; a note that was put down and never written on goes away. */
  endWriting(): void;
  dispose(): void;
}

export function createSheetState(options: SheetOptions): SheetState {
  const { board, sheet, tool, noteColour, readOnly } = options;
  const space = signal<Space>({ width: 0, height: 0 });
  const zoom = signal<Viewport | null>(null);
  const viewport = computed(() => zoom.value ?? fitted(space.value));
  const editing = signal<ElementId | null>(null);
  const lifted = signal<ElementId | null>(null);
  const own = signal<InkDrawing | null>(null);
  const ownShape = signal<OwnShape | null>(null);
  const notes = computed(() =>
    board
      .elements(sheet)
      .value.filter((e): e is Note => e.type === 'note' && !board.previews.value.has(e.id)),
  );
  const noteOf = (id: ElementId | null): Note | null =>
    id === null ? null : (notes.value.find((note) => note.id === id) ?? null);
  const selection = createSelection(options);
  let fresh: ElementId | null = null;

  // Somebody else may remove what is selected or written on here.
  const stopWatching = effect(() => {
    const ids = new Set(notes.value.map(({ id }) => id));
    for (const holder of [editing, lifted])
      if (holder.value !== null && !ids.has(holder.value)) holder.value = null;
  });
  // Who takes up a pen has done with what was selected.
  const stopFollowing = tool.subscribe((now) => {
    if (now !== 'select' && now !== 'hand') selection.select([]);
  });

  const state: SheetState = {
    ...options,
    ...selection,
    space,
    zoom,
    viewport,
    notes,
    editing,
    lifted,
    own,
    ownShape,
    grasping: signal(false),
    offering: signal(false),
    frame: signal<Bounds | null>(null),
    heightOf: (note) => noteLayout(note).height,

    newNote([x, y]) {
      if (readOnly.value) return;
      const id = board.addNote(sheet, x, y, noteColour.value);
      tool.value = 'select';
      fresh = id;
      state.write(id);
    },
    newNoteInView() {
      const { width, height } = space.value;
      const [x, y] = toBoard(viewport.value, [width / 2, height / 2]);
      // One note exactly over another would look like one.
      const at = notes.value.length % 5;
      state.newNote([x + at * 24, y + at * 24]);
    },
    write(id) {
      if (readOnly.value) return;
      lifted.value = null;
      state.select([id]);
      editing.value = id;
    },
    endWriting() {
      const id = editing.value;
      if (id === null) return;
      editing.value = null;
      board.flush();
      if (fresh === id && noteOf(id)?.text.trim() === '') board.remove([id]);
      fresh = null;
    },
    dispose() {
      state.endWriting();
      state.stopSelecting();
      own.value?.cancel();
      ownShape.value?.drawing.cancel();
      stopWatching();
      stopFollowing();
    },
  };
  return state;
}
