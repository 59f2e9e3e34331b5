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
import { bringPicture } from './bringing';
import { withHoldingChoices } from './choices';
import { choiceChanges, elementChanges, markChanges, removals, sheetChanges, sheetOf } from './changes';
import { MAX_BLOBS } from '../wire/protocol.gen';
import { BoardDocument, isElement, type Key } from './document';
import { Fold } from './fold';
import { LiveSender, readLive } from './live';
import { drawInk } from './liveInk';
import { drawShape } from './liveShape';
import { orderAbove } from './order';
import { OthersActs } from './othersActs';
import { Outgoing } from './outgoing';
import { Passing } from './passing';
import { overlaid, Previews, Unlogged } from './preview';
import { FIRST, keptOnSheet, NOTE_SIZE } from './schema';
import { cutText } from '../wire/shapes';
import { SettledSheets } from './settled';
import { mergeTyping } from './text';
import { Typing, type TimedUpdate } from './typing';
import { sheetAdded, sheetCopied, sheetMoved, shownOf } from './sheetActs';
import { UndoStack, type Change } from './undo';
import type {
  Board, Element, ElementChange, ElementId, LivePort, Outcome, Sheet, SheetId,
  TextKey,
} from './types';
import { browserWorld, type World } from './world';
import { WhoDraws } from './writers';

const NONE: ReadonlySet<ElementId> = new Set();
/** How often what fell silent is looked for. */
const SWEEP_MS = 2000;

