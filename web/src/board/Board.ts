/**
 * The flipchart of a room: one document, folded from the log; one's own acts; what passes by live.
 *
 * - A Yjs update enters the document only from the log, one's own acts excepted.
 * - An own act that comes back is not applied again.
 * - When the log ends an author, everything is folded anew under the next.
 */
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import { toBase64url } from '../crypto/base64url';
import type { Entry, SealedLog } from '../log/types';
import { Cursors } from './cursors';
import { BoardDocument } from './document';
import { Fold } from './fold';
import { LiveSender, readLive } from './live';
import { drawInk, RemoteInk } from './liveInk';
import { orderAbove } from './order';
import { Outgoing } from './outgoing';
import { overlaid, Previews, Unlogged } from './preview';
import { FIRST, cutText, keptOnSheet, NOTE_SIZE } from './schema';
import { SettledSheets } from './settled';
import { mergeTyping } from './text';
import { Typing, type TimedUpdate } from './typing';
import { sheetAdded, sheetCopied, sheetMoved } from './sheetActs';
import { sameValue, UndoStack, type Change } from './undo';
import type {
  Board, Element, ElementChange, ElementFields, ElementId, Frame, LivePort, Outcome, Sheet, SheetChange, SheetId,
  TextKey,
} from './types';
import { browserWorld, type World } from './world';

const NONE: ReadonlySet<ElementId> = new Set();
/** How often what fell silent is looked for. */
const SWEEP_MS = 2000;

