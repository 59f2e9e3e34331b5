/**
 * Board acts of both languages, folded by the browser's document.
 *
 * `FLIPOVER_WRITE_VECTORS=1 npx vitest run test/board.test.ts` writes `board.ts.json` anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BoardDocument, clientOf } from '../src/board/document';
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
}
interface Refused {
  readonly name: string;
  readonly author: string;
  readonly update: string;
  readonly word: string;
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

function plain(board: BoardDocument): unknown[] {
  board.takeTouched();
  const byPlace = (a: Element, b: Element): number => (a.order + a.id < b.order + b.id ? -1 : 1);
  return [...board.elements.values()]
    .sort(byPlace)
    .map((element) => (element.type === 'ink' ? { ...element, points: b64(element.points) } : element));
}

function makeBoardVectors(): BoardVectors {
  const [eva, sam] = [new BoardDocument(), new BoardDocument()];
  const steps: Step[] = [];
  const act = (what: string, writer: BoardDocument, author: string, change: () => void): void => {
    const update = writer.act(author, change);
    if (update === null) throw new Error(what);
    (writer === eva ? sam : eva).apply(update);
    steps.push({ what, author, client: clientOf(author), update: b64(update), elements: plain(writer) });
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
      expect(plain(board), step.what).toEqual(step.elements);
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
