import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { z } from 'zod';
import { unzip } from './zip.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const MAX_BYTES = 2 * 1024 * 1024;

/** Everything that may be in the package; whatever else is there got in by mistake. */
const EXPECTED = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/dist\/(extension|cli)\.js$/,
  /^extension\/dist\/chunks\/[\w.-]+\.js$/,
  /^extension\/dist\/media\/(preview\.js|preview\.css|people\.css)$/,
  /^extension\/dist\/sample-workspace\/[\w-]+\.(json|md)$/,
  /^extension\/docs\/microsoft-graph\.md$/,
  /^extension\/media\/icons\/[\w-]+\.(png|svg)$/,
  /^extension\/media\/screenshots\/[\w-]+\.png$/,
  /^extension\/media\/walkthrough\/[\w-]+\.svg$/,
  /^extension\/schemas\/[\w.-]+\.json$/,
];

/** What a person needs from it. */
const NEEDED = [
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/dist/extension.js',
  'extension/dist/cli.js',
  'extension/dist/media/preview.js',
  'extension/dist/media/preview.css',
  'extension/dist/media/people.css',
  'extension/docs/microsoft-graph.md',
  'extension/media/icons/icon.png',
];

describe('the packaged extension', () => {
  let file: string;
  let content: ReadonlyMap<string, Buffer>;

  before(async () => {
    const manifest = z
      .object({ name: z.string(), version: z.string() })
      .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
    file = join(ROOT, `${manifest.name}-${manifest.version}.vsix`);
    const archive = await readFile(file).catch(() =>
      assert.fail(`${file} is missing: run npm run package first.`),
    );
    content = unzip(archive);
  });

  it('holds what a person needs', () => {
    for (const name of NEEDED) assert.ok(content.has(name), name);
  });

  it('holds nothing else: no source, no map, no test', () => {
    const strange = [...content.keys()].filter((name) => !EXPECTED.some((pattern) => pattern.test(name)));
    assert.deepEqual(strange, []);
    for (const [name, bytes] of content)
      if (name.endsWith('.js')) assert.doesNotMatch(bytes.toString().slice(-200), /sourceMappingURL/, name);
  });

  it('is the present build', async () => {
    for (const name of await readdir(join(ROOT, 'dist'), { recursive: true })) {
      if (!/\.(js|css)$/.test(name)) continue;
      const packed = content.get(`extension/dist/${name.replaceAll('\\', '/')}`);
      const why = `dist/${name} is not the one in the package: run npm run package again.`;
      assert.ok(packed?.equals(await readFile(join(ROOT, 'dist', name))), why);
    }
  });

  it('holds the whole sample workspace', async () => {
    for (const name of await readdir(join(ROOT, 'src', 'sandbox', 'sample-workspace')))
      assert.ok(content.has(`extension/dist/sample-workspace/${name}`), name);
  });

  it('holds every picture and chunk that it names', () => {
    const names = [...content.keys()];
    for (const [, picture] of String(content.get('extension/readme.md')).matchAll(
      /!\[[^\]]*\]\((media\/[^)]+)\)/g,
    ))
      assert.ok(names.includes(`extension/${picture}`), `README shows ${picture}`);
    for (const name of names.filter((candidate) => /^extension\/dist\/.*\.js$/.test(candidate)))
      for (const [, chunk] of String(content.get(name)).matchAll(
        /["']\.\/(?:chunks\/)?([\w-]+-[A-Z0-9]{8}\.js)["']/g,
      ))
        assert.ok(names.includes(`extension/dist/chunks/${chunk}`), `${name} loads ${chunk}`);
  });

  it('starts with one file, which imports VS Code and nothing else', async () => {
    const imports = (await linked('extension.js')).get('dist/extension.js') ?? [];
    const atOnce = imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
    assert.deepEqual([...new Set(atOnce)], ['vscode']);
  });

  it('finds for every import the file and what is imported of it; the command line never comes to VS Code’s part', async () => {
    assert.ok((await linked('extension.js')).size > 50);
    const ofCommandLine = await linked('cli.js');
    assert.ok(ofCommandLine.size > 20);
    assert.ok(!ofCommandLine.has('dist/extension.js'));
    assert.ok([...ofCommandLine.values()].flat().every(({ path }) => path !== 'vscode'));
  });

  it('is smaller than 2 MB', async () => {
    assert.ok((await stat(file)).size < MAX_BYTES);
  });
});

interface Import {
  readonly path: string;
  readonly kind: string;
}

/**
 * Every file of the build that an entry can come to, with what it imports. Rejects where an import leads to no file, or to
 * one that does not export it.
 */
async function linked(entry: string): Promise<ReadonlyMap<string, readonly Import[]>> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join('dist', entry)],
    outdir: 'nowhere',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: ['vscode'],
    logLevel: 'silent',
  });
  return new Map(
    Object.entries(metafile.inputs).map(([file, { imports }]) => [
      file,
      // The bundler names what it puts in itself like an import.
      imports.filter(({ path }) => path !== '<runtime>').map(({ path, kind }) => ({ path, kind })),
    ]),
  );
}
