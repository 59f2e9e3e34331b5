import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// Browser floor: Safari 16.4, Chrome 109, Firefox 115.
export default defineConfig({
  plugins: [preact()],
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
  },
});
