/** One person's view of one sheet: what is selected, held, written, and how near it is looked at. */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Board, ElementId, Frame, Ink, InkDrawing, Note, SheetId } from '../board/types';
import { noteLayout } from './measure';
import type { Tool } from './tools';
import { fitted, toBoard, type Point, type Space, type Viewport } from './viewport';

/** Board units; nothing smaller can be taken hold of or written on. */
const LEAST_NOTE = 90;

export interface SheetOptions {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly tool: Signal<Tool>;
  readonly marker: ReadonlySignal<Ink['marker']>;
  readonly width: ReadonlySignal<Ink['width']>;
  readonly noteColour: ReadonlySignal<Note['colour']>;
  readonly readOnly: ReadonlySignal<boolean>;
}

export interface SheetState extends SheetOptions {
  readonly space: Signal<Space>;
  /** null: the whole sheet, however large the space becomes */
  readonly zoom: Signal<Viewport | null>;
  readonly viewport: ReadonlySignal<Viewport>;
  /** notes that can be selected, in drawing order */
  readonly notes: ReadonlySignal<readonly Note[]>;
  readonly selected: Signal<ElementId | null>;
  readonly selectedNote: ReadonlySignal<Note | null>;
  /** note being written on */
  readonly editing: Signal<ElementId | null>;
  /** note being read at reading size */
  readonly lifted: Signal<ElementId | null>;
  /** a note as it looks while it is moved or resized here */
  readonly held: Signal<Note | null>;
  readonly own: Signal<InkDrawing | null>;
  heightOf(note: Note): number;
  /** Put a note there and write on it. */
  newNote(at: Point): void;
  /** In the middle of what is seen of the sheet. */
  newNoteInView(): void;
  write(id: ElementId): void;
  /** Stop writing; a note that was put down and never written on goes away. */
  endWriting(): void;
  /** Show the frame while it changes; `letGo` makes it an act. */
  hold(note: Note, frame: Frame): void;
  letGo(): void;
  remove(id: ElementId): void;
  dispose(): void;
}

export function createSheetState(options: SheetOptions): SheetState {
  const { board, sheet, tool, noteColour, readOnly } = options;
  const space = signal<Space>({ width: 0, height: 0 });
  const zoom = signal<Viewport | null>(null);
  const viewport = computed(() => zoom.value ?? fitted(space.value));
  const selected = signal<ElementId | null>(null);
  const editing = signal<ElementId | null>(null);
  const lifted = signal<ElementId | null>(null);
  const held = signal<Note | null>(null);
  const own = signal<InkDrawing | null>(null);
  const notes = computed(() =>
    board
      .elements(sheet)
      .value.filter((e): e is Note => e.type === 'note' && !board.previews.value.has(e.id)),
  );
  const noteOf = (id: ElementId | null): Note | null =>
    id === null ? null : (notes.value.find((note) => note.id === id) ?? null);
  let fresh: ElementId | null = null;

  // Somebody else may remove what is selected or written on here.
  const stopWatching = effect(() => {
    const ids = new Set(notes.value.map(({ id }) => id));
    for (const holder of [selected, editing, lifted])
      if (holder.value !== null && !ids.has(holder.value)) holder.value = null;
    if (held.value !== null && !ids.has(held.value.id)) held.value = null;
  });

  const state: SheetState = {
    ...options,
    space,
    zoom,
    viewport,
    notes,
    selected,
    editing,
    lifted,
    held,
    own,
    selectedNote: computed(() => {
      const note = noteOf(selected.value);
      return note !== null && held.value?.id === note.id ? held.value : note;
    }),
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
      selected.value = id;
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
    hold(note, [x, y, width, height, angle]) {
      const frame = [x, y, Math.max(LEAST_NOTE, width), Math.max(LEAST_NOTE, height), angle] as const;
      held.value = { ...note, frame };
    },
    letGo() {
      const note = held.value;
      held.value = null;
      if (note === null) return;
      const [x, y, width, height, angle] = note.frame;
      const whole = [Math.round(x), Math.round(y), Math.round(width), Math.round(height), angle] as const;
      board.setFrame(note.id, whole);
    },
    remove(id) {
      if (!readOnly.value) board.remove([id]);
    },
    dispose() {
      state.endWriting();
      own.value?.cancel();
      stopWatching();
    },
  };
  return state;
}
