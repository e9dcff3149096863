import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, metadata, workspaceFile, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

const OURS = 'Customer Meetings';

/** From the last key press to the reading, in ms (src/ui/language/index.ts). */
const PAUSE_MS = 300;

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

test('an unknown customer, a missing zone and an end before the start are put right by their preferred fix', async () => {
  await activated();
  const rest = JSON.parse(metadata({ timezone: undefined })) as Record<string, unknown>;
  const uri = await writeWorkspaceFile(
    'fixable.json',
    JSON.stringify(
      {
        ...rest,
        customers: ['hts', 'htsnonprd'],
        implementationStart: '2031-02-03T11:00',
        implementationEnd: '2031-02-03T10:00',
      },
      undefined,
      2,
    ),
  );
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const problems = await problemsOf(uri, (found) => found.length >= 3);
  assert.deepEqual(problems.map(({ code }) => code).sort(), [
    'CustomerNotInConfig',
    'EndBeforeStart',
    'ZoneAssumed',
  ]);
  const unknown = problems.find(({ code }) => code === 'CustomerNotInConfig');
  assert.ok(unknown);
  assert.equal(document.getText(unknown.range), '"htsnonprd"');
  const [related] = unknown.relatedInformation ?? [];
  assert.ok(related?.location.uri.path.endsWith('/config.json'), 'nothing leads to config.json');

  for (const code of ['CustomerNotInConfig', 'EndBeforeStart', 'ZoneAssumed']) {
    const [problem] = (await problemsOf(uri, (all) => all.some((each) => each.code === code))).filter(
      (each) => each.code === code,
    );
    assert.ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
    assert.equal(preferred.length, 1, `${code}: ${actions.map(({ title }) => title).join('; ')}`);
    assert.ok(preferred[0]?.edit);
    await vscode.workspace.applyEdit(preferred[0].edit);
    await problemsOf(uri, (all) => all.every((each) => each.code !== code));
  }
  assert.deepEqual(ours(uri), []);
  const fixed = JSON.parse(document.getText()) as Record<string, unknown>;
  assert.deepEqual(fixed.customers, ['hts', 'htsnonprod']);
  assert.equal(fixed.implementationStart, '2031-02-03T10:00');
  assert.equal(fixed.timezone, 'America/New_York');
  await document.save();
});

test('config.json shows its own problems beside the meeting that uses it, and takes them back when it is put right', async () => {
  await activated();
  const folder = workspaceFile('own');
  await vscode.workspace.fs.createDirectory(folder);
  const config = await writeWorkspaceFile(
    'own/config.json',
    '{ "customer_mappings": { "hts": { "region": 5 } } }',
  );
  const uri = await writeWorkspaceFile('own/meeting.json', metadata({ customers: ['hts'] }));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  const [problem] = await problemsOf(config, (found) => found.length > 0);
  assert.equal(problem?.code, 'WrongType');
  await problemsOf(uri, (found) => found.some(({ code }) => code === 'ConfigInvalid'));
  const document = await vscode.workspace.openTextDocument(config);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(config, problem.range, '"us-east-1"');
  await vscode.workspace.applyEdit(edit);
  // Not saved: what is open counts.
  await problemsOf(config, (found) => found.length === 0);
  await problemsOf(uri, (found) => found.length === 0);
  await document.save();
});

test('the lens above a file leads to preview and query, and can be turned off without a reload', async () => {
  await activated();
  const uri = await writeWorkspaceFile('lens.json', metadata({}));
  const unrelated = await writeWorkspaceFile('lens-unrelated.json', '{ "customers": ["a"] }');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(unrelated));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  const titles = async (of: vscode.Uri): Promise<readonly string[]> => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      of,
    );
    return found.flatMap(({ command }) => command?.title ?? []);
  };
  await eventually(
    'the lens of a metadata file',
    async () => (await titles(uri)).includes('Preview') || undefined,
  );
  assert.deepEqual(await titles(uri), ['Preview', 'Query']);
  assert.deepEqual(await titles(unrelated), []);
  const settings = vscode.workspace.getConfiguration('customerMeetings');
  await settings.update('codeLens', false, vscode.ConfigurationTarget.Workspace);
  try {
    await eventually('no lens', async () => (await titles(uri)).length === 0 || undefined);
  } finally {
    await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
  }
});

test('a customer’s code is explained, completed and leads to config.json', async () => {
  await activated();
  const text = metadata({ customers: ['hts', ''] });
  const uri = await writeWorkspaceFile('codes.json', text);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await problemsOf(uri, (found) => found.length > 0);
  const at = document.positionAt(text.indexOf('"hts"') + 2);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  const said = hovers.flatMap(({ contents }) =>
    contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
  );
  assert.ok(
    said.some((each) => each.includes('**hts')),
    said.join('; '),
  );
  const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    uri,
    at,
  );
  const [place] = places;
  assert.ok(place !== undefined);
  const target = 'targetUri' in place ? place.targetUri : place.uri;
  assert.ok(target.path.endsWith('/config.json'));
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    document.positionAt(text.indexOf('""') + 1),
  );
  const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  assert.ok(labels.includes('htsnonprod'), labels.slice(0, 20).join());
});

test('the setting for files decides which are marked, at once', async () => {
  await activated();
  const uri = await writeWorkspaceFile('named.json', metadata({ implementationEnd: '2031-02-03' }));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  await problemsOf(uri, (found) => found.length > 0);
  const settings = vscode.workspace.getConfiguration('customerMeetings');
  await settings.update('files', ['**/*.json', '!named.json'], vscode.ConfigurationTarget.Workspace);
  try {
    await problemsOf(uri, (found) => found.length === 0);
  } finally {
    await settings.update('files', undefined, vscode.ConfigurationTarget.Workspace);
  }
  await problemsOf(uri, (found) => found.length > 0);
});

test('typing in 1 MB of metadata has its problems within 100 ms of the pause, times four for a busy machine', async () => {
  await activated();
  const modifications = Array.from({ length: 4800 }, (_, index) => ({
    timestamp: '2025-01-01T00:00:00Z',
    user_id: `person ${index}`,
    modification_type: 'updated',
    note: 'x'.repeat(120),
  }));
  const text = JSON.stringify(JSON.parse(metadata({ modifications })), undefined, 1);
  assert.ok(text.length > 1024 * 1024);
  const uri = await writeWorkspaceFile('large.json', text);
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const end = (): vscode.Range => {
    const [line] = /"implementationEnd".*/.exec(document.getText()) ?? [''];
    const offset = document.getText().indexOf(line);
    return new vscode.Range(document.positionAt(offset), document.positionAt(offset + line.length));
  };
  const took: number[] = [];
  for (const [value, isWrong] of [
    ['2031-02-03', true],
    ['2031-02-03T12:00', false],
  ] as const) {
    await editor.edit((edit) => edit.replace(end(), `"implementationEnd": "${value}",`));
    const startedMs = performance.now();
    await problemsOf(uri, (found) => found.length > 0 === isWrong);
    took.push(performance.now() - startedMs - PAUSE_MS);
  }
  const best = Math.min(...took);
  assert.ok(best < 4 * 100, `took ${took.map(Math.round).join(', ')} ms after the pause`);
  await document.save();
}, 90_000);
