// How the application is built: static files, nothing inline, so that they can be served under
// a policy that allows only files of the same origin.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2021',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  // For `npm run dev`: the service answers everything that is not a file of ours.
  server: { proxy: { '/v1': process.env.FORMULARY_URL ?? 'http://127.0.0.1:8080' } },
  // A busy machine is no mistake of a test.
  test: { include: ['test/**/*.test.{ts,tsx}'], environment: 'node', setupFiles: ['test/setup.ts'], testTimeout: 60_000 },
});
