import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..', '..');

let bundled: Promise<string> | undefined;

/**
 * Bundles the engine's program as the command line is bundled (esbuild.js), with a counter in the SDK's ini parser; once per
 * process.
 * @returns the program's absolute path
 * @throws Error when the SDK has another number of parsers than one, so that the count cannot be trusted
 */
export function bundleEngine(): Promise<string> {
  return (bundled ??= bundle());
}

async function bundle(): Promise<string> {
  const parsers = new Set<string>();
  const outdir = join(ROOT, 'out', 'bench');
  await build({
    entryPoints: { engine: join(import.meta.dirname, 'engine-program.ts') },
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    plugins: [countIniParses(parsers)],
    legalComments: 'none',
    logLevel: 'warning',
  });
  if (parsers.size !== 1)
    throw new Error(
      `The SDK has ${parsers.size} ini parsers where one was expected: ${[...parsers].join(', ')}`,
    );
  return join(outdir, 'engine.mjs');
}

const HEAD = 'export const parseIni = (iniData) => {';

function countIniParses(found: Set<string>): Plugin {
  return {
    name: 'count-ini-parses',
    setup: (bundle) => {
      bundle.onLoad({ filter: /[\\/]shared-ini-file-loader[\\/]parseIni\.js$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!source.includes(HEAD)) throw new Error(`${path} does not define parseIni as expected.`);
        found.add(path);
        const counting = `${HEAD}\n    globalThis.iniParses = (globalThis.iniParses ?? 0) + 1;`;
        return { contents: source.replace(HEAD, counting), loader: 'js' };
      });
    },
  };
}
