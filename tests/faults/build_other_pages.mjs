// Build the pages with one module replaced, into a folder that no server of ours serves:
//   node build_other_pages.mjs FOLDER MODULE REPLACEMENT
// MODULE is named from web/src on, REPLACEMENT lies beside this file and may import the module it
// stands for. Run in web/, whose packages it uses; the product's own build knows nothing of it.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [, , outDir, module, replacement] = process.argv;
const web = process.cwd();
const replaced = join(web, 'src', module);
const instead = join(dirname(fileURLToPath(import.meta.url)), replacement);
const { build } = await import(pathToFileURL(join(web, 'node_modules/vite/dist/node/index.js')));
let count = 0;

await build({
  root: web,
  configFile: join(web, 'vite.config.ts'),
  logLevel: 'error',
  build: { outDir, emptyOutDir: true },
  plugins: [
    {
      name: 'other-module',
      enforce: 'pre',
      async resolveId(source, importer, options) {
        if (importer === undefined || importer === instead) return null;
        const found = await this.resolve(source, importer, { ...options, skipSelf: true });
        if (found?.id !== replaced) return null;
        count += 1;
        return instead;
      },
    },
  ],
});
if (count === 0) throw new Error(`nothing was replaced: where is ${module}?`);
