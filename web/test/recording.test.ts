/**
 * What three people did in the browser by chance, as the browser records it; Python is held to the same.
 *
 * `FLIPOVER_WRITE_VECTORS=1 npx vitest run test/recording.test.ts` writes `recording.ts.json` anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { seededRandom } from '../src/board/testing/memoryRoom';
import { Play } from '../src/board/testing/play';
import { elementFields, sheetFields } from '../src/replay/fields';
import { foldRecording } from '../src/replay/foldRecording';
import { mask } from '../src/replay/masking';
import { drawingAt, elementsAt, sheetsAt } from '../src/replay/reading';
import type { Recording } from '../src/replay/recording';
import { VECTORS, b64 } from './spelling';

const SEED = 1007;
const STEPS = 260;
const MOMENTS = 100;

/** JSON with bytes as {$bytes}. */
const spelled = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (inner instanceof Uint8Array ? { $bytes: b64(inner) } : inner));

function stateAt(recording: Recording, at: number): unknown {
  const fields = (found: ReturnType<typeof elementsAt>): unknown => found.map((element) => ({ id: element.id, ...elementFields(element) }));
  return {
    at,
    sheets: sheetsAt(recording, at).map((sheet) => ({ id: sheet.id, ...sheetFields(sheet) })),
    elements: fields(elementsAt(recording, at)),
    drawing: fields(drawingAt(recording, at)),
  };
}

async function made(): Promise<string> {
  const { entries } = await new Play(SEED).run(STEPS);
  const recording = foldRecording(entries.map((entry) => ({ ...entry, own: false })));
  const random = seededRandom(SEED);
  const { start, end } = recording;
  const moments = Array.from({ length: MOMENTS }, () => Math.floor(start + random() * (end + 1 - start))).sort((a, b) => a - b);
  return `${spelled({
    entries: entries.map(({ data, blobs: _, ...row }) => ({ ...row, body: data === undefined ? null : { data } })),
    recording,
    masked: mask(recording),
    moments: moments.map((at) => stateAt(recording, at)),
  })}\n`;
}

it('recording.ts.json is what this code makes', async () => {
  const path = new URL('recording.ts.json', VECTORS);
  const text = await made();
  if (process.env['FLIPOVER_WRITE_VECTORS'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8') === text).toBe(true);
});
