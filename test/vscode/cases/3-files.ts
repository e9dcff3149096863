import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inSandbox, metadata, workspaceFile, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

test('a file with mistakes gets problems that point at them, and nobody is asked', async () => {
  const api = await inSandbox();
  const text = metadata({
    implementationStart: '2031-02-03',
    implementationEnd: '2031-02-03T11:00:00-05:00',
  });
  const uri = await writeWorkspaceFile('no-time.json', JSON.stringify(JSON.parse(text), undefined, 2));
  await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
  const state = api.sessions.find(uri.toString());
  assert.equal(state?.phase, 'failed');
  assert.equal(state.preparation?.kind, 'failed');
  const error = state.preparation.problems.find(({ severity }) => severity === 'error');
  assert.ok(error);
  assert.equal(error.line, 8, JSON.stringify(error));
  assert.deepEqual(
    state.customers.filter(({ result }) => result !== undefined),
    [],
  );
  const [meeting] = await api.results();
  const [problem] = await api.results(meeting);
  assert.equal(problem?.kind, 'problem');
  assert.equal(problem.label, error.message);
  assert.equal(problem.position?.line, 8);
});

test('a file that is no metadata opens no session, whatever is in it', async () => {
  const api = await inSandbox();
  for (const [name, text] of [
    ['list.json', '[1, 2, 3]'],
    ['other.json', '{ "compilerOptions": {} }'],
    ['broken.json', '{ "changeTitle": '],
    ['empty.json', ''],
  ] as const) {
    const uri = await writeWorkspaceFile(name, text);
    await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
    const state = api.sessions.find(uri.toString());
    // Broken JSON may be metadata being typed: then it has a session that says where it breaks.
    if (state !== undefined) assert.equal(state.phase, 'failed', name);
  }
  const config = workspaceFile('config.json');
  await vscode.commands.executeCommand('customerMeetings.previewInvite', config);
  assert.equal(api.sessions.find(config.toString()), undefined);
});

test('the preview opens beside the file, once per meeting', async () => {
  const api = await inSandbox();
  const uri = workspaceFile('test-multi-customer-meeting-metadata.json');
  const previews = (): vscode.Tab[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(
        ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('customerMeetings'),
      );
  const before = previews().length;
  await vscode.commands.executeCommand('customerMeetings.previewInvite', uri);
  await vscode.commands.executeCommand('customerMeetings.previewInvite', uri);
  assert.equal(api.sessions.find(uri.toString())?.phase, 'planned');
  // Tabs come a moment later, but in order: with that of another meeting, all that there will be of the first is there.
  const other = await writeWorkspaceFile('other-preview.json', metadata({ changeId: 'CHG-2031-0009' }));
  await vscode.commands.executeCommand('customerMeetings.previewInvite', other);
  await eventually('the tabs of both previews', () => (previews().length >= before + 2 ? true : undefined));
  assert.equal(previews().length, before + 2);
  await vscode.window.tabGroups.close(previews());
  await eventually('the previews to be closed', () => (previews().length === 0 ? true : undefined));
});
