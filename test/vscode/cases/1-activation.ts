import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { z } from 'zod';
import { activated, extension } from '../extension.ts';
import { test } from '../suite.ts';

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
