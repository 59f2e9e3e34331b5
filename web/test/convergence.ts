/**
 * Three people on one flipchart, by a script of chance: whole pages (sealed log, outbox, board)
 * over the scripted server, with lost and repeated messages, broken lines and tabs that die.
 *
 * The same seed makes the same choices. What comes out is what Python needs to fold the same log.
 */
import { toBase64url } from '../src/crypto/base64url';
import { concat } from '../src/crypto/bytes';
import { encodeRecord } from '../src/crypto/entry';
import { linkFragment } from '../src/crypto/fragment';
import { openBoard } from '../src/board/Board';
import { seededRandom } from '../src/board/testing/memoryRoom';
import { byOrder } from '../src/board/order';
import type { Board, Element } from '../src/board/types';
import type { World } from '../src/board/world';
import { TestRoom, makeDevice, settle, type Device, type Page } from '../src/log/testing/Room';
import type { SealedLog } from '../src/log/types';
import { FIRST_SHEET } from '../src/wire/schema.gen';

/** An act that the log took and told its page of. */
export interface Kept {
  readonly author: string;
  readonly n: number;
  readonly seq: number;
}

/** As JSON; `tests/faults/test_convergence.py` reads it. */
export interface Played {
  readonly seed: number;
  readonly link: string;
  /** base64url of all records, as a page of entries holds them */
  readonly records: string;
  /** what each page shows in the end, the last of them a fresh one */
  readonly peers: readonly (readonly PlainElement[])[];
  /** the sheets of each, in order, those that are gone too */
  readonly sheets: readonly (readonly PlainElement[])[];
  readonly kept: readonly Kept[];
  /** elements told to be kept that the script never took away */
  readonly standing: readonly string[];
  /** words told to be kept, in notes that the script never took away */
  readonly words: readonly (readonly [note: string, word: string])[];
  /** how often the script did what it is there for */
  readonly faults: Readonly<Record<'cut' | 'lost' | 'repeated' | 'reloaded' | 'adopted', number>>;
}

export type PlainElement = Readonly<Record<string, unknown>>;

const plain = (element: Element): PlainElement =>
  element.type === 'ink' ? { ...element, points: toBase64url(element.points) } : { ...element };
const on = (board: Board): readonly Element[] => board.elements(FIRST_SHEET).value;

/** One tab: its page and its board. Once dead, nothing of it runs any more. */
class Tab {
  readonly board: Board;
  readonly log: SealedLog;
  alive = true;
  /** what the next appended act will have made, as the script knows it */
  making: readonly string[] = [];

  constructor(
    readonly page: Page,
    script: Script,
  ) {
    this.log = {
      ...page.log,
      append: async (kind, data, options) => {
        const { making } = this;
        this.making = [];
        const pending = await page.log.append(kind, data, options);
        pending.kept.then(
          (seq) => {
            script.kept.push({ author: pending.author, n: pending.n, seq });
            for (const made of making) script.told.add(made);
          },
          () => undefined,
        );
        return pending;
      },
    };
    const { clock } = script.room;
    const later = (ms: number, run: () => void): (() => void) => clock.after(ms, () => void (this.alive && run()));
    const world: World = {
      now: () => clock.steady(),
      later,
      soon: (run) => void later(0, run),
      randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(script.random() * 256)),
    };
    this.board = openBoard(this.log, { send: (body) => this.log.sendLive(body), onMessage: this.log.onLive }, world);
  }

  die(): void {
    this.alive = false;
    this.page.kill();
  }
}

