// Build the pages with sealing replaced by `unsealed.ts`, into the folder named as argument.
// Run in web/, whose packages it uses; the product's own build knows nothing of it.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [, , outDir] = process.argv;
const web = process.cwd();
const unsealed = join(dirname(fileURLToPath(import.meta.url)), 'unsealed.ts');
const { build } = await import(pathToFileURL(join(web, 'node_modules/vite/dist/node/index.js')));
let replaced = 0;

await build({
  root: web,
  configFile: join(web, 'vite.config.ts'),
  logLevel: 'error',
  build: { outDir, emptyOutDir: true },
  plugins: [
    {
      name: 'unsealed',
      enforce: 'pre',
      resolveId(source, importer) {
        if (!/\/seal$/.test(source) || importer === unsealed) return null;
        replaced += 1;
        return unsealed;
      },
    },
  ],
});
if (replaced === 0) throw new Error('nothing was replaced: where is the sealing module?');
