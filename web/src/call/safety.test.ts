import { describe, expect, test } from 'vitest';
import { toBase64url } from '../crypto/base64url';
import type { Bytes } from '../crypto/bytes';
import { commitmentOf, safetyWords, type SafetySide } from '../crypto/safety';
import {
  answersTo, beginExchange, conclude, dueOf, hear, listOf, meet, parseSafetySignal,
  type Exchange, type SafetySignal, type WordList,
} from './safety';

const CALL_KEY = bytes(99);

function bytes(fill: number, length = 32): Bytes {
  return new Uint8Array(length).fill(fill);
}

/** 32 bytes that a counter decides; a search goes through them. */
function numbered(n: number): Bytes {
  const made = bytes(7);
  new DataView(made.buffer).setUint32(0, n);
  return made;
}

function sideOf(page: number, nonce = bytes(page + 100), fingerprint = bytes(page + 50)): SafetySide {
  return { page: toBase64url(bytes(page, 8)), fingerprint, nonce };
}

const A = sideOf(1);
const B = sideOf(2);

const begin = (own: SafetySide, other: SafetySide, list: WordList = 'nl'): Promise<Exchange> =>
  beginExchange(own, list, other.page);

const commitOf = async ({ nonce, fingerprint }: SafetySide): Promise<SafetySignal> => ({
  t: 'commit',
  c: await commitmentOf(nonce, fingerprint),
  have: false,
  list: 'nl',
});

const revealOf = ({ nonce }: SafetySide): SafetySignal => ({ t: 'reveal', n: new Uint8Array(nonce) });

/** What *own* holds after *said*, over a connection whose far certificate is *fingerprint*. */
async function after(
  own: SafetySide,
  other: SafetySide,
  said: readonly SafetySignal[],
  fingerprint: Bytes | 'several' = new Uint8Array(other.fingerprint),
): Promise<Exchange> {
  const heard = said.reduce(hear, await begin(own, other));
  return conclude(meet(heard, fingerprint), CALL_KEY);
}

describe('an exchange', () => {
  test('ends with the same words on both sides', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B)]);
    const b = await after(B, A, [await commitOf(A), revealOf(A)]);

    expect(a.words).toHaveLength(4);
    expect(a.words).toEqual(b.words);
    expect(a.broken).toBe(null);
  });

  test('has no words while anything is missing', async () => {
    const commit = await commitOf(B);
    expect((await after(A, B, [])).words).toBe(null);
    expect((await after(A, B, [commit])).words).toBe(null);
    expect((await after(A, B, [revealOf(B)])).words).toBe(null);
    const unmet = [commit, revealOf(B)].reduce(hear, await begin(A, B));
    expect((await conclude(unmet, CALL_KEY)).words).toBe(null);
  });

  test('hears the same twice without harm', async () => {
    const commit = await commitOf(B);
    const a = await after(A, B, [commit, commit, revealOf(B), revealOf(B), commit]);

    expect(a.words).not.toBe(null);
  });

  test('keeps its words through a remade connection with the same certificate', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B)]);
    const again = await conclude(meet(a, new Uint8Array(B.fingerprint)), CALL_KEY);

    expect(again).toEqual(a);
  });

  test('reads from the list of the page with the smaller id, on both sides', async () => {
    const a = hear(await begin(A, B, 'en'), { ...(await commitOf(B)), list: 'nl' } as SafetySignal);
    const b = hear(await begin(B, A, 'nl'), { ...(await commitOf(A)), list: 'en' } as SafetySignal);

    expect([listOf(a), listOf(b)]).toEqual(['en', 'en']);
  });
});

describe('an exchange is broken by', () => {
  test('nothing, when all fits: the control', async () => {
    expect((await after(A, B, [await commitOf(B), revealOf(B)])).broken).toBe(null);
  });

  test('a second, different commitment', async () => {
    const a = await after(A, B, [await commitOf(B), await commitOf(sideOf(2, bytes(3))), revealOf(B)]);

    expect([a.broken, a.words]).toEqual(['commit', null]);
  });

  test('a different commitment after the words were there', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B)]);

    expect(hear(a, await commitOf(sideOf(2, bytes(3))))).toMatchObject({ broken: 'commit', words: null });
  });

  test('a nonce that was not committed to', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(sideOf(2, bytes(3)))]);

    expect([a.broken, a.words]).toEqual(['reveal', null]);
  });

  test('a second, different nonce', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B), revealOf(sideOf(2, bytes(3)))]);

    expect([a.broken, a.words]).toEqual(['reveal', null]);
  });

  test('a certificate other than the one committed to', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B)], bytes(66));

    expect([a.broken, a.words]).toEqual(['reveal', null]);
  });

  test('another certificate after the words were there', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B)]);

    expect(meet(a, bytes(66))).toMatchObject({ broken: 'certificate', words: null });
  });

  test('two certificates in one connection', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B)], 'several');

    expect([a.broken, a.words]).toEqual(['certificate', null]);
  });

  test('one\'s own words sent back', async () => {
    const a = await after(A, B, [await commitOf(A), revealOf(A)]);

    expect([a.broken, a.words]).toEqual(['reveal', null]);
  });

  test('anything for good: what fits comes too late', async () => {
    let a = await after(A, B, [await commitOf(B), await commitOf(sideOf(2, bytes(3)))]);
    a = await conclude(meet(hear(hear(a, await commitOf(B)), revealOf(B)), new Uint8Array(B.fingerprint)), CALL_KEY);

    expect([a.broken, a.words]).toEqual(['commit', null]);
    expect([dueOf(a), answersTo(a, await commitOf(B))]).toEqual([[], []]);
  });
});

