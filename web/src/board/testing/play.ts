/**
 * Three people on one flipchart, by a script of chance: all they can do, partitions, late delivery,
 * reloads, authors that start anew, acts that the log refuses.
 *
 * The same seed makes the same choices.
 */
import { FIRST_SHEET } from '../../wire/schema.gen';
import { openBoard } from '../Board';
import type { Board, Element, NewElement, SheetId } from '../types';
import { Claims, plainOf } from './claims';
import { settle } from './boards';
import { HandMovedWorld, MemoryRoom, seededRandom, type MemoryPage } from './memoryRoom';

const BLOB = 'B'.repeat(43);
const PEOPLE = [0, 1, 2] as const;

interface Seat {
  who: number;
  page: MemoryPage;
  board: Board;
  cut: boolean;
}

export interface Ended {
  /** the whole log */
  readonly entries: MemoryRoom['entries'];
  readonly boards: readonly Board[];
  /** one that came only when all was done, and folded the whole log */
  readonly fresh: Board;
  readonly sheets: readonly SheetId[];
  readonly claims: Claims;
  /** words that somebody typed and that nobody took away: [element, word] */
  readonly words: readonly (readonly [string, string])[];
  /** undo took back what was not one's own */
  readonly stolen: readonly string[];
  /** how often each thing was done */
  readonly did: ReadonlyMap<string, number>;
}

