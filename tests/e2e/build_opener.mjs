// Build what opens a share (web/src/share/openShare.ts) as one script that a driver runs in a page:
//   node build_opener.mjs FILE
// Run in web/, whose packages it uses; the product's own build knows nothing of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , file] = process.argv;
const web = process.cwd();
const { build } = await import(pathToFileURL(join(web, 'node_modules/vite/dist/node/index.js')));
const [built] = await build({
  root: web,
  configFile: false,
  logLevel: 'error',
  build: {
    write: false,
    lib: { entry: join(web, 'src/share/openShare.ts'), formats: ['iife'], name: 'opener' },
    rollupOptions: { output: { codeSplitting: false } },
  },
});
writeFileSync(file, `${built.output[0].code}\nglobalThis.opener = opener;`);
