// Builds everything that ships: the extension and the command line (one graph, split into lazy chunks) and the
// preview's script for the webview. `--watch` rebuilds, `--production` minifies, `--metafile` writes dist/meta.json.
import { build, context } from 'esbuild';
import { cp, rm, writeFile } from 'node:fs/promises';
import { joinEntry } from './scripts/build/join-entry.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const metafile = process.argv.includes('--metafile');

/** Bundled CommonJS dependencies call require() for Node's built-ins, which an ES module does not have. */
const REQUIRE_FOR_ESM =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {import('esbuild').BuildOptions} */
const host = {
  ...shared,
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  splitting: true,
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  // The part for Node reads translations from files, which VS Code does for us; this one needs nothing.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
  mainFields: ['module', 'main'], // a third smaller and twice as fast to load for the AWS SDK
  banner: { js: REQUIRE_FOR_ESM },
  minifyWhitespace: production,
  minifySyntax: production,
  // Names stay as they are: classes are told apart by them (the AWS SDK looks for a `NoOpLogger`), stack traces can be
  // read, and keeping them by `keepNames` instead would make every closure cost a call.
};

/** @type {import('esbuild').BuildOptions} */
const preview = {
  ...shared,
  entryPoints: { preview: 'media/preview/main.ts' },
  outdir: 'dist/media',
  format: 'iife',
  minify: production,
  platform: 'browser',
  target: 'es2022',
};

await rm('dist', { recursive: true, force: true });
if (watch) {
  for (const options of [host, preview]) await (await context(options)).watch();
} else {
  const [hostResult] = await Promise.all([build(host), build(preview)]);
  const joined = await joinEntry(hostResult.metafile, 'dist/extension.js', ['dist/cli.js'], host);
  if (metafile) await writeFile('dist/meta.json', JSON.stringify(joined));
}
for (const style of ['preview.css', 'people.css']) await cp(`media/preview/${style}`, `dist/media/${style}`);
await cp('src/sandbox/sample-workspace', 'dist/sample-workspace', { recursive: true });
