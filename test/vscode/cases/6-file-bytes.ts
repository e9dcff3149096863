import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activated, inSandbox, metadata, workspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

const TITLE = 'Schlüssel für Zürich 🔑';

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Customer Meetings');

async function written(name: string, bytes: Uint8Array | string): Promise<vscode.Uri> {
  const uri = workspaceFile(name);
  await mkdir(join(uri.fsPath, '..'), { recursive: true });
  await writeFile(uri.fsPath, bytes);
  return uri;
}

/** As an editor on Windows writes it. */
function manyLines(changeId: string, meetingTitle = TITLE): string {
  const fields: unknown = JSON.parse(metadata({ changeId, meetingTitle }));
  return `${JSON.stringify(fields, undefined, '\t')}\n`.replaceAll('\n', '\r\n');
}

/** Asserts that nothing but an insertion lies between two states of a file. */
function assertInserted(before: Buffer, after: Buffer): void {
  let start = 0;
  while (start < before.length && after[start] === before[start]) start += 1;
  const rest = before.subarray(start);
  assert.ok(after.length > before.length, 'something was inserted');
  assert.deepEqual(after.subarray(after.length - rest.length), rest, 'the rest stays');
}

async function sendAndWriteBack(uri: vscode.Uri): Promise<void> {
  const api = await inSandbox();
  const settings = vscode.workspace.getConfiguration();
  const set = (value: unknown): Thenable<void> =>
    settings.update('customerMeetings.updateMetadata', value, vscode.ConfigurationTarget.Workspace);
  await set(true);
  try {
    await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
    const state = api.sessions.find(uri.toString());
    assert.ok(state?.preparation?.kind === 'planned');
    assert.equal(state.preparation.plan.subject, TITLE);
    api.answerWith(({ choices }) => Promise.resolve(choices[0]));
    assert.equal((await api.send(uri.toString()))?.kind, 'done');
    assert.equal(api.sessions.find(uri.toString())?.outdated, undefined);
  } finally {
    await set(undefined);
  }
}

test('configurations that are devices, pipes or folders stop nothing, and problems are shown as ever', async () => {
  if (process.platform === 'win32') return; // no such files
  await activated();
  const pipe = workspaceFile('a-pipe').fsPath;
  execFileSync('mkfifo', [pipe]);
  const wrong = metadata({ implementationEnd: '2031-02-03' });
  for (const [number, target] of [
    '/dev/ptmx',
    '/dev/zero',
    pipe,
    '/dev',
    '/dev/ptmx',
    '/dev/ptmx',
  ].entries()) {
    const uri = await written(`odd/d${number}/change.json`, wrong);
    await symlink(target, join(uri.fsPath, '..', 'config.json'));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await eventually(`the problem beside ${target}`, () =>
      ours(uri).some(({ code }) => code === 'TimeOfDayMissing'),
    );
  }
  // Four threads that hang would be all that there are.
  assert.equal(await readFile(workspaceFile('odd/d0/change.json').fsPath, 'utf8'), wrong);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

for (const [name, encode] of [
  ['utf8bom', (text: string) => Buffer.from(text, 'utf8')],
  ['utf16le', (text: string) => Buffer.from(text, 'utf16le')],
  ['utf16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
] as const) {
  test(`a file in ${name} is read as the command line reads it, and only inserted into`, async () => {
    const before = encode(`\uFEFF${manyLines(`CHG-2031-${name}`)}`);
    const uri = await written(`bytes-${name}.json`, before);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.encoding, name);
    await sendAndWriteBack(uri);
    assertInserted(before, await readFile(uri.fsPath));
  });
}

test('a file that the editor shows in another encoding is read from its bytes, and only inserted into', async () => {
  const before = Buffer.from(manyLines('CHG-2031-SHOWN'), 'utf8');
  const uri = await written('bytes-shown.json', before);
  const document = await vscode.workspace.openTextDocument(uri, { encoding: 'windows1252' });
  assert.match(document.getText(), /SchlÃ¼ssel/);
  await vscode.window.showTextDocument(document);
  await eventually('the warning', () => ours(uri).some(({ code }) => code === 'ShownInOtherEncoding'));
  await sendAndWriteBack(uri);
  assertInserted(before, await readFile(uri.fsPath));
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('a file in Windows-1252 is refused with its place, shown right or not, and unchanged', async () => {
  const api = await inSandbox();
  const text = manyLines('CHG-2031-WESTERN', 'Schlüssel für Zürich');
  const bytes = Buffer.from(text, 'latin1');
  const line = text.slice(0, text.indexOf('ü')).split('\r\n').length - 1;
  const character = text.split('\r\n')[line]?.indexOf('ü');
  for (const encoding of ['utf8', 'windows1252']) {
    const uri = await written(`western-${encoding}.json`, bytes);
    const document = await vscode.workspace.openTextDocument(uri, { encoding });
    await vscode.window.showTextDocument(document);
    await eventually('the error', () => ours(uri).length > 0);
    const [problem, ...more] = ours(uri);
    assert.deepEqual(more, []);
    assert.equal(problem?.code, 'FileNotUtf8');
    assert.match(
      problem.message,
      /most likely Windows-1252 \(Latin-1\) \(byte 0xFC at line \d+, column \d+\)/,
    );
    assert.deepEqual(
      [problem.range.start.line, problem.range.start.character],
      [line, character],
      `at the letter, shown as ${encoding}`,
    );
    void vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
    await vscode.commands.executeCommand('customerMeetings.showLog');
    assert.equal(api.sessions.find(uri.toString())?.preparation, undefined);
    assert.deepEqual(await readFile(uri.fsPath), bytes);
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});