describe('what is said', () => {
  const kinds = (signals: readonly SafetySignal[]): string[] => signals.map(({ t }) => t);

  test('holds no nonce before the other has committed', async () => {
    const a = await begin(A, B);
    expect(kinds(dueOf(a))).toEqual(['commit']);
    expect(answersTo(hear(a, revealOf(B)), revealOf(B))).toEqual([]);

    const commit = await commitOf(B);
    expect(kinds(dueOf(hear(a, commit)))).toEqual(['commit', 'reveal']);
  });

  test('is said again until the other\'s nonce is here, and then only when asked', async () => {
    const commit = await commitOf(B);
    const a = await after(A, B, [commit, revealOf(B)]);

    expect(dueOf(a)).toEqual([]);
    expect(kinds(answersTo(a, commit))).toEqual(['commit', 'reveal']);
    expect(answersTo(a, revealOf(B))).toEqual([]);
  });

  test('ends: two that have finished do not answer one another for ever', async () => {
    const a = await after(A, B, [await commitOf(B), revealOf(B)]);
    let b = await begin(B, A);
    const waiting: [to: 'a' | 'b', SafetySignal][] = dueOf(b).map((said) => ['a', said]);
    let carried = 0;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      expect((carried += 1)).toBeLessThan(10);
      const [to, said] = next;
      if (to === 'b') b = hear(b, said);
      const answers = to === 'a' ? answersTo(hear(a, said), said) : answersTo(b, said);
      for (const answer of answers) waiting.push([to === 'a' ? 'b' : 'a', answer]);
    }
    expect((await conclude(meet(b, new Uint8Array(A.fingerprint)), CALL_KEY)).words).toEqual(a.words);
  });

  test('is taken only as it should be', async () => {
    const commit = await commitOf(A);
    expect(parseSafetySignal(commit)).toEqual(commit);
    expect(parseSafetySignal(revealOf(A))).toEqual(revealOf(A));
    for (const body of [
      null, [], {}, { t: 'offer', e: 1 }, { t: 'bye', e: 1 },
      { ...commit, c: bytes(1, 31) }, { ...commit, c: 'AAAA' }, { ...commit, have: 1 }, { ...commit, list: 'fr' },
      { t: 'reveal' }, { t: 'reveal', n: bytes(1, 16) }, { t: 'reveal', n: [...bytes(1)] },
    ]) {
      expect(parseSafetySignal(body)).toBe(null);
    }
  });
});

/**
 * The one in the middle holds the call key, runs the server, has a certificate for each side, and
 * wants both screens to show the same words. A space of 8 bits stands for one of 44.
 */
describe('a search for words that collide', () => {
  const TOWARDS_A = bytes(201);
  const TOWARDS_B = bytes(202);
  const small = (words: readonly number[] | null): number => (words?.[0] ?? -1) >> 3;

  /** What A sees of a page "B", and B of a page "A", whose nonces the middle chose. */
  const seenBy = async (own: SafetySide, as: SafetySide, fingerprint: Bytes, nonce: Bytes): Promise<number> =>
    small(await safetyWords(CALL_KEY, own, { page: as.page, fingerprint, nonce }));

  /** A nonce towards B with which B's words are *wanted*; needs B's nonce. */
  async function search(b: SafetySide, wanted: number): Promise<Bytes | null> {
    for (let n = 0; n < 4_000; n += 1) {
      if ((await seenBy(b, A, TOWARDS_B, numbered(n))) === wanted) return numbered(n);
    }
    return null;
  }

  test('finds some each time where nonces are told without a commitment: the control', async () => {
    for (const round of [1, 2, 3]) {
      const [a, b] = [sideOf(1, bytes(round)), sideOf(2, bytes(round + 10))];
      const wanted = await seenBy(a, B, TOWARDS_A, bytes(5));
      const nonce = await search(b, wanted);

      if (nonce === null) throw new Error('nothing found');
      expect(await seenBy(b, A, TOWARDS_B, nonce)).toBe(wanted);
    }
  });

  test('comes too late where both commit first: what it finds is not what was committed to', async () => {
    const chosen: SafetySide = { page: A.page, fingerprint: TOWARDS_B, nonce: bytes(6) };
    const wanted = await seenBy(A, B, TOWARDS_A, bytes(5));
    let b = await begin(B, A);
    // All that B says before it holds a commitment is its own, which gives nothing away.
    const before = dueOf(b);
    expect(before.map(({ t }) => t)).toEqual(['commit']);
    b = hear(b, await commitOf(chosen));
    // Only now does B tell its nonce, and the search can begin.
    const told = dueOf(b).find(({ t }) => t === 'reveal');
    expect(told).toEqual(revealOf(B));
    const found = await search(B, wanted);
    if (found === null) throw new Error('nothing found');

    const swapped = hear(b, { t: 'reveal', n: found });
    expect(await conclude(meet(swapped, TOWARDS_B), CALL_KEY)).toMatchObject({ broken: 'reveal', words: null });
    const recommitted = hear(b, await commitOf({ ...chosen, nonce: found }));
    expect(await conclude(meet(hear(recommitted, { t: 'reveal', n: found }), TOWARDS_B), CALL_KEY)).toMatchObject({
      broken: 'commit',
      words: null,
    });
  });

  test('leaves who keeps to what he committed to with chance alone', async () => {
    let alike = 0;
    for (let round = 0; round < 1_024; round += 1) {
      const [a, b] = [sideOf(1, numbered(round)), sideOf(2, numbered(round + 5_000))];
      const seenByA = await seenBy(a, B, TOWARDS_A, bytes(5));
      if (seenByA === (await seenBy(b, A, TOWARDS_B, bytes(6)))) alike += 1;
    }
    // One in 256: 4 of 1,024.
    expect(alike).toBeLessThan(16);
  });
});
