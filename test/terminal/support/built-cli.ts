import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Bundles the command line the way the product is bundled, once per state of the sources however many test files ask,
 * and gives the path of the program.
 */
export async function builtCli(): Promise<string> {
  const builds = join(ROOT, 'out', 'test-cli');
  const folder = join(builds, sourceHash());
  const program = join(folder, 'cli.js');
  if (existsSync(program)) return program;
  forgetOldBuilds(builds);
  const fresh = `${folder}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  await build({
    entryPoints: { cli: join(ROOT, 'src', 'cli.ts') },
    outdir: fresh,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node20',
    keepNames: true,
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  writeFileSync(join(fresh, 'package.json'), '{ "type": "module" }');
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // another test file was first
  }
  return program;
}

/** Builds of earlier states of the sources; not those of an hour or less, which somebody may be running. */
function forgetOldBuilds(builds: string): void {
  if (!existsSync(builds)) return;
  for (const name of readdirSync(builds)) {
    const path = join(builds, name);
    if (Date.now() - statSync(path).mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true });
  }
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files.sort(), join(ROOT, 'package-lock.json'), join(ROOT, 'package.json')]) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
