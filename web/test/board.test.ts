/**
 * Board acts of both languages, folded by the browser's document.
 *
 * `FLIPOVER_WRITE_VECTORS=1 npx vitest run test/board.test.ts` writes `board.ts.json` anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BoardDocument, clientOf } from '../src/board/document';
import { Fold } from '../src/board/fold';
import { HandMovedWorld } from '../src/board/testing/memoryRoom';
import type { Element, Note } from '../src/board/types';
import { refusal } from '../src/board/update';
import { FIRST_SHEET } from '../src/wire/schema.gen';
import { VECTORS, b64, bytes, fixed, vectors } from './spelling';

interface Step {
  readonly what: string;
  readonly author: string;
  readonly client: number;
  readonly update: string;
  readonly elements: readonly unknown[];
  readonly sheets: readonly unknown[];
}
interface Refused {
  readonly name: string;
  readonly author: string;
  readonly update: string;
  readonly word: string;
}
interface Writers {
  readonly entries: readonly {
    readonly role: 'coach' | 'guest';
    readonly kind: 'board' | 'chapter';
    readonly author: string;
    readonly data: unknown;
  }[];
  /** seqs, counted from 1 */
  readonly refused: readonly number[];
  readonly texts: readonly string[];
}
interface BoardVectors {
  readonly first_sheet: string;
  readonly steps: readonly Step[];
  readonly whole: string;
  readonly refused: readonly Refused[];
}

const EVA = b64(fixed('browser eva', 8));
const SAM = b64(fixed('browser sam', 8));
const [STROKE, NOTE] = [b64(fixed('stroke', 8)), b64(fixed('note', 8))];
const [ARROW, TEXT, PICTURE, YELLOW, SHEET] = ['arrow', 'text', 'picture', 'highlighter', 'sheet'].map((word) =>
  b64(fixed(word, 8)),
) as [string, string, string, string, string];
const BLOB = b64(fixed('a sealed picture', 32));

function plain(board: BoardDocument): unknown[] {
  board.takeTouched();
  const byPlace = (a: Element, b: Element): number => (a.order + a.id < b.order + b.id ? -1 : 1);
  return [...board.elements.values()]
    .sort(byPlace)
    .map((element) => (element.type === 'ink' ? { ...element, points: b64(element.points) } : element));
}

/** Python leaves out what an element has without anybody's saying; the browser's types have it. */
const DEFAULTS: Readonly<Record<string, object>> = {
  picture: { alt: '' },
  circles: { outside: '', drawn: 2 },
  card: { columns: 1, value: null },
};
const withDefaults = (row: unknown): unknown => (isRow(row) ? { ...DEFAULTS[row.type], ...row } : row);
const isRow = (row: unknown): row is { readonly type: string } =>
  typeof row === 'object' && row !== null && 'type' in row && typeof row.type === 'string';