export function openBoard(log: SealedLog, live: LivePort, world: World = browserWorld()): Board {
  const sender = new LiveSender(live, world);
  const unlogged = new Unlogged(sender, world);
  const outgoing = new Outgoing(log, unlogged, world);
  const previews = new Previews(world);
  const passing = new Passing(log.page, previews, sender, world);
  const settled = new SettledSheets();
  const allSheets = signal<readonly Sheet[]>([FIRST]);
  const undoneOn = signal<{ readonly sheet: SheetId } | null>(null);
  const refused = signal(0);
  const placeless = signal(0);
  const skipped = computed(() => refused.value + placeless.value);
  const folded = signal(0);
  const published = signal(0);
  const who = new WhoDraws(log);
  const typed = signal<ElementId | null>(null);
  const mine = computed(() => {
    const id = typed.value;
    return id === null ? outgoing.touched.value : new Set([...outgoing.touched.value, id]);
  });
  /** What others made and the document does not have. */
  const unborn = computed(() => {
    void published.value;
    const ids = [...previews.overlay.value].filter(([id, { v }]) => v !== null && !settled.has(id));
    return ids.length === 0 ? NONE : new Set(ids.map(([id]) => id));
  });
  const shown = new Map<SheetId, ReadonlySignal<readonly Element[]>>();
  const othersActs = new OthersActs();
  let document = new BoardDocument();
  let stopFolding: () => void = () => undefined;
  let currentFold: Fold | null = null;
  let disposed = false;

  const typing = new Typing(world, (element, updates, key) => {
    typed.value = null;
    send(updates, [{ id: element, key }]);
  });
  const undoStack = new UndoStack({
    get: (id, key) => document.get(id, key),
    change: (changes) => perform(changes),
  });

  function publish(): void {
    const touched = othersActs.take(document);
    batch(() => {
      settled.update(touched.elements, document.elements);
      typed.value = typing.element;
      published.value += 1;
      placeless.value = document.placeless;
      if (touched.sheets) allSheets.value = document.sheets();
      passing.arrived(touched.elements);
    });
  }

  /** Fold the log from its beginning into a new document. */
  function foldAnew(): void {
    stopFolding();
    typing.forget();
    document.destroy();
    document = new BoardDocument();
    refused.value = 0;
    const fold = new Fold(document, world, {
      folded(entry) {
        folded.value = entry.seq;
        if (who.folded(entry, fold.writers)) passing.dropOf((page) => !who.shows(page));
        othersActs.folded(entry, document);
        outgoing.logged(entry.author, entry.n);
        previews.logged(entry.author, entry.n);
      },
      skipped: () => {
        refused.value += 1;
      },
      unwanted: () => queueMicrotask(foldAgain),
      rested: publish,
      caughtUp: () => log.caughtUp.peek(),
    });
    const stops = [
      log.onKeyframe((board) => fold.start(board)),
      log.onEntry((entry: Entry) => fold.add(entry, outgoing.holds(entry.author, entry.n))),
      log.caughtUp.subscribe(() => fold.rest()),
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
    if (typeof text === 'string' && who.mayDraw.peek()) typeText(id, text, undefined, key);
  }

  /** Hand updates that the document holds to the log, and tell the others until it has them. */
  function send(updates: readonly TimedUpdate[], touched: readonly Pick<Change, 'id' | 'key'>[], blobs: readonly string[] = []): void {
    const keys = new Map<ElementId, Key[]>();
    for (const { id, key } of touched) keys.set(id, [...(keys.get(id) ?? []), key]);
    const els = [...keys].map(([id, changed]) => {
      const element = document.get(id, 'element');
      return { id, v: isElement(element) ? element : null, ...(changed.includes('element') ? {} : { k: changed }) };
    });
    outgoing.send(document, updates, els, blobs);
  }

  function perform(changes: readonly Change[], blobs: readonly string[] = []): void {
    typing.commit();
    if (!outgoing.mayAct(document)) return;
    const update = document.act(log.author.value, () => {
      for (const { id, key, before, after } of changes) document.set(id, key, after, before);
    });
    if (update === null) return;
    publish();
    send([[0, update]], changes.filter(({ key }) => !key.startsWith('sheet')), blobs);
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
    const sheet = sheetOf(document, about);
    const outcome = undoStack[direction]();
    const place = sheet ?? sheetOf(document, about);
    if (outcome === 'done' && place !== null) undoneOn.value = { sheet: place };
    return outcome;
  }

  const change = (changes: readonly ElementChange[]): void => act(elementChanges(document, changes));
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

  function copySheet(from: Pick<Sheet, 'id' | 'paper'>, elements: readonly Element[], title: string): SheetId {
    const to = { id: newId(), title, newId, by: log.author.value };
    act(sheetCopied(allSheets.value, from, elements, to), blobsOf(elements));
    return to.id;
  }

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
      // Pointing is free, whoever draws.
      if (message.t !== 'c' && !who.shows(page)) return;
      passing.hear(page, message, (id) => document.elements.has(id));
    }),
    // After the acts that were lost have heard of it, which they do as promises do.
    log.onLost(() => queueMicrotask(foldAgain)),
    log.onRestart(foldAgain),
    log.author.subscribe(() => retype()),
  ];

  let stopSweeping = world.later(SWEEP_MS, sweep);
  function sweep(): void {
    passing.sweep();
    stopSweeping = world.later(SWEEP_MS, sweep);
  }

  log.provideBoard(() => document.encode());
  foldAnew();

  return {
    sheets: computed(() => shownOf(allSheets.value)),
    goneSheets: computed(() => allSheets.value.filter((sheet) => sheet.gone === true)),
    skipped,
    writers: who.writers,
    mayDraw: who.mayDraw,
    folded,
    ...passing.shown,
    canUndo: undoStack.canUndo,
    canRedo: undoStack.canRedo,
    previews: unborn,

    elements(sheet) {
      let signalOf = shown.get(sheet);
      if (signalOf === undefined) {
        const own = settled.of(sheet);
        signalOf = computed(() => withHoldingChoices(overlaid(own.value, previews.overlay.value, mine.value, sheet)));
        shown.set(sheet, signalOf);
      }
      return signalOf;
    },
    settled: (sheet) => settled.of(sheet),

    startInk(sheet, look) {
      const stroke = { id: newId(), sheet, ...look };
      return drawInk(stroke, sender, (element) => {
        if (element !== null) add(sheet, [element], { ids: [stroke.id] });
      });
    },

    startShape(sheet, look, frame, from) {
      const shape = { id: from?.id ?? newId(), sheet, ...look };
      return drawShape(shape, frame, sender, world, (element) => {
        if (element === null) from?.cancel();
        else if (from === undefined) add(sheet, [element], { ids: [shape.id] });
        else from.finishAs(element);
      });
    },

    pointLaser: (sheet, x, y) => passing.laser.point(sheet, x, y),
    liftLaser: () => passing.laser.lift(),

    add,

    async bring(sheet, picture) {
      const placed = { ...picture, id: newId(), sheet, by: log.author.value, order: top(sheet), frame: keptOnSheet(picture.frame) };
      const bringing = await bringPicture(log, placed);
      const born = [{ id: placed.id, key: 'element', before: null, after: placed }] as const;
      bringing.kept.then(() => undoStack.push(born), () => undefined); // refused: whoever brought it is told
      return bringing;
    },

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
    setFrame: (id, frame) => change([{ id, frame }]),
    setColour: (id, colour) => change([{ id, colour }]),
    setMark(scale, given, mark) {
      const id = given ?? newId();
      act(markChanges(document, scale, id, mark === null ? null : { by: log.author.value, ...mark }));
      return id;
    },
    choose: (note, choice, drop) => act(choiceChanges(document, note, { ...choice, by: log.author.value }, drop)),
    remove: (ids) => act(removals(document, ids)),

    addSheet(sheet) {
      const id = newId();
      act([sheetAdded(allSheets.value, id, sheet)]);
      return id;
    },
    duplicateSheet(id, title) {
      const from = allSheets.value.find((sheet) => sheet.id === id);
      return from === undefined ? null : copySheet(from, settled.of(id).value, title);
    },
    putSheet: ({ title, paper, after }, elements) => copySheet({ id: after, paper }, elements, title),
    changeSheet: (id, fields) => act(sheetChanges(document, id, fields)),
    moveSheet(id, before) {
      const moved = sheetMoved(allSheets.value, id, before);
      if (moved !== null) act([moved]);
    },

    undo: () => step('undo'),
    redo: () => step('redo'),
    undoneOn,
    onOthersAct: (listener) => othersActs.listen(listener),
    hold: (sheet, ids, frames) => passing.held.hold(sheet, ids, frames),
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
      passing.stop();
      outgoing.stop();
      stopFolding();
      stopSweeping();
      unlogged.clear();
      for (const stop of stopListening) stop();
      document.destroy();
    },
  };
}

/** What the entry of a copy names, so that its pictures stay when the original goes. */
const blobsOf = (elements: readonly Element[]): readonly string[] =>
  [...new Set(elements.flatMap((element) => (element.type === 'picture' ? [element.blob] : [])))].slice(0, MAX_BLOBS);