class Script {
  readonly room = new TestRoom();
  readonly random: () => number;
  readonly kept: Kept[] = [];
  /** what a page was told is kept: `id` of an element, `id word` of a word on a note */
  readonly told = new Set<string>();
  /** ids that somebody took away, or took back */
  readonly erased = new Set<string>();
  readonly faults = { cut: 0, lost: 0, repeated: 0, reloaded: 0, adopted: 0 };
  readonly tabs = new Map<Device, Tab>();

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)];
  }

  async open(device: Device, connected: boolean): Promise<Tab> {
    const tab = new Tab(await this.room.page(device, { connect: false }), this);
    this.tabs.set(device, tab);
    if (connected) await tab.page.wire.connect();
    return tab;
  }

  /** Let *ms* pass for everybody. */
  async pass(ms: number): Promise<void> {
    this.room.clock.advance(ms);
    await settle();
  }

  /** Something a person does. */
  act(tab: Tab): void {
    const { board } = tab;
    const dice = this.random();
    const any = this.pick(on(board).filter(({ id }) => !board.previews.value.has(id)));
    if (dice < 0.35) {
      const drawing = board.startInk(FIRST_SHEET, { marker: 1, width: 2 });
      const from = Math.floor(this.random() * 800);
      drawing.add(from, 10, 0.5, 0);
      drawing.add(from + 20, 30, 0.5, 16);
      drawing.add(from + 40, 20, 0.5, 32);
      tab.making = [drawing.id];
      drawing.finish();
    } else if (dice < 0.42) {
      board.addNote(FIRST_SHEET, this.random() * 900, this.random() * 1300, 1);
    } else if (dice < 0.5) {
      const frame = [this.random() * 500, this.random() * 900, 200, 120, 0] as const;
      board.add(FIRST_SHEET, [
        { type: 'shape', shape: this.pick(['line', 'arrow', 'ellipse'] as const) ?? 'line', marker: 2, width: 1, frame },
        { type: 'text', marker: 3, size: 2, text: 'groot', frame },
      ]);
    } else if (dice < 0.76 && any?.type === 'note') {
      // What is typed is committed at once, so that the script knows which act holds it.
      const word = `w${Math.floor(this.random() * 1e9)} `;
      const before = any.text;
      board.flush();
      board.typeText(any.id, this.random() < 0.5 ? before + word : word + before, before);
      tab.making = [`${any.id} ${word.trim()}`];
      board.flush();
    } else if (dice < 0.8 && any) {
      board.change([any.type === 'note' ? { id: any.id, colour: 3, signed: true } : { id: any.id, locked: true }]);
    } else if (dice < 0.82) this.sheet(board);
    else if (dice < 0.87 && any) {
      board.setFrame(any.id, [this.random() * 500, this.random() * 500, 200, 200, 0]);
    } else if (dice < 0.92 && any) {
      board.remove([any.id]);
      this.erased.add(any.id);
    } else this.takeBack(board);
  }

  /** Something with the sheets themselves. */
  sheet(board: Board): void {
    const any = this.pick([...board.sheets.value, ...board.goneSheets.value])?.id ?? FIRST_SHEET;
    const dice = this.random();
    if (dice < 0.4) board.addSheet({ title: `vel ${Math.floor(this.random() * 1000)}`, paper: 'squared' });
    else if (dice < 0.6) board.changeSheet(any, { title: `naam ${Math.floor(this.random() * 1000)}` });
    else if (dice < 0.8 && any !== FIRST_SHEET) board.changeSheet(any, { gone: this.random() < 0.5 });
    else board.moveSheet(any, null);
  }

  /** Undo or redo, and note whose standing that changed. */
  takeBack(board: Board): void {
    const before = new Map(on(board).map((element) => [element.id, JSON.stringify(plain(element))]));
    if (this.random() < 0.7) board.undo();
    else board.redo();
    const after = new Map(on(board).map((element) => [element.id, JSON.stringify(plain(element))]));
    for (const [id, was] of before) if (after.get(id) !== was) this.erased.add(id);
    for (const id of after.keys()) if (!before.has(id)) this.erased.add(id);
  }

  /** Something that happens to somebody's line, clock or tab. */
  async fault(device: Device, { page, board }: Tab): Promise<void> {
    const dice = this.random();
    const { wire } = page;
    if (dice < 0.22) {
      if (wire.sent.shift() !== undefined) this.faults.lost += 1;
    } else if (dice < 0.4) {
      if (wire.coming.shift() !== undefined) this.faults.lost += 1;
    } else if (dice < 0.55) {
      const [first] = wire.coming;
      if (first !== undefined) {
        wire.coming.push(first);
        this.faults.repeated += 1;
      }
    } else if (dice < 0.75) {
      if (wire.online) {
        wire.disconnect();
        this.faults.cut += 1;
      } else await wire.connect();
    } else if (dice < 0.9) {
      this.faults.adopted += page.log.unsent.value;
      this.faults.reloaded += 1;
      this.tabs.get(device)?.die();
      await this.open(device, this.random() < 0.6);
    } else if (dice < 0.95) this.room.clock.offset += 5000;
    else if (device.role === 'coach' && wire.online) {
      const frame = board.keyframe();
      if (frame !== null) await page.log.putKeyframe(frame.k, frame.board);
    }
  }

  async step(devices: readonly Device[]): Promise<void> {
    const device = this.pick(devices);
    const tab = device === undefined ? undefined : this.tabs.get(device);
    if (device === undefined || tab === undefined) throw new Error('nobody there');
    const dice = this.random();
    const { wire } = tab.page;
    const often = 1 + Math.floor(this.random() * 4);
    if (dice < 0.3) this.act(tab);
    else if (dice < 0.55) for (let turn = 0; turn < often; turn++) await wire.serveOne();
    else if (dice < 0.82) for (let turn = 0; turn < often; turn++) wire.hearOne();
    else if (dice < 0.92) await this.fault(device, tab);
    else await this.pass(this.random() * 9000);
    tab.making = [];
    await this.pass(Math.floor(this.random() * 40));
  }

  /** All lines are whole again, for as long as it takes. */
  async heal(): Promise<void> {
    for (const { board } of this.tabs.values()) board.flush();
    for (const { page } of this.tabs.values()) if (!page.wire.online) await page.wire.connect();
    for (let turn = 0; turn < 6; turn++) {
      await this.room.pass(15_000);
      for (const { page } of this.tabs.values()) await page.wire.tellHead();
    }
    await this.room.pass(1000);
    await this.pass(0);
  }
}