function makeBoardVectors(): BoardVectors {
  const [eva, sam] = [new BoardDocument(), new BoardDocument()];
  const steps: Step[] = [];
  const act = (what: string, writer: BoardDocument, author: string, change: () => void): void => {
    const update = writer.act(author, change);
    if (update === null) throw new Error(what);
    (writer === eva ? sam : eva).apply(update);
    steps.push({ what, author, client: clientOf(author), update: b64(update), elements: plain(writer), sheets: writer.sheets() });
  };
  const note: Note = {
    id: NOTE, type: 'note', sheet: FIRST_SHEET, order: 'a1', by: SAM,
    frame: [100, 200.5, 220, 220, 0], colour: 3, text: 'Eén stap',
  };
  act('a stroke', eva, EVA, () => {
    const points = bytes('AQMAAIAAUCqCEAM');
    eva.set(STROKE, 'element', {
      id: STROKE, type: 'ink', sheet: FIRST_SHEET, order: 'a0', by: EVA,
      frame: [10, 20, 30, 40, 0], marker: 1, width: 0, points,
    });
  });
  act('a note', sam, SAM, () => sam.set(NOTE, 'element', note));
  act('typing', sam, SAM, () => sam.set(NOTE, 'text', 'Eén stapje 🌱 vooruit'));
  act('typing by the other', eva, EVA, () => eva.set(NOTE, 'text', 'Eén klein stapje 🌳'));
  act('moving', eva, EVA, () => eva.set(NOTE, 'frame', [1, 2, 3, 4.5, -1.5]));
  act('colour', sam, SAM, () => sam.set(NOTE, 'colour', 0));
  act("erasing the other's", sam, SAM, () => sam.set(STROKE, 'element', null));
  const common = { sheet: FIRST_SHEET, by: EVA, frame: [10, 20, 300, 0, 45] } as const;
  act('an arrow', eva, EVA, () =>
    eva.set(ARROW, 'element', { ...common, id: ARROW, type: 'shape', shape: 'arrow', order: 'a2', marker: 2, width: 1 }),
  );
  act('a text and a picture', eva, EVA, () => {
    eva.set(TEXT, 'element', { ...common, id: TEXT, type: 'text', order: 'a3', marker: 0, size: 1, text: 'Begin' });
    eva.set(PICTURE, 'element', { ...common, id: PICTURE, type: 'picture', order: 'a4', blob: BLOB, alt: 'Een brug' });
  });
  act('a highlighter', sam, SAM, () => {
    const ink = { marker: 0, width: 2, points: bytes('AQMAAIAAUCqCEAM'), tip: 'highlighter' } as const;
    sam.set(YELLOW, 'element', { ...common, id: YELLOW, type: 'ink', order: 'a5', by: SAM, ...ink });
  });
  act('locking and signing', sam, SAM, () => {
    sam.set(ARROW, 'locked', true);
    sam.set(NOTE, 'signed', true);
  });
  act('choosing', sam, SAM, () => {
    const id = b64(Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 3));
    sam.set(NOTE, `chosen:${id}`, { id, at: 1_790_000_000_000, by: SAM, names: ['Sam', 'Noor'] });
  });
  act('unlocking', eva, EVA, () => eva.set(ARROW, 'locked', false));
  act('a second sheet, the first one named', eva, EVA, () => {
    eva.set(SHEET, 'sheet', { id: SHEET, title: 'Werk', order: 'a1', paper: 'lined' });
    eva.set(FIRST_SHEET, 'sheet.title', 'Begin');
  });
  act('a sheet taken away', sam, SAM, () => sam.set(SHEET, 'sheet.gone', true));
  const whole = eva.encode();
  const cut = bytes(steps[0]?.update ?? '').slice(0, -2);
  const refused = [
    { name: 'of another author', author: SAM, update: steps[0]?.update ?? '', word: 'foreign' },
    { name: 'of both', author: EVA, update: b64(whole), word: 'foreign' },
    { name: 'cut off', author: EVA, update: b64(cut), word: 'broken' },
  ];
  return { first_sheet: FIRST_SHEET, steps, whole: b64(whole), refused };
}

describe.each(['board.py.json', 'board.ts.json'])('%s', (name) => {
  const file = name === 'board.ts.json' ? makeBoardVectors() : vectors<BoardVectors>(name);

  it('gives the board its writer had, after each act', () => {
    const board = new BoardDocument();
    for (const step of file.steps) {
      expect(clientOf(step.author)).toBe(step.client);
      expect(refusal(bytes(step.update), step.client)).toBe(null);
      board.apply(bytes(step.update));
      expect(plain(board), step.what).toEqual(step.elements.map(withDefaults));
      expect(board.sheets(), step.what).toEqual(step.sheets);
    }
    const whole = new BoardDocument();
    whole.apply(bytes(file.whole));
    expect(plain(whole)).toEqual(plain(board));
  });

  it.each(file.refused)('is refused: $name', ({ author, update, word }) => {
    expect(refusal(bytes(update), clientOf(author))).toBe(word);
  });
});

it('board.ts.json is what this code makes', () => {
  const path = new URL('board.ts.json', VECTORS);
  const text = `${JSON.stringify(makeBoardVectors(), null, 1)}\n`;
  if (process.env['FLIPOVER_WRITE_VECTORS'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8') === text).toBe(true);
});

it('skips what a guest draws while only the coach does, entry by entry as Python does', () => {
  const { writers } = vectors<{ readonly writers: Writers }>('board.py.json');
  const world = new HandMovedWorld();
  const document = new BoardDocument();
  const refused: number[] = [];
  let seq = 0;
  const fold = new Fold(document, world, {
    folded: () => undefined,
    skipped: () => refused.push(seq),
    unwanted: () => undefined,
    rested: () => undefined,
    caughtUp: () => true,
  });
  for (const { role, kind, author, data } of writers.entries) {
    seq += 1;
    const acts = kind === 'board' ? (data as [number, string][]).map(([dt, update]) => [dt, bytes(update)]) : data;
    fold.add({ seq, at: 0, kind, role, author, n: 0, refs: [], blobs: [], clock: 0, data: acts, own: false }, false);
    world.pass(0);
  }
  document.takeTouched();
  const texts = [...document.elements.values()].flatMap((element) => (element.type === 'note' ? [element.text] : []));
  expect(refused).toEqual(writers.refused);
  expect(texts.sort()).toEqual(writers.texts);
});
