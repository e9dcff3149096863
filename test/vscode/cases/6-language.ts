import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, metadata, writeWorkspaceFile } from '../extension.ts';
import { test } from '../suite.ts';

const OURS = 'Customer Meetings';

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === OURS);

/** Waits until the file's problems are as wanted; the suite's limit ends the waiting. */
async function problemsOf(
  uri: vscode.Uri,
  wanted: (problems: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  for (;;) {
    const problems = ours(uri);
    if (wanted(problems)) return problems;
    await new Promise<void>((resolve) => {
      const waiting = vscode.languages.onDidChangeDiagnostics(() => {
        waiting.dispose();
        resolve();
      });
    });
  }
}

test('an open metadata file has its problems marked as it is typed, another JSON file never', async () => {
  await activated();
  const file = (fields: object) => JSON.stringify(JSON.parse(metadata({ ...fields })), undefined, 2);
  const unrelated = await writeWorkspaceFile('unrelated.json', '{ "customers": ["a"], "title": 5 }');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(unrelated));
  const uri = await writeWorkspaceFile('typed.json', file({ implementationEnd: '2031-02-03' }));
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  const { document } = editor;

  const [problem, ...more] = await problemsOf(uri, (found) => found.length > 0);
  assert.deepEqual(more, []);
  assert.equal(problem?.code, 'TimeOfDayMissing');
  assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
  assert.equal(document.getText(problem.range), '"2031-02-03"');

  await editor.edit((edit) => edit.replace(problem.range, '"2031-02-03T12:00"'));
  await problemsOf(uri, (found) => found.length === 0);
  assert.deepEqual(ours(unrelated), []);
  await document.save();
});

test('hover and completion say what the fields of a metadata file are for', async () => {
  await activated();
  const text = `${metadata({}).slice(0, -1)},\n  \n}`;
  const uri = await writeWorkspaceFile('help.json', text);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const at = document.positionAt(text.indexOf('changeTitle') + 2);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  const said = hovers.flatMap(({ contents }) =>
    contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
  );
  assert.ok(
    said.some((each) => each.includes('title')),
    said.join('; '),
  );
  const end = document.positionAt(text.length - 2);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    end,
  );
  const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  assert.ok(labels.includes('meetingDuration'), labels.slice(0, 20).join());
  assert.ok(!labels.includes('changeTitle'));
});
