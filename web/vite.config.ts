import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

/** Beside each file one packed by Brotli, a tenth smaller than gzip makes it; Python has none to do it. */
const brotli: Plugin = {
  name: 'brotli',
  writeBundle({ dir = '.' }, bundle) {
    for (const name of Object.keys(bundle).filter((one) => /\.(js|css|html)$/.test(one))) {
      const file = join(dir, name);
      writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
    }
  },
};

/** Small things that every page has; each by itself would cost an answer's headers. */
const BASE = new RegExp(
  [
    '/src/crypto/(bytes|base64url|errors|seal|random)\\.ts$',
    '/src/wire/(protocol|schema)\\.gen\\.ts$',
    '/src/i18n/(index|texts|language|threshold)\\.ts$',
    '/src/(ui/room/words|call/choice)\\.ts$',
    '/node_modules/(preact|@preact)/',
  ].join('|'),
);

// Browser floor: Safari 16.4, Chrome 109, Firefox 115.
export default defineConfig({
  plugins: [preact(), brotli],
  resolve: {
    alias: {
      // The client would bring its own packet format along; ours takes its place.
      'socket.io-parser': fileURLToPath(new URL('src/log/msgpackParser.ts', import.meta.url)),
    },
  },
  build: {
    outDir: '../server/static',
    emptyOutDir: true,
    target: ['es2022', 'safari16.4', 'chrome109', 'firefox115'],
    // Fonts stay files: the CSP allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // jsPDF would load these for HTML and for its own SVG, neither of which is asked of it.
      external: ['canvg', 'dompurify', 'html2canvas'],
      output: {
        // What is always asked for together comes together: one answer less, and it packs better.
        codeSplitting: {
          groups: [
            { name: 'base', test: BASE },
            { name: 'words.nl', test: /i18n\/(nl|threshold\.nl)\.ts$/ },
            { name: 'words.en', test: /i18n\/(en|threshold\.en)\.ts$/ },
          ],
        },
      },
    },
  },
});
