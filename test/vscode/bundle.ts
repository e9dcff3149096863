import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..', '..');

/**
 * Bundles the suite for the extension host: every file of test/vscode/cases/ and the runner, as one ES module.
 * @returns the bundle's absolute path
 */
export async function bundleSuite(): Promise<string> {
  const names = (await readdir(join(import.meta.dirname, 'cases')))
    .filter((name) => name.endsWith('.ts'))
    .sort();
  if (names.length === 0) throw new Error('test/vscode/cases/ holds no tests.');
  const outfile = join(ROOT, 'out', 'vscode-suite', 'suite.mjs');
  await build({
    stdin: {
      contents: [
        ...names.map((name) => `import './cases/${name}';`),
        "export { run } from './suite.ts';",
      ].join('\n'),
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    // As the extension itself is bundled (esbuild.js), so that a case can use what the extension uses.
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    sourcemap: 'inline',
    ignoreAnnotations: true, // package.json's sideEffects speaks of what ships; a test file is all side effect
    logLevel: 'warning',
  });
  return outfile;
}
