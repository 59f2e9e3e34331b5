/**
 * Kept sheets: places in the log, each with a title. What is kept is what the log says there, so that
 * what is forgotten is forgotten here too.
 *
 * A mark of the sheet's state tells whether anything changed since it was last kept, on whatever page
 * and after whatever reload: the same state is not kept twice.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { toBase64url } from '../../crypto/base64url';
import { ascii, concat } from '../../crypto/bytes';
import { sha256 } from '../../crypto/seal';
import { isFields, isId } from '../../wire/shapes';
import type { Board, Element, Paper, SheetId } from '../../board/types';
import type { Entry, SealedLog } from '../../log/types';
import type { Snapshot } from '../../wire/schema.gen';

export const MAX_TITLE_CHARS = 80;
const MARK_BYTES = 8;

export interface Kept {
  /** its place: the sheet as the log has it there */
  readonly seq: number;
  /** ms, server clock */
  readonly at: number;
  readonly sheet: SheetId;
  /** may be '' */
  readonly title: string;
  /** nobody asked for it */
  readonly auto: boolean;
  readonly mark: string;
}

/** @returns what is kept after *entry*, oldest first; a chapter of another shape changes nothing */
export function foldKept(before: readonly Kept[], entry: Entry): readonly Kept[] {
  const { kind, data, seq, at } = entry;
  if (kind === 'forget') {
    const left = before.filter((kept) => !entry.refs.includes(kept.seq));
    return left.length < before.length ? left : before;
  }
  if (kind !== 'chapter' || !isFields(data) || data['type'] !== 'snapshot') return before;
  const { sheet, title, auto, mark } = data;
  if (!isId(sheet) || typeof title !== 'string' || typeof mark !== 'string') return before;
  return [...before, { seq, at, sheet, title: title.slice(0, MAX_TITLE_CHARS), auto: auto === true, mark }];
}

/** 8 bytes of SHA-256 over all that lies on a sheet, however it came about. */
export async function sheetMark(paper: Paper, elements: readonly Element[]): Promise<string> {
  const parts: Uint8Array[] = [ascii(paper)];
  for (const element of [...elements].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { points, ...plain } = { points: null, ...element };
    const fields = Object.entries(plain).sort(([a], [b]) => (a < b ? -1 : 1));
    parts.push(ascii(JSON.stringify(fields)));
    if (points !== null) parts.push(points);
  }
  return toBase64url((await sha256(concat(...parts))).subarray(0, MARK_BYTES));
}

export interface Keeping {
  /** oldest first */
  readonly kept: ReadonlySignal<readonly Kept[]>;
  /** Keep a sheet because somebody asked. Settles when it is in the log; rejects with what stood in the way. */
  keep(sheet: SheetId, title: string): Promise<void>;
  /** Keep it if something lies on it, and anything changed since it was last kept. */
  keepIfChanged(sheet: SheetId): Promise<void>;
  dispose(): void;
}

export function createKeeping(
  log: Pick<SealedLog, 'onEntry' | 'onRestart' | 'append'>,
  board: Pick<Board, 'sheets' | 'elements' | 'previews'>,
): Keeping {
  const kept = signal<readonly Kept[]>([]);
  /** marks on their way into the log */
  const underWay = new Map<SheetId, string>();

  const lying = (sheet: SheetId): readonly Element[] => {
    const unlogged = board.previews.peek();
    return board.elements(sheet).peek().filter(({ id }) => !unlogged.has(id));
  };
  const markOf = (sheet: SheetId): Promise<string> =>
    sheetMark(board.sheets.peek().find(({ id }) => id === sheet)?.paper ?? 'plain', lying(sheet));

  async function append(sheet: SheetId, title: string, mark: string, auto: boolean): Promise<void> {
    const chapter: Snapshot = { type: 'snapshot', sheet, title, mark, ...(auto ? { auto } : {}) };
    underWay.set(sheet, mark);
    try {
      const { kept: logged } = await log.append('chapter', chapter);
      await logged;
    } finally {
      if (underWay.get(sheet) === mark) underWay.delete(sheet);
    }
  }

  async function keepIfChanged(sheet: SheetId): Promise<void> {
    if (lying(sheet).length === 0) return;
    const mark = await markOf(sheet);
    const last = kept.peek().filter((one) => one.sheet === sheet).at(-1);
    if (last?.mark === mark || underWay.get(sheet) === mark) return;
    await append(sheet, '', mark, true);
  }

  const stops = [
    log.onEntry((entry) => {
      kept.value = foldKept(kept.peek(), entry);
      // Whoever ends the session keeps what it left; the others only hear of it.
      if (entry.kind === 'session' && entry.own && isFields(entry.data) && entry.data['do'] === 'end')
        for (const { id } of board.sheets.peek()) keepIfChanged(id).catch(() => undefined);
    }),
    log.onRestart(() => {
      kept.value = [];
    }),
  ];

  return {
    kept,
    keepIfChanged,
    async keep(sheet, title) {
      await append(sheet, title.trim().slice(0, MAX_TITLE_CHARS), await markOf(sheet), false);
    },
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
