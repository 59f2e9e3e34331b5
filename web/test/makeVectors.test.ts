/** `FLIPOVER_WRITE_VECTORS=1 npx vitest run test/makeVectors.test.ts` writes the files anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeVectors } from './makeVectors';
import { VECTORS } from './spelling';

it("the browser's vectors in tests/wire are those that its code makes", async () => {
  for (const [name, contents] of Object.entries(await makeVectors())) {
    const path = new URL(name, VECTORS);
    const text = `${JSON.stringify(contents, null, 1)}\n`;
    if (process.env['FLIPOVER_WRITE_VECTORS'] === '1') writeFileSync(path, text);
    expect([name, readFileSync(path, 'utf8') === text]).toEqual([name, true]);
  }
});