export class Play {
  readonly #random: () => number;
  readonly #world: HandMovedWorld;
  readonly #room: MemoryRoom;
  readonly #seats: Seat[];
  #people = PEOPLE.length;
  readonly #claims = new Claims();
  readonly #words: { readonly id: string; readonly word: string; readonly act: number }[] = [];
  /** texts that an undo, a redo or a copy changed: their words come and go */
  readonly #retold = new Set<string>();
  readonly #stolen: string[] = [];
  readonly #did = new Map<string, number>();
  /** acts whose entries wait in the outbox, by seat; typing waits before that */
  readonly #unsent = new Map<Seat, { readonly act: number; readonly entries: Set<unknown> }[]>();

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    this.#world = new HandMovedWorld(seed);
    this.#room = new MemoryRoom(this.#world);
    this.#seats = PEOPLE.map((who) => {
      const page = this.#room.page();
      return { who, page, board: openBoard(page.log, page.live, this.#world), cut: false };
    });
  }

  async run(steps: number): Promise<Ended> {
    for (let step = 0; step < steps; step++) {
      const seat = this.#pick(this.#seats);
      if (seat === undefined) throw new Error('nobody there');
      if (this.#random() < 0.55) this.#act(seat);
      else await this.#happen(seat);
      // Between two things that happen in a page, its promises have their turn.
      await settle();
      this.#world.pass(Math.floor(this.#random() * 300));
    }
    return this.#end();
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }

  #count(what: string): void {
    this.#did.set(what, (this.#did.get(what) ?? 0) + 1);
  }

  // --- what people do ---------------------------------------------------------------------------

  #act(seat: Seat): void {
    const { board } = seat;
    const sheet = this.#pick(board.sheets.value)?.id ?? FIRST_SHEET;
    const there = board.elements(sheet).value.filter(({ id }) => !board.previews.value.has(id));
    const any = this.#pick(there);
    const dice = this.#random();
    if (dice < 0.14) this.#claim(seat, 'ink', () => this.#draw(board, sheet));
    else if (dice < 0.34) this.#claim(seat, 'add', () => board.add(sheet, this.#elements()));
    else if (dice < 0.46) this.#write(seat, there);
    else if (dice < 0.64 && any) this.#claim(seat, 'change', () => this.#change(board, there));
    else if (dice < 0.69 && any) this.#claim(seat, 'remove', () => board.remove([any.id]));
    else if (dice < 0.8) this.#claim(seat, 'sheets', () => this.#sheets(board, sheet));
    else this.#takeBack(seat, this.#random() < 0.65 ? 'undo' : 'redo');
  }

  /** Do something, and note what it made of the document. */
  #claim(seat: Seat, what: string, act: () => void): number {
    this.#count(what);
    // What is still being typed is an act of its own.
    seat.board.flush();
    const before = plainOf(seat.board.encode());
    act();
    return this.#claimed(seat, before);
  }

  #claimed(seat: Seat, before: ReturnType<typeof plainOf>): number {
    const after = plainOf(seat.board.encode());
    const act = this.#claims.add(seat.who, before, after);
    const waiting = this.#unsent.get(seat) ?? [];
    const known = new Set(waiting.flatMap(({ entries }) => [...entries]));
    const entries = new Set(seat.page.outbox.map(({ entry }) => entry).filter((entry) => !known.has(entry)));
    waiting.push({ act, entries });
    this.#unsent.set(seat, waiting);
    return act;
  }

  #draw(board: Board, sheet: SheetId): void {
    const tip = this.#random() < 0.2 ? { tip: 'highlighter' as const } : {};
    const drawing = board.startInk(sheet, { marker: this.#of4(), width: this.#of3(), ...tip });
    const from = Math.floor(this.#random() * 800);
    for (let point = 0; point < 3; point++) drawing.add(from + 20 * point, 10 + 7 * point, 0.5, 16 * point);
    if (this.#random() < 0.2) drawing.finishAs(this.#shape());
    else if (this.#random() < 0.1) drawing.cancel();
    else drawing.finish();
  }

  #elements(): NewElement[] {
    const frame = [this.#random() * 700, this.#random() * 1100, 200, 160, 0] as const;
    const all: NewElement[] = [
      this.#shape(),
      { type: 'text', marker: this.#of4(), size: this.#of3(), text: '', frame },
      { type: 'note', colour: this.#of4(), text: '', frame },
      { type: 'picture', blob: BLOB, alt: 'foto', frame },
    ];
    const some = all.filter(() => this.#random() < 0.4);
    return some.length > 0 ? some : [this.#shape()];
  }

  #shape(): NewElement {
    const shape = this.#pick(['line', 'arrow', 'rectangle', 'ellipse'] as const) ?? 'line';
    return { type: 'shape', shape, marker: this.#of4(), width: this.#of3(), frame: [100, 100, 200, 0, 30] };
  }

  readonly #of4 = (): 0 | 1 | 2 | 3 => this.#pick([0, 1, 2, 3] as const) ?? 0;
  readonly #of3 = (): 0 | 1 | 2 => this.#pick([0, 1, 2] as const) ?? 0;

  /** A word more, before or behind what stands there. */
  #write(seat: Seat, there: readonly Element[]): void {
    const written = this.#pick(there.filter((e) => e.type === 'note' || e.type === 'text'));
    if (written === undefined || !('text' in written)) return;
    // Begins as no other does, so that where it was put can be told from the text alone.
    const word = `${String.fromCodePoint(0x4e00 + this.#words.length)}${Math.floor(this.#random() * 1e6)} `;
    const { id, text } = written;
    const act = this.#claim(seat, 'write', () => {
      seat.board.typeText(id, this.#random() < 0.5 ? text + word : word + text, text);
      seat.board.flush();
    });
    this.#words.push({ id, word: word.trim(), act });
  }

  #change(board: Board, there: readonly Element[]): void {
    // What came last is what people are at, all of them.
    const near = this.#random() < 0.5 ? there.slice(-3) : there;
    const some = near.filter(() => this.#random() < 2 / near.length);
    const changes = some.map(({ id, type }) => {
      const dice = this.#random();
      if (dice < 0.5) return { id, frame: [this.#random() * 500, this.#random() * 500, 200, 200, 0] as const };
      if (dice < 0.65) return { id, locked: this.#random() < 0.5 };
      if (type === 'note') return dice < 0.8 ? { id, colour: this.#of4() } : { id, signed: this.#random() < 0.5 };
      if (type === 'picture') return { id, alt: `foto ${this.#of4()}` };
      return type === 'text' ? { id, size: this.#of3() } : { id, marker: this.#of4() };
    });
    board.change(changes);
  }

  #sheets(board: Board, sheet: SheetId): void {
    const dice = this.#random();
    const gone = this.#pick(board.goneSheets.value);
    if (dice < 0.2) board.addSheet({ title: `vel ${Math.floor(this.#random() * 1000)}` });
    else if (dice < 0.28 && board.sheets.value.length < 8) board.duplicateSheet(sheet, 'nog eens');
    else if (dice < 0.5) board.changeSheet(sheet, { title: `naam ${Math.floor(this.#random() * 1000)}` });
    else if (dice < 0.6) board.changeSheet(sheet, { paper: this.#pick(['plain', 'squared', 'lined'] as const) ?? 'plain' });
    else if (dice < 0.72) board.changeSheet(sheet, { gone: true });
    else if (dice < 0.84 && gone) board.changeSheet(gone.id, { gone: false });
    else board.moveSheet(sheet, this.#pick(board.sheets.value)?.id ?? null);
  }

  #takeBack(seat: Seat, direction: 'undo' | 'redo'): void {
    this.#count(direction);
    seat.board.flush();
    const before = plainOf(seat.board.encode());
    const outcome = seat.board[direction]();
    this.#count(`${direction} ${outcome}`);
    const after = plainOf(seat.board.encode());
    for (const place of this.#claims.notOwn(seat.who, before, after)) this.#stolen.push(`${seat.who} ${place}`);
    for (const [place, value] of after)
      if (place.endsWith(' text') && before.get(place) !== value) this.#retold.add(place.split(' ')[0] ?? '');
    this.#claimed(seat, before);
  }

  // --- what happens to them ---------------------------------------------------------------------

  async #happen(seat: Seat): Promise<void> {
    const dice = this.#random();
    const { page } = seat;
    if (dice < 0.12) {
      seat.cut = !seat.cut;
      page.reachable = !seat.cut;
      this.#count('cut');
    } else if (dice < 0.15) {
      page.newAuthor();
      this.#count('new author');
    } else if (dice < 0.17) this.#refuse(seat);
    else if (dice < 0.21) await this.#reload(seat);
    else {
      await settle();
      if (!seat.cut) page.send(1 + Math.floor(this.#random() * 3), this.#random() < 0.3 ? 2 : 1);
      if (!seat.cut) page.deliver(1 + Math.floor(this.#random() * 6));
      this.#forgetSent(seat);
    }
  }

  #forgetSent(seat: Seat): void {
    const left = new Set<unknown>(seat.page.outbox.map(({ entry }) => entry));
    const waiting = this.#unsent.get(seat) ?? [];
    this.#unsent.set(seat, waiting.filter(({ entries }) => [...entries].some((entry) => left.has(entry))));
  }

  /** The log takes none of what waits; whoever did it is told. */
  #refuse(seat: Seat): void {
    seat.board.flush();
    this.#forgetSent(seat);
    const lost = new Set((this.#unsent.get(seat) ?? []).map(({ act }) => act));
    this.#unsent.delete(seat);
    this.#claims.lose(lost);
    const kept = this.#words.filter(({ act }) => !lost.has(act));
    this.#words.splice(0, Infinity, ...kept);
    seat.page.refuse('not_allowed');
    this.#count('refused');
  }

  /** The tab dies and comes again; the next one takes over what the outbox held. */
  async #reload(seat: Seat): Promise<void> {
    seat.board.flush();
    await settle();
    const { outbox } = seat.page;
    seat.board.dispose();
    // Does not see what the outbox holds before it is logged: what it does is done beside that.
    seat.who = this.#people++;
    seat.page.reachable = false;
    seat.page = this.#room.page();
    seat.page.outbox.push(...outbox);
    seat.page.reachable = !seat.cut;
    seat.board = openBoard(seat.page.log, seat.page.live, this.#world);
    this.#count('reloaded');
  }

  async #end(): Promise<Ended> {
    for (const seat of this.#seats) {
      seat.board.flush();
      seat.page.reachable = true;
    }
    // Twice: a new author of a board that was being typed on says it again.
    for (let turn = 0; turn < 2; turn++) {
      this.#world.pass(5000);
      await settle();
      for (const { page } of this.#seats) page.send();
      for (const { page } of this.#seats) page.deliver();
    }
    this.#world.pass(20_000);
    await settle();
    const page = this.#room.page();
    const fresh = openBoard(page.log, page.live, this.#world);
    page.deliver();
    this.#world.pass(1000);
    const sheets = [...fresh.sheets.value, ...fresh.goneSheets.value].map(({ id }) => id);
    const words = this.#words
      .filter(({ id }) => !this.#claims.everGone(id) && !this.#retold.has(id))
      .map(({ id, word }) => [id, word] as const);
    const boards = this.#seats.map(({ board }) => board);
    return { entries: this.#room.entries, boards, fresh, sheets, claims: this.#claims, words, stolen: this.#stolen, did: this.#did };
  }
}
