import assert from 'node:assert/strict';
import { unlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { MeetingNode } from '../../../src/ui/tree/meeting-nodes.ts';
import { activated, metadata, workspaceFile, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

test('the Meetings tree lists metadata with its state, follows files and unsaved text, and lists nothing else', async () => {
  const api = await activated();
  await vscode.commands.executeCommand('customerMeetings.meetings.focus');
  const listed = async (): Promise<ReadonlyMap<string, MeetingNode>> =>
    new Map((await api.meetings.nodes()).map((node) => [node.label, node]));
  const contextOf = async (label: string): Promise<string | undefined> => {
    const node = (await listed()).get(label);
    return node?.kind === 'meeting' ? node.contextValue : undefined;
  };
  const becomes = (label: string, context: string): Promise<true> =>
    eventually(`${label}: ${context}`, async () => (await contextOf(label)) === context || undefined);

  const uri = await writeWorkspaceFile('tree.json', metadata({ changeId: 'CHG-TREE' }));
  await writeWorkspaceFile('tree-unrelated.json', '{ "customers": ["a"], "name": "x" }');
  await becomes('tree.json', 'file draft');
  assert.ok(!(await listed()).has('tree-unrelated.json'));
  assert.ok(!(await listed()).has('config.json'));

  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const replace = async (from: string, to: string): Promise<void> => {
    const offset = document.getText().indexOf(from);
    assert.ok(offset >= 0, `${from} is not in the file`);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + from.length));
    edit.replace(uri, range, to);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  await replace('America/New_York', 'Mars/Base');
  await becomes('tree.json', 'file invalid');
  await replace('Mars/Base', 'Europe/Berlin');
  await becomes('tree.json', 'file draft');
  await document.save();

  const scheduled = {
    modifications: [
      {
        modification_type: 'meeting_scheduled',
        timestamp: '2030-12-01T09:00:00Z',
        meeting_metadata: { meeting_id: 'A', start_time: '2031-02-03T15:00:00Z' },
      },
    ],
  };
  await writeWorkspaceFile('tree-sent.json', metadata({ changeId: 'CHG-SENT', ...scheduled }));
  await becomes('tree-sent.json', 'file scheduled');
  await unlink(workspaceFile('tree-sent.json').fsPath);
  await eventually('the file gone', async () => !(await listed()).has('tree-sent.json') || undefined);

  const node = (await listed()).get('tree.json');
  assert.ok(node !== undefined);
  await api.meetings.view.reveal(node, { focus: false, select: true });
  assert.deepEqual(
    api.meetings.view.selection.map(({ id }) => id),
    [uri.toString()],
  );
});