export async function play(seed: number, steps = 350): Promise<Played> {
  const script = new Script(seed);
  const devices = [makeDevice('desk', 'coach'), makeDevice('phone', 'guest'), makeDevice('laptop', 'guest')];
  for (const device of devices) await script.open(device, true);
  for (let step = 0; step < steps; step++) await script.step(devices);
  await script.heal();
  await script.open(makeDevice('new', 'guest'), true);
  await script.heal();

  const tabs = [...script.tabs.values()];
  for (const { page, board } of tabs) {
    if (page.lies().length > 0) throw new Error(`an honest server was called a liar: ${page.lies().join()}`);
    if (page.log.unsent.value > 0) throw new Error('something never got into the log');
    if (page.lost.length > 0 || board.skipped.value > 0) throw new Error('something was lost or skipped');
    if (board.previews.value.size > 0) throw new Error('something is shown that the log does not hold');
  }
  const told = [...script.told].map((made) => made.split(' ')).filter(([id = '']) => !script.erased.has(id));
  const { records } = script.room.server;
  const link = linkFragment('g', await script.room.secret('guest'));
  return {
    seed,
    link: `https://example.org/r/${script.room.id}${link}`,
    records: toBase64url(concat(...records.map(encodeRecord))),
    peers: tabs.map(({ board }) => on(board).map(plain)),
    sheets: tabs.map(({ board }) =>
      [...board.sheets.value, ...board.goneSheets.value].sort(byOrder).map((sheet) => ({ ...sheet })),
    ),
    kept: script.kept,
    standing: told.flatMap(([id = '', word]) => (word === undefined ? [id] : [])),
    words: told.flatMap(([id = '', word]) => (word === undefined ? [] : [[id, word] as const])),
    faults: script.faults,
  };
}
