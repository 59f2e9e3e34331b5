import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bytes } from '../crypto/bytes';
import type { FarFingerprint } from './fingerprint';
import { createSafetyBook, type SafetyBook, type SafetyState } from './safetyBook';
import { FakeRoom, type FakePage } from './testing/FakeRoom';
import type { WordList } from './safety';

const [ID_A, ID_B, ID_C] = ['AAAAAAAAAAE', 'BBBBBBBBBBA', 'CCCCCCCCCCA'];
const CALL_KEY = bytes(9);

let room: FakeRoom;
let now: number;
beforeEach(() => {
  room = new FakeRoom();
  now = 0;
});

function bytes(fill: number): Bytes {
  return new Uint8Array(32).fill(fill);
}

class Seat {
  readonly log: FakePage;
  readonly book: SafetyBook;
  /** of the certificate this page shows */
  readonly print: Bytes;
  far: FarFingerprint = null;
  reachable = true;

  constructor(page: string, print: number, list: WordList = 'nl', own: Bytes | null = bytes(print)) {
    this.log = room.page(page, print);
    this.print = bytes(print);
    this.book = createSafetyBook(this.log, { callKey: CALL_KEY, list }, () => Promise.resolve(own));
    this.log.enter();
  }

  with(page: string): SafetyState | undefined {
    return this.book.pages.value.get(page);
  }

  look(page: string): void {
    this.book.follow({ page, farFingerprint: () => Promise.resolve(this.far) }, this.reachable, now);
  }
}

/** Let both look at one another until *done*, half a second of theirs each time. */
async function until(seats: readonly [Seat, Seat], done: () => boolean): Promise<void> {
  await vi.waitFor(
    () => {
      now += 500;
      const [a, b] = seats;
      a.look(b.log.page);
      b.look(a.log.page);
      expect(done()).toBe(true);
    },
    { interval: 2, timeout: 4_000 },
  );
}

function meet(a: Seat, b: Seat): void {
  [a.far, b.far] = [b.print, a.print];
}

const haveWords = (a: Seat, b: Seat) => (): boolean =>
  a.with(b.log.page)?.state === 'words' && b.with(a.log.page)?.state === 'words';

async function together(): Promise<[Seat, Seat]> {
  const [a, b] = [new Seat(ID_A, 1), new Seat(ID_B, 2)];
  meet(a, b);
  await until([a, b], haveWords(a, b));
  return [a, b];
}

describe('two pages', () => {
  test('come to the same words', async () => {
    const [a, b] = await together();

    expect(a.with(ID_B)).toEqual(b.with(ID_A));
    expect(a.with(ID_B)).toMatchObject({ list: 'nl', found: null });
  });

  test('come to them although every first signal of a kind was lost, and then fall silent', async () => {
    const lost = new Set<string>();
    room.passes = ({ from, body }) => {
      const kind = `${from} ${(body as { t: string }).t}`;
      const passes = lost.has(kind);
      lost.add(kind);
      return passes;
    };
    const [a, b] = await together();
    expect(a.with(ID_B)).toEqual(b.with(ID_A));
    expect(lost.size).toBe(4);

    // What was under way has arrived once both have looked again.
    await until([a, b], () => now % 5_000 === 0);
    const before = room.carried.length;
    const wanted = now + 20_000;
    await until([a, b], () => now >= wanted);
    expect(room.carried.length).toBe(before);
  });

  test('say nothing while the server is away, and go on when it is back', async () => {
    const [a, b] = [new Seat(ID_A, 1), new Seat(ID_B, 2)];
    meet(a, b);
    a.reachable = b.reachable = false;
    await until([a, b], () => now >= 20_000);
    expect(room.carried).toEqual([]);
    expect(a.with(ID_B)).toEqual({ state: 'waiting' });

    a.reachable = b.reachable = true;
    await until([a, b], haveWords(a, b));
    expect(a.with(ID_B)).toEqual(b.with(ID_A));
  });

  test('keep words and finding through a remade connection, and lose both to another certificate', async () => {
    const [a, b] = await together();
    a.book.judge(ID_B, 'same');
    const before = a.with(ID_B);
    expect(before).toMatchObject({ found: 'same' });

    a.far = null;
    const wanted = now + 5_000;
    await until([a, b], () => now >= wanted);
    a.far = b.print;
    await until([a, b], () => now >= wanted + 5_000);
    expect(a.with(ID_B)).toEqual(before);

    a.far = bytes(66);
    await until([a, b], () => a.with(ID_B)?.state === 'broken');
    expect(a.with(ID_B)).toEqual({ state: 'broken', why: 'certificate' });
  });

  test('have other words after one was loaded anew, and nothing is compared yet', async () => {
    const [a, b] = await together();
    a.book.judge(ID_B, 'same');
    const again = new Seat(ID_C, 3);
    meet(a, again);
    await until([a, again], haveWords(a, again));

    expect(a.with(ID_C)).toEqual(again.with(ID_A));
    expect(a.with(ID_C)).toMatchObject({ found: null });
    expect(a.with(ID_C)).not.toMatchObject({ words: (b.with(ID_A) as { words: unknown }).words });
  });
});

