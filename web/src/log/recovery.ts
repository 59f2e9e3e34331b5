/**
 * What becomes of own acts that the log will not take, or no longer has.
 *
 * - An author ended: what may be said by another is written again, the rest is told to be lost.
 * - The log went back (a restored backup, or a lie): on a coach's page the whole board is given
 *   back as `base`; everybody writes again what was told to be kept and is gone.
 *
 * A board act hangs on its author: nobody else can say it.
 */
import type { Kind } from '../wire/protocol.gen';
import type { OutboxRow } from './database';
import { LogError } from './LogError';
import type { Outbox } from './Outbox';
import type { AuthorId, Entry } from './types';
import type { Act, Writer } from './Writer';

/** The server will not have this link or this program any more. */
const FINAL = ['revoked', 'ended', 'client_too_old'];
/** Refusals that are nobody's fault: the first of the author's acts may be said again too. */
const BLAMELESS = ['gap', 'rolled_back'];

export interface Lost {
  readonly kind: Kind;
  readonly data: unknown;
}

export interface RecoveryDeps {
  readonly writer: Writer;
  readonly outbox: () => Outbox;
  /** last seq applied */
  seq(): number;
  holds(author: AuthorId, n: number): boolean;
  /** Own acts are gone that the server had acknowledged. */
  forgot(): void;
  lost(lost: readonly Lost[], error: string): void;
  finish(error: string): void;
}

export interface Recovery {
  /** An own entry came back from the log. */
  remember(entry: Entry): void;
  authorEnded(author: AuthorId, rows: readonly OutboxRow[], error: string): Promise<void>;
  /** @param board all that this page holds of the board; null where it may not give it back */
  goneBack(board: Uint8Array | null): void;
  /** The log was followed again: give back what it lacks. */
  writeAgain(): Promise<void>;
}

export function createRecovery(deps: RecoveryDeps): Recovery {
  const { writer } = deps;
  const kept = new Map<string, { readonly author: AuthorId; readonly n: number; readonly act: Act }>();
  let board: Uint8Array | null = null;

  async function giveBoard(whole: Uint8Array): Promise<void> {
    const blob = await writer.sealBlob(whole);
    const k = deps.seq();
    await writer.append({ kind: 'base', data: { k, parts: 1 }, options: { refs: k > 0 ? [k] : [], blobs: [blob.id] } });
  }

  return {
    remember({ author, n, kind, data, refs, blobs }) {
      // A board act is never written again, so only that it was there is kept.
      const act = { kind, data: kind === 'board' ? undefined : data, options: { refs, blobs } };
      kept.set(`${author}/${n}`, { author, n, act });
    },
    async authorEnded(author, rows, error) {
      if (author === writer.author.peek()) writer.startNewAuthor();
      const lost: Lost[] = [];
      for (const [i, row] of rows.entries()) {
        const act = await writer.read(row);
        const isBoard = act?.kind === 'board';
        const blameless = i > 0 || BLAMELESS.includes(error);
        if (act !== null && !isBoard && blameless && !FINAL.includes(error)) {
          writer.redirect(author, row.n, await writer.append(act));
          continue;
        }
        writer.fail(author, row.n, new LogError(error));
        // What the base gives back is not lost.
        if (act !== null && !(isBoard && board !== null)) lost.push({ kind: act.kind, data: act.data });
      }
      if (lost.length > 0) deps.lost(lost, error);
      if (FINAL.includes(error)) deps.finish(error);
    },
    goneBack(whole) {
      board = whole;
    },
    async writeAgain() {
      const gone = [...kept.values()].filter(({ author, n }) => !deps.holds(author, n));
      if (gone.length > 0) deps.forgot();
      if (gone.some(({ author }) => author === writer.author.peek())) writer.startNewAuthor();
      if (board !== null) await giveBoard(board);
      const lost: Lost[] = [];
      for (const { author, n, act } of gone) {
        kept.delete(`${author}/${n}`);
        if (act.kind !== 'board') await writer.append(act);
        else if (board === null) lost.push({ kind: act.kind, data: act.data });
      }
      const outbox = deps.outbox();
      for (const author of outbox.authors()) {
        const [first] = outbox.rowsOf(author);
        const reachable = first === undefined || first.n === 0 || deps.holds(author, first.n - 1);
        if (!reachable) outbox.end(author, 'rolled_back');
      }
      if (lost.length > 0) deps.lost(lost, 'rolled_back');
      board = null;
    },
  };
}
