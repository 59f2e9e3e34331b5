/** At a hundred moments by chance a recording shows and tells what Python's does, masked too. */
import { describe, expect, it } from 'vitest';
import { elementFields, sheetFields } from './fields';
import { foldRecording } from './foldRecording';
import { mask } from './masking';
import { drawingAt, elementsAt, sheetsAt } from './reading';
import type { Recording } from './recording';
import { tally, type Tally } from './tally';
import { entryOf, openVectors, type Row } from './testing/vectors';

interface Moment {
  readonly at: number;
  readonly sheets: readonly number[];
  readonly elements: readonly number[];
  readonly drawing: readonly number[];
  readonly chapters: readonly number[];
  /** begun, and over */
  readonly sessions: readonly [readonly string[], readonly string[]];
}
interface Vectors {
  readonly entries: readonly Row[];
  readonly moments: readonly Moment[];
  readonly masked: readonly Moment[];
  readonly shown: readonly { readonly type?: string }[];
  readonly steps: readonly (readonly [string, number])[];
  readonly tally: Tally;
  readonly tally_masked: Tally;
}

const vectors = openVectors('moments.py.json') as Vectors;
const recording = foldRecording(vectors.entries.map(entryOf));
const masked = mask(recording);

/** All that *from* shows and tells. */
function told(from: Recording, at: number) {
  const fields = (found: ReturnType<typeof elementsAt>) => found.map((element) => ({ id: element.id, ...elementFields(element) }));
  return {
    sheets: sheetsAt(from, at).map((sheet) => ({ id: sheet.id, ...sheetFields(sheet) })),
    elements: fields(elementsAt(from, at)),
    drawing: fields(drawingAt(from, at)),
    chapters: from.chapters.filter((chapter) => chapter.at <= at).map(({ seq }) => seq),
    sessions: [
      from.sessions.filter(({ start }) => start <= at).map(({ id }) => id),
      from.sessions.filter(({ end }) => end !== null && end <= at).map(({ id }) => id),
    ],
  };
}

function expected({ at: _, sheets, elements, drawing, ...rest }: Moment) {
  const rows = (places: readonly number[]) => places.map((place) => vectors.shown[place]);
  return { sheets: rows(sheets), elements: rows(elements), drawing: rows(drawing), ...rest };
}

describe('a hundred moments', () => {
  it('show what Python shows', () => {
    expect(vectors.moments.length).toBe(100);
    for (const moment of vectors.moments) expect(told(recording, moment.at), String(moment.at)).toEqual(expected(moment));
  });

  it('show it when all is masked', () => {
    for (const moment of vectors.masked) expect(told(masked, moment.at), String(moment.at)).toEqual(expected(moment));
  });

  it('have everything in them', () => {
    const types = new Set(vectors.shown.map(({ type }) => type ?? 'sheet'));
    const all = ['ink', 'shape', 'text', 'note', 'picture', 'circles', 'scale', 'card', 'unknown', 'sheet'];
    expect([...types].sort()).toEqual(all.sort());
    expect(vectors.moments.some(({ drawing }) => drawing.length > 0)).toBe(true);
    expect(new Set(recording.chapters.map(({ type }) => type))).toEqual(new Set(['sheet', 'snapshot', 'zone', 'round', 'spotlight']));
    expect(recording.sessions.length).toBe(2);
  });
});

it('the same is counted', () => {
  expect(tally(recording, { steps: vectors.steps })).toEqual(vectors.tally);
  expect(tally(masked, { binMs: 7000, stillMs: 8000 })).toEqual(vectors.tally_masked);
  expect(vectors.tally.people.length).toBe(3);
  expect(vectors.tally.useful.length).toBeGreaterThan(0);
  expect(vectors.tally.steps.map(({ step }) => step)).toEqual(['wanted', 'topic']);
});