describe('what one page says', () => {
  const nonces = (to: string): unknown[] =>
    room.carried.flatMap((one) => {
      const { t, n } = one.body as { t: string; n?: Bytes };
      return t === 'reveal' && one.from === ID_A && one.to === to ? [n?.join()] : [];
    });

  test('is another nonce to each page, so that one of them learns nothing of the other', async () => {
    const [a] = await together();
    const c = new Seat(ID_C, 3);
    meet(a, c);
    await until([a, c], haveWords(a, c));

    expect(new Set(nonces(ID_B)).size).toBe(1);
    expect(new Set(nonces(ID_C)).size).toBe(1);
    expect(nonces(ID_B)[0]).not.toEqual(nonces(ID_C)[0]);
  });

  test('holds no nonce as long as the other has not committed', async () => {
    room.passes = ({ from }) => from !== ID_B;
    const [a, b] = [new Seat(ID_A, 1), new Seat(ID_B, 2)];
    meet(a, b);
    await until([a, b], () => now >= 20_000 && room.carried.some(({ from }) => from === ID_A));

    expect(nonces(ID_B)).toEqual([]);
  });
});

describe('there are no words', () => {
  test('with a page that knows none, and that is said only once the call has stood for a while', async () => {
    const [a, b] = [new Seat(ID_A, 1), new Seat(ID_B, 2)];
    b.book.dispose();
    b.reachable = false;
    a.far = b.print;
    await until([a, b], () => a.with(ID_B)?.state === 'waiting');
    await until([a, b], () => a.with(ID_B)?.state === 'none');

    expect(a.with(ID_B)).toEqual({ state: 'none', why: 'older' });
  });

  test('where the browser does not name the certificates', async () => {
    const [a, b] = [new Seat(ID_A, 1, 'nl', null), new Seat(ID_B, 2)];
    b.far = 'untold';
    await until([a, b], () => a.with(ID_B)?.state === 'none' && b.with(ID_A)?.state === 'none');

    expect([a.with(ID_B), b.with(ID_A)]).toEqual([
      { state: 'none', why: 'browser' },
      { state: 'none', why: 'browser' },
    ]);
  });

  test('to judge before they are there', async () => {
    const [a, b] = [new Seat(ID_A, 1), new Seat(ID_B, 2)];
    await until([a, b], () => a.with(ID_B)?.state === 'waiting');
    a.book.judge(ID_B, 'same');
    meet(a, b);
    await until([a, b], haveWords(a, b));

    expect(a.with(ID_B)).toMatchObject({ found: null });
  });
});

test('somebody in between, who keeps to the rules with a certificate for each, leaves other words', async () => {
  const [a, asB] = [new Seat(ID_A, 1), new Seat(ID_B, 71)];
  meet(a, asB);
  await until([a, asB], haveWords(a, asB));
  room = new FakeRoom();
  const [asA, b] = [new Seat(ID_A, 72), new Seat(ID_B, 2)];
  meet(asA, b);
  await until([asA, b], haveWords(asA, b));

  expect(a.with(ID_B)).not.toEqual(b.with(ID_A));
});
