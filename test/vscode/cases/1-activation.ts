import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';
import { z } from 'zod';
import { activated, extension } from '../extension.ts';
import { test } from '../suite.ts';

/** What nobody who only opens VS Code should pay for. */
const HEAVY =
  /node_modules\/(@aws-sdk|@smithy|@aws-crypto|@azure|@microsoft)\/|src\/(sandbox|calendar|recipients|terminal)\//;
const MAX_BYTES = 150 * 1024;

/** `registerHooks` (Node.js docs: node:module, since 22.15), which the oldest supported types do not know yet. */
interface ModuleHooks {
  registerHooks(hooks: {
    load: (url: string, context: unknown, nextLoad: (url: string, context: unknown) => unknown) => unknown;
  }): { deregister(): void };
}

const Metafile = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()) })),
});

test('activation loads neither AWS nor Graph, and less than 150 KB', async () => {
  assert.equal(extension().isActive, false, 'something activated the extension before anybody asked');
  const root = extension().extensionPath;
  const loaded = new Set<string>();
  const hooks = (nodeModule as unknown as ModuleHooks).registerHooks({
    load: (url, context, nextLoad) => {
      if (url.startsWith('file:')) loaded.add(fileURLToPath(url));
      return nextLoad(url, context);
    },
  });
  try {
    await activated();
  } finally {
    hooks.deregister();
  }
  const own = [...loaded].filter((path) => path.startsWith(join(root, 'dist')));
  assert.ok(own.includes(join(root, 'dist', 'extension.js')), 'the extension was loaded unseen');
  const meta = Metafile.parse(JSON.parse(await readFile(join(root, 'dist', 'meta.json'), 'utf8')));
  let bytes = 0;
  for (const path of own) {
    bytes += (await readFile(path)).length;
    const output = meta.outputs[path.slice(root.length + 1).replaceAll('\\', '/')];
    assert.ok(output, `${path} is not in dist/meta.json: build again`);
    assert.deepEqual(
      Object.keys(output.inputs).filter((input) => HEAVY.test(input)),
      [],
      path,
    );
  }
  assert.ok(bytes < MAX_BYTES, `activation loads ${bytes} bytes`);
});

test('every declared command is registered, and every registered one is declared', async () => {
  await activated();
  const { contributes } = z
    .object({ contributes: z.object({ commands: z.array(z.object({ command: z.string() })) }) })
    .parse(extension().packageJSON);
  const declared = contributes.commands.map(({ command }) => command).sort();
  // VS Code adds commands of its own for every view (focus, toggle, …).
  const views = /^customerMeetings\.(meetings|results)\./;
  const registered = (await vscode.commands.getCommands(true))
    .filter((id) => id.startsWith('customerMeetings.') && !views.test(id))
    .sort();
  assert.deepEqual(registered, declared);
});

test('nothing is asked and no sandbox runs before a person does something', async () => {
  const api = await activated();
  assert.equal(api.sessions.current(), undefined);
  assert.equal(await api.sandbox(), undefined);
});
