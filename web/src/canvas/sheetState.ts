/** One person's view of one sheet: what is selected, held, written, and how near it is looked at. */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Bounds } from '../board/geometry';
import type { Board, ElementId, Ink, InkDrawing, InkPoint, Note, ShapeDrawing, SheetId, Text } from '../board/types';
import { noteLayout } from './measure';
import { createSelection, type SelectionState } from './selection/selection';
import type { Tool } from './tools';
import { fitted, type Space, type Viewport } from './viewport';
import { createWriting, type WritingState } from './writing/writing';

export interface SheetOptions {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly tool: Signal<Tool>;
  readonly marker: ReadonlySignal<Ink['marker']>;
  readonly highlight: ReadonlySignal<Ink['marker']>;
  readonly width: ReadonlySignal<Ink['width']>;
  readonly noteColour: ReadonlySignal<Note['colour']>;
  readonly textSize: ReadonlySignal<Text['size']>;
  readonly readOnly: ReadonlySignal<boolean>;
}

/** A shape being drawn here. */
export interface OwnShape {
  readonly drawing: ShapeDrawing;
  /** the stroke that became it */
  readonly from?: readonly InkPoint[];
}

export interface SheetState extends SheetOptions, SelectionState, WritingState {
  readonly space: Signal<Space>;
  /** null: the whole sheet, however large the space becomes */
  readonly zoom: Signal<Viewport | null>;
  readonly viewport: ReadonlySignal<Viewport>;
  /** notes that can be selected, in drawing order */
  readonly notes: ReadonlySignal<readonly Note[]>;
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
  dispose(): void;
}

export function createSheetState(options: SheetOptions): SheetState {
  const { board, sheet, tool } = options;
  const space = signal<Space>({ width: 0, height: 0 });
  const zoom = signal<Viewport | null>(null);
  const viewport = computed(() => zoom.value ?? fitted(space.value));
  const lifted = signal<ElementId | null>(null);
  const own = signal<InkDrawing | null>(null);
  const ownShape = signal<OwnShape | null>(null);
  const notes = computed(() =>
    board
      .elements(sheet)
      .value.filter((e): e is Note => e.type === 'note' && !board.previews.value.has(e.id)),
  );

  // Somebody else may remove what is read here.
  const stopWatching = effect(() => {
    const id = lifted.value;
    if (id !== null && notes.value.every((note) => note.id !== id)) lifted.value = null;
  });

  const selection = createSelection(options);
  const writing = createWriting({
    ...options,
    space,
    viewport,
    select(ids) {
      lifted.value = null;
      selection.select(ids);
    },
  });
  // Who takes up a pen has done with what was selected.
  const stopFollowing = tool.subscribe((now) => {
    if (now !== 'select' && now !== 'hand') selection.select([]);
  });

  const state: SheetState = {
    ...options,
    ...selection,
    ...writing,
    space,
    zoom,
    viewport,
    notes,
    lifted,
    own,
    ownShape,
    grasping: signal(false),
    offering: signal(false),
    frame: signal<Bounds | null>(null),
    heightOf: (note) => noteLayout(note).height,

    dispose() {
      state.stopWriting();
      state.stopSelecting();
      own.value?.cancel();
      ownShape.value?.drawing.cancel();
      stopWatching();
      stopFollowing();
    },
  };
  return state;
}