export function openBoard(log: SealedLog, live: LivePort, world: World = browserWorld()): Board {
  const sender = new LiveSender(live, world);
  const unlogged = new Unlogged(sender, world);
  const outgoing = new Outgoing(log, unlogged, world);
  const previews = new Previews(world);
  const remoteInk = new RemoteInk(world);
  const cursors = new Cursors(world);
  const settled = new SettledSheets();
  const allSheets = signal<readonly Sheet[]>([FIRST]);
  const undoneOn = signal<{ readonly sheet: SheetId } | null>(null);
  const skipped = signal(0);
  const folded = signal(0);
  const published = signal(0);
  const typed = signal<ElementId | null>(null);
  const mine = computed(() => {
    const id = typed.value;
    return id === null ? outgoing.touched.value : new Set([...outgoing.touched.value, id]);
  });
  /** What others made and the document does not have. */
  const unborn = computed(() => {
    void published.value;
    const ids = [...previews.overlay.value].filter(([id, v]) => v !== null && !settled.has(id));
    return ids.length === 0 ? NONE : new Set(ids.map(([id]) => id));
  });
  const shown = new Map<SheetId, ReadonlySignal<readonly Element[]>>();
  let document = new BoardDocument();
  let stopFolding: () => void = () => undefined;
  let currentFold: Fold | null = null;
  let disposed = false;

  const typing = new Typing(world, (element, updates) => {
    typed.value = null;
    send(updates, [element]);
  });
  const undoStack = new UndoStack({
    get: (id, key) => document.get(id, key),
    change: (changes) => perform(changes),
  });

  function publish(): void {
    const touched = document.takeTouched();
    batch(() => {
      settled.update(touched.elements, document.elements);
      typed.value = typing.element;
      published.value += 1;
      if (touched.sheets) allSheets.value = document.sheets();
      remoteInk.drop(touched.elements);
    });
  }

  /** Fold the log from its beginning into a new document. */
  function foldAnew(): void {
    stopFolding();
    typing.forget();
    document.destroy();
    document = new BoardDocument();
    skipped.value = 0;
    const fold = new Fold(document, world, {
      folded(entry) {
        folded.value = entry.seq;
        outgoing.logged(entry.author, entry.n);
        previews.logged(entry.author, entry.n);
      },
      skipped: () => {
        skipped.value += 1;
      },
      rested: publish,
    });
    const stops = [
      log.onKeyframe((board) => fold.start(board)),
      log.onEntry((entry: Entry) => fold.add(entry, outgoing.holds(entry.author, entry.n))),
    ];
    stopFolding = () => {
      for (const stop of stops) stop();
      fold.stop();
    };
    currentFold = fold;
  }

  /** The log ended an author or went back: what it no longer holds must not stay on the sheet. */
  function foldAgain(): void {
    if (disposed) return;
    batch(() => {
      settled.clear();
      allSheets.value = [FIRST];
      foldAnew();
      currentFold?.drain();
      outgoing.replay(document);
      publish();
    });
  }

  /** A new author cannot commit what was typed as another: type it as the new one. */
  function retype(): void {
    const { element: id, key } = typing;
    if (id === null) return;
    const text = document.get(id, key);
    foldAgain();
    if (typeof text === 'string') typeText(id, text, undefined, key);
  }

  /** Hand updates that the document holds to the log, and tell the others until it has them. */
  function send(updates: readonly TimedUpdate[], touched: readonly ElementId[], blobs: readonly string[] = []): void {
    const els = touched.map((id) => {
      const element = document.get(id, 'element');
      return { id, v: isElement(element) ? element : null };
    });
    outgoing.send(document, updates, els, blobs);
  }

  function perform(changes: readonly Change[], blobs: readonly string[] = []): void {
    typing.commit();
    if (!outgoing.mayAct(document)) return;
    const update = document.act(log.author.value, () => {
      for (const { id, key, after } of changes) document.set(id, key, after);
    });
    if (update === null) return;
    publish();
    const touched = changes.filter(({ key }) => !key.startsWith('sheet')).map(({ id }) => id);
    send([[0, update]], [...new Set(touched)], blobs);
  }

  function act(changes: readonly Change[], blobs: readonly string[] = []): void {
    if (changes.length === 0) return;
    perform(changes, blobs);
    undoStack.push(changes);
  }

  /** Take back or do again, and say on which sheet it was. */
  function step(direction: 'undo' | 'redo'): Outcome {
    typing.commit();
    const about = undoStack.next(direction);
    // Before it goes, and after it has come: one of the two knows where it lies.
    const sheet = sheetOf(about) ?? null;
    const outcome = undoStack[direction]();
    const place = sheet ?? sheetOf(about);
    if (outcome === 'done' && place !== null) undoneOn.value = { sheet: place };
    return outcome;
  }

  /** The sheet that an act was about; null when it cannot be shown. */
  function sheetOf(changes: readonly Change[]): SheetId | null {
    for (const { id, key } of changes) {
      if (key.startsWith('sheet')) {
        const sheet = document.get(id, 'sheet');
        if (isSheet(sheet) && sheet.gone !== true) return id;
      } else {
        const element = document.get(id, 'element');
        if (isElement(element)) return element.sheet;
      }
    }
    return null;
  }

  function change(changes: readonly ElementChange[]): void {
    const all = changes.flatMap(({ id, ...fields }) =>
      Object.entries(fields).flatMap(([name, value]): Change[] => {
        const key = name as keyof ElementFields;
        const after = key === 'frame' ? keptOnSheet(value as Frame) : value;
        const before = document.get(id, key);
        if (document.get(id, 'element') === null || sameValue(before, after)) return [];
        return [{ id, key, before, after }];
      }),
    );
    act(all);
  }

  const newId = (): ElementId => toBase64url(world.randomBytes(8));
  const top = (sheet: SheetId): string => orderAbove(settled.of(sheet).value);

  const add: Board['add'] = (sheet, elements, { ids, blobs } = {}) => {
    const by = log.author.value;
    let order = top(sheet);
    const made = elements.map((element, at): Element => {
      const placed = { ...element, id: ids?.[at] ?? newId(), sheet, by, order, frame: keptOnSheet(element.frame) };
      order = orderAbove([placed]);
      return placed;
    });
    act(made.map((element) => ({ id: element.id, key: 'element', before: null, after: element })), blobs);
    return made.map(({ id }) => id);
  };

  function typeText(id: ElementId, text: string, base?: string, key: TextKey = 'text'): void {
    const before = document.get(id, key);
    if (typeof before !== 'string' || !outgoing.mayAct(document)) return;
    const after = cutText(base === undefined ? text : mergeTyping(base, text, before));
    const update = document.act(log.author.peek(), () => document.set(id, key, after));
    if (update === null) return;
    typing.typed(id, update, key);
    publish();
    undoStack.pushTyping({ id, key, before, after });
  }

  const stopListening = [
    live.onMessage((page, body) => {
      const message = readLive(body);
      if (message === null || page === log.page) return;
      batch(() => {
        if (message.t === 'c') cursors.hear(page, message);
        else if (message.t === 'x') remoteInk.drop([message.id], page);
        else if (message.t === 'p') remoteInk.drop(previews.hear(message));
        else if (!document.elements.has(message.id) && !previews.overlay.value.has(message.id))
          remoteInk.hear(page, message);
      });
    }),
    // After the acts that were lost have heard of it, which they do as promises do.
    log.onLost(() => queueMicrotask(foldAgain)),
    log.onRestart(foldAgain),
    log.author.subscribe(() => retype()),
  ];

  let stopSweeping = world.later(SWEEP_MS, sweep);
  function sweep(): void {
    batch(() => {
      cursors.sweep();
      remoteInk.sweep();
      previews.sweep();
    });
    stopSweeping = world.later(SWEEP_MS, sweep);
  }

  log.provideBoard(() => document.encode());
  foldAnew();

  return {
    sheets: computed(() => shownOf(allSheets.value)),
    goneSheets: computed(() => allSheets.value.filter((sheet) => sheet.gone === true)),
    skipped,
    folded,
    liveInk: remoteInk.shown,
    cursors: cursors.shown,
    canUndo: undoStack.canUndo,
    canRedo: undoStack.canRedo,
    previews: unborn,

    elements(sheet) {
      let signalOf = shown.get(sheet);
      if (signalOf === undefined) {
        const own = settled.of(sheet);
        signalOf = computed(() => overlaid(own.value, previews.overlay.value, mine.value, sheet));
        shown.set(sheet, signalOf);
      }
      return signalOf;
    },

    startInk(sheet, look) {
      const stroke = { id: newId(), sheet, ...look };
      return drawInk(stroke, sender, (element) => {
        if (element !== null) add(sheet, [element], { ids: [stroke.id] });
      });
    },

    add,

    addNote(sheet, x, y, colour) {
      const frame = [x - NOTE_SIZE / 2, y - NOTE_SIZE / 2, NOTE_SIZE, NOTE_SIZE, 0] as const;
      return add(sheet, [{ type: 'note', frame, colour, text: '' }])[0] ?? '';
    },

    typeText,

    flush() {
      typing.commit();
      undoStack.endTyping();
    },

    change,
    setMark(scale, id, mark) {
      const key = `mark:${id}` as const;
      const before = document.get(scale, key);
      const after = mark === null ? null : { ...mark, id, by: log.author.value };
      if (document.get(scale, 'element') !== null && !sameValue(before, after)) act([{ id: scale, key, before, after }]);
    },
    setFrame: (id, frame) => change([{ id, frame }]),
    setColour: (id, colour) => change([{ id, colour }]),

    remove(ids) {
      const changes = [...new Set(ids)].map((id): Change => {
        return { id, key: 'element', before: document.get(id, 'element'), after: null };
      });
      act(changes.filter(({ before }) => before !== null));
    },

    addSheet(sheet) {
      const id = newId();
      act([sheetAdded(allSheets.value, id, sheet)]);
      return id;
    },
    duplicateSheet(id, title) {
      const from = allSheets.value.find((sheet) => sheet.id === id);
      if (from === undefined) return null;
      const to = { id: newId(), title, newId, by: log.author.value };
      act(sheetCopied(allSheets.value, from, settled.of(id).value, to));
      return to.id;
    },
    changeSheet(id, fields) {
      const changes = Object.entries(fields).map(([name, value]): Change => {
        const key = `sheet.${name as keyof SheetChange}` as const;
        const after = typeof value === 'string' ? cutText(value) : value;
        return { id, key, before: document.get(id, key), after };
      });
      act(changes.filter(({ before, after }) => before !== null && before !== after));
    },
    moveSheet(id, before) {
      const moved = sheetMoved(allSheets.value, id, before);
      if (moved !== null) act([moved]);
    },

    undo: () => step('undo'),
    redo: () => step('redo'),
    undoneOn,

    moveCursor(sheet, x, y) {
      const at = { t: 'c', s: sheet, x: Math.round(x), y: Math.round(y) } as const;
      sender.offer('cursor', () => at);
    },

    encode: () => document.encode(),
    keyframe() {
      if (typing.element !== null || outgoing.size > 0 || folded.value === 0) return null;
      return { k: folded.value, board: document.encode() };
    },

    dispose() {
      typing.commit();
      disposed = true;
      outgoing.stop();
      stopFolding();
      stopSweeping();
      unlogged.clear();
      for (const stop of stopListening) stop();
      document.destroy();
    },
  };
}

/** Never empty: when all were taken away, the first one lies there again. */
function shownOf(sheets: readonly Sheet[]): readonly Sheet[] {
  const shown = sheets.filter((sheet) => sheet.gone !== true);
  return shown.length > 0 ? shown : sheets.slice(0, 1);
}

const isSheet = (value: Change['after']): value is Sheet =>
  typeof value === 'object' && value !== null && 'paper' in value;
const isElement = (value: Change['after']): value is Element =>
  typeof value === 'object' && value !== null && 'type' in value;
