import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import { packagedExtension } from '../journey/packaged.ts';
import { unzip } from '../package/zip.ts';
import { startBrowser } from '../vscode-server/browser.ts';
import { startVsCodeServer } from '../vscode-server/server.ts';
import { runSuiteWindow } from '../vscode/suite-window.ts';
import { harmlessEnvironment } from '../vscode/workspace.ts';
import { median } from './statistics.ts';
import { atMost, exactly, type Verdict } from './verdict.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const KB = 1024;

/** What is measured. */
export interface ActivationOptions {
  /** Windows opened one after the other; each activates both extensions once. */
  readonly rounds?: number;
  /** Of as many times as long as an extension that does nothing. */
  readonly mostTimes?: number;
}

const activations = z.object({ ours: z.number(), nothing: z.number(), loaded: z.array(z.string()) });

/** How long activating took in one window, ms, and in a window that is watched, which files ours loaded for it, relative to its folder. */
export type Activations = z.output<typeof activations>;

/**
 * Activates the packaged extension in a real VS Code beside one that does nothing, in the same windows, and looks at
 * what it loads for that, and at the package's size.
 */
export async function activation({ rounds = 5, mostTimes = 4 }: ActivationOptions = {}): Promise<Verdict> {
  const vsix = await packagedExtension();
  const folder = await mkdtemp(join(tmpdir(), 'cm-act-'));
  try {
    const packaged = await unpacked(vsix, join(folder, 'ours'));
    const extensions = [
      await asleep(packaged, folder),
      await doingNothing(folder, 'first'),
      await doingNothing(folder, 'nothing'),
    ];
    const suite = await bundleSuite(folder);
    const found: Activations[] = [];
    for (let round = 0; round < rounds; round++)
      found.push(await oneWindow(extensions, suite, { oursFirst: round % 2 === 1 }));
    const watched = await oneWindow(extensions, suite, { watch: true });
    const ours = median(found.map((one) => one.ours));
    const nothing = median(found.map((one) => one.nothing));
    const entry = await stat(join(packaged, 'dist', 'extension.js'));
    const loaded = await looked(packaged, new Set(watched.loaded));
    const { size } = await stat(vsix);
    const each = found.map((one) => `${one.ours.toFixed(1)}/${one.nothing.toFixed(1)}`).join(', ');
    return {
      lines: [
        `Activation: ${ours.toFixed(1)} ms, an extension that does nothing ${nothing.toFixed(1)} ms (medians of ${rounds} windows: ${each})`,
        `Entry bundle ${(entry.size / KB).toFixed(1)} KB; all that activation loads ${(loaded.bytes / KB).toFixed(1)} KB in ${loaded.files} files; package ${(size / KB / KB).toFixed(2)} MB`,
      ],
      criteria: [
        atMost('activation against doing nothing', ours / nothing, mostTimes, '×'),
        atMost('entry bundle', entry.size / KB, 100, ' KB', 1),
        atMost('all that activation loads', loaded.bytes / KB, 150, ' KB', 1),
        exactly('modules of AWS and Graph loaded by activation', loaded.heavy.join(', ') || 'none', 'none'),
        atMost('package', size / KB / KB, 1.5, ' MB'),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneWindow(
  extensions: readonly string[],
  suite: string,
  how: { readonly oursFirst?: boolean; readonly watch?: boolean },
): Promise<Activations> {
  // Nothing in it: a JSON document that somebody opens would activate ours before it is measured.
  const folder = await mkdtemp(join(tmpdir(), 'cm-empty-'));
  const server = await startVsCodeServer({
    environment: harmlessEnvironment(),
    extensions,
    testDriver: true,
    settings: {
      'customerMeetingsBench.oursFirst': how.oursFirst === true,
      'customerMeetingsBench.watch': how.watch === true,
    },
  });
  const lines: string[] = [];
  const others: string[] = [];
  try {
    const browser = await startBrowser();
    try {
      const status = await runSuiteWindow(await browser.newPage(), server, {
        extensions: [dirname(suite)],
        suite,
        folder,
        limitMs: 60_000,
        onSuiteLine: (line) => lines.push(line),
        onOtherLine: (line) => others.push(line),
      });
      const [line] = lines;
      if (status !== 0 || line === undefined)
        throw new Error(`The window ended with ${status}:\n${others.slice(-20).join('\n')}`);
      return activations.parse(JSON.parse(line));
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpacked(vsix: string, folder: string): Promise<string> {
  for (const [name, content] of unzip(await readFile(vsix))) {
    if (!name.startsWith('extension/')) continue;
    const file = join(folder, name.slice('extension/'.length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

/** An extension that does nothing, as an ES module like ours. @returns its package */
async function doingNothing(parent: string, name: string): Promise<string> {
  const folder = join(parent, name);
  await mkdir(folder, { recursive: true });
  const manifest = {
    name,
    publisher: 'bench',
    version: '1.0.0',
    type: 'module',
    main: './extension.js',
    engines: { vscode: '^1.105.0' },
    activationEvents: [`onCommand:bench.${name}`],
    contributes: {},
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.js'), 'export function activate() {}\n');
  await writeFile(join(folder, 'README.md'), `# ${name}\n\nDoes nothing.\n`);
  const file = `${folder}.vsix`;
  const vsce = join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file];
  await promisify(execFile)(process.execPath, [vsce, 'package', ...flags], { cwd: folder });
  return file;
}

/**
 * The packaged extension with nothing that activates it by itself. VS Code comes across JSON of its own in every window,
 * at a moment of its own, and an extension that is active already cannot be timed. Everything else is as it ships.
 * @returns its package
 */
async function asleep(packaged: string, parent: string): Promise<string> {
  const folder = join(parent, 'asleep');
  await cp(packaged, folder, { recursive: true });
  const name = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(name, 'utf8')) as Record<string, unknown>;
  await writeFile(name, JSON.stringify({ ...manifest, activationEvents: [], scripts: {} }));
  const file = join(parent, 'asleep.vsix');
  const vsce = join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  await promisify(execFile)(process.execPath, [vsce, 'package', ...flags], { cwd: folder });
  return file;
}

async function bundleSuite(folder: string): Promise<string> {
  const outfile = join(folder, 'suite', 'suite.mjs');
  // A suite is run for an extension under development, which need have nothing.
  const manifest = { name: 'suite', publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.105.0' } };
  await mkdir(dirname(outfile), { recursive: true });
  await writeFile(join(dirname(outfile), 'package.json'), JSON.stringify(manifest));
  await build({
    entryPoints: [join(import.meta.dirname, 'activation-suite.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}

const metafile = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()) })),
});

/** What nobody who only opens VS Code should pay for. */
const HEAVY =
  /node_modules\/(@aws-sdk|@smithy|@aws-crypto|@azure|@microsoft)\/|src\/(recipients|calendar|sandbox|terminal)\//;

/** Looks at the files that were loaded: how big they are, and what the build has noted of them (`dist/meta.json`). */
async function looked(
  packaged: string,
  files: ReadonlySet<string>,
): Promise<{ readonly bytes: number; readonly files: number; readonly heavy: readonly string[] }> {
  const { outputs } = metafile.parse(JSON.parse(await readFile(join(ROOT, 'dist', 'meta.json'), 'utf8')));
  if (!files.has('dist/extension.js')) throw new Error('The extension was loaded unseen.');
  let bytes = 0;
  const heavy: string[] = [];
  for (const file of files) {
    bytes += (await stat(join(packaged, file))).size;
    const output = outputs[file];
    if (output === undefined) throw new Error(`${file} is not in dist/meta.json: build again.`);
    heavy.push(...Object.keys(output.inputs).filter((input) => HEAVY.test(input)));
  }
  return { bytes, files: files.size, heavy };
}
