/** A recording is the one that Python folds, and is read and narrowed as Python does. */
import { describe, expect, it } from 'vitest';
import { HandMovedWorld } from '../board/testing/memoryRoom';
import { granted, lendable, type What } from '../share/granted';
import { withoutErased } from './erased';
import { elementFields, sheetFields } from './fields';
import { foldRecording, foldRecordingGently } from './foldRecording';
import { mask } from './masking';
import { onlyKinds, onlySessions, onlySheets } from './narrowing';
import { actsOf, drawingAt, elementsAt, sheetsAt, stillness, type Act } from './reading';
import { readRecording } from './readRecording';
import type { Recording } from './recording';
import { entryOf, openVectors, type Row } from './testing/vectors';

interface State {
  readonly at: number;
  readonly sheets: readonly unknown[];
  readonly elements: readonly unknown[];
  readonly drawing: readonly unknown[];
}
interface Vectors {
  readonly entries: readonly Row[];
  readonly recording: Recording;
  readonly without_talk: number;
  readonly states: readonly State[];
  readonly acts: readonly Act[];
  readonly still: readonly (readonly [number, number])[];
  readonly based: { readonly entries: readonly Row[]; readonly recording: Recording };
  readonly narrowed: Readonly<Record<'first' | 'second' | 'one' | 'two' | 'both' | 'ink' | 'notes', Recording>>;
  readonly written_over: { readonly entries: readonly Row[]; readonly erased: Recording; readonly granted: Recording };
  readonly erased: Recording;
  readonly granted: readonly { readonly name: string; readonly asking: What & { readonly seq: number }; readonly recording: Recording }[];
  readonly masked: Recording;
  readonly masked_two: Recording;
}

const vectors = openVectors('recording.py.json') as Vectors;
const entries = vectors.entries.map(entryOf);
const recording = foldRecording(entries, { talk: true });
const [first = '', second = ''] = vectors.recording.sheets.map(({ id }) => id);

it('is the recording that Python folds', () => {
  expect(recording).toEqual(vectors.recording);
  expect(foldRecording(entries).end).toBe(vectors.without_talk);
});

it('can still be lent and read though one clock was absurd', () => {
  const place = entries.findIndex(({ kind, data }) => kind === 'talk' && data !== undefined);
  const hostile = entries.map((entry, nth) => (nth === place ? { ...entry, clock: 2 ** 53 - 1 } : entry));
  expect(readRecording(foldRecording(hostile, { talk: true }))).not.toBeNull();
});

it('is the same when it is folded between frames', async () => {
  const world = new HandMovedWorld(1);
  const now = { at: 0 };
  let rests = 0;
  const hurried = Object.assign(Object.create(world) as HandMovedWorld, {
    now: () => (now.at += 4),
    soon: (then: () => void) => {
      rests++;
      queueMicrotask(then);
    },
  });
  expect(await foldRecordingGently(entries, { talk: true, world: hurried })).toEqual(vectors.recording);
  expect(rests).toBeGreaterThan(5);
});

it('goes on from a base, and does not tell what the base stands for', () => {
  expect(foldRecording(vectors.based.entries.map(entryOf))).toEqual(vectors.based.recording);
});

describe.each(vectors.states)('at $at', ({ at, sheets, elements, drawing }) => {
  it('shows what Python shows', () => {
    const shown = (found: ReturnType<typeof elementsAt>) => found.map((element) => ({ id: element.id, ...elementFields(element) }));
    expect(sheetsAt(recording, at).map((sheet) => ({ id: sheet.id, ...sheetFields(sheet) }))).toEqual(sheets);
    expect(shown(elementsAt(recording, at))).toEqual(elements);
    expect(shown(drawingAt(recording, at))).toEqual(drawing);
  });
});

it('has strokes under way in the vectors, and moments with nothing', () => {
  const counts = vectors.states.map(({ drawing }) => drawing.length);
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([0, 1]);
});

it('has the same acts, and is still at the same times', () => {
  expect(actsOf(recording)).toEqual(vectors.acts);
  expect(stillness(recording)).toEqual(vectors.still);
});

it('is narrowed alike', () => {
  const { narrowed } = vectors;
  expect(onlySheets(recording, new Set([first]))).toEqual(narrowed.first);
  expect(onlySheets(recording, new Set([second]))).toEqual(narrowed.second);
  expect(onlySessions(recording, new Set(['one']))).toEqual(narrowed.one);
  expect(onlySessions(recording, new Set(['two']))).toEqual(narrowed.two);
  expect(onlySessions(recording, new Set(['one', 'two']))).toEqual(narrowed.both);
  expect(onlyKinds(recording, new Set(['ink', 'talk']))).toEqual(narrowed.ink);
  expect(onlyKinds(recording, new Set(['note']))).toEqual(narrowed.notes);
});

it('is masked alike', () => {
  expect(mask(recording)).toEqual(vectors.masked);
  expect(mask(onlySessions(recording, new Set(['two'])))).toEqual(vectors.masked_two);
});

it('leaves out what was erased, alike', () => {
  const over = vectors.written_over.entries.map(entryOf);
  expect(withoutErased(recording)).toEqual(vectors.erased);
  expect(withoutErased(foldRecording(over))).toEqual(vectors.written_over.erased);
});

it.each(vectors.granted)('lends alike what was asked: $name', async ({ asking, recording: lent }) => {
  const until = entries.filter(({ seq }) => seq <= asking.seq);
  expect(granted(await lendable(until), asking)).toEqual(lent);
});

it('has nothing in it of what was written over or taken away', async () => {
  const over = vectors.written_over.entries.map(entryOf);
  const lent = granted(await lendable(over), { sessions: ['one'], sheets: [first], chapters: true, masked: false });
  expect(lent).toEqual(vectors.written_over.granted);
  const text = JSON.stringify(lent);
  for (const gone of ['geheim', 'weg', '🌱', 'Ziek', 'Zanten', 'vroeger', 'broer', 'Verkeerd', 'op dat vel', 'pas later'])
    expect(text).not.toContain(gone);
  // `met een` was typed anew: what of a letter stays is decided by its splice.
  const shown = elementsAt(lent, lent.end).flatMap((one) => ('text' in one ? [one.text] : 'cells' in one ? one.cells : []));
  expect(shown).toEqual(['dit blijft er', 'met een vriend', '']);
});
