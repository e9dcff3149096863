import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/ui/index.ts';
import { inSandbox, metadata, runningSandbox, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

async function previewed(api: TestApi, name: string, changeId: string): Promise<vscode.Uri> {
  const uri = await writeWorkspaceFile(name, metadata({ changeId }));
  await vscode.commands.executeCommand('customerMeetings.previewInvite', uri);
  assert.equal(api.sessions.find(uri.toString())?.phase, 'planned');
  return uri;
}

function planOf(api: TestApi, uri: vscode.Uri) {
  const preparation = api.sessions.find(uri.toString())?.preparation;
  assert.equal(preparation?.kind, 'planned');
  return preparation.plan;
}

test('an edit of the file makes the previewed plan anew by itself, and asks no customer again', async () => {
  const api = await inSandbox();
  const uri = await previewed(api, 'edited.json', 'CHG-2031-0070');
  const sandbox = await runningSandbox(api);
  sandbox.clearRequests();
  const before = planOf(api, uri);
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  const at = document.getText().indexOf('Renew the certificates');
  edit.insert(uri, document.positionAt(at), 'Soon: ');
  assert.ok(await vscode.workspace.applyEdit(edit));
  const state = await eventually('a new plan', () => {
    const now = api.sessions.find(uri.toString());
    return now?.replanned === undefined ? undefined : now;
  });
  assert.match(planOf(api, uri).subject, /Soon: Renew the certificates/);
  assert.notEqual(planOf(api, uri).fingerprint, before.fingerprint);
  assert.equal(state.outdated, undefined);
  const asked = sandbox.requests().filter(({ service }) => service === 'ses');
  assert.deepEqual(asked, []);
  await document.save();
});

test('a right click on a person of the preview leaves them out, and brings them back', async () => {
  const api = await inSandbox();
  const uri = await previewed(api, 'left-out.json', 'CHG-2031-0071');
  const before = planOf(api, uri);
  const email = before.attendees[0]?.email ?? '';
  const clicked = { uri: uri.toString(), email, webviewSection: 'person invited' };
  await vscode.commands.executeCommand('customerMeetings.leaveOut', clicked);
  const without = planOf(api, uri);
  assert.equal(without.attendees.length, before.attendees.length - 1);
  assert.deepEqual(
    without.excluded.filter(({ reason }) => reason === 'by hand').map((one) => one.email),
    [email],
  );
  await vscode.commands.executeCommand('customerMeetings.inviteAgain', clicked);
  assert.equal(planOf(api, uri).fingerprint, before.fingerprint);
  await vscode.commands.executeCommand('customerMeetings.leaveOut'); // from nowhere: told, nothing breaks
});

test('a double click asks once and sends once, also when the preview is closed meanwhile', async () => {
  const api = await inSandbox();
  const uri = await previewed(api, 'double.json', 'CHG-2031-0072');
  const sandbox = await runningSandbox(api);
  const before = sandbox.events().length;
  let asked = 0;
  api.answerWith(async ({ choices }) => {
    asked += 1;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    return choices[0];
  });
  const [first, second] = await Promise.all([api.send(uri.toString()), api.send(uri.toString())]);
  assert.deepEqual([first?.kind, second], ['done', undefined]);
  assert.equal(asked, 1);
  assert.equal(sandbox.events().length, before + 1);
});
