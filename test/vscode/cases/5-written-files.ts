import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CancelOutcome, SendOutcome } from '../../../src/calendar/index.ts';
import { inSandbox, metadata, runningSandbox, workspaceFile, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

/** Has settings in force for the length of a test. */
async function withSettings(
  values: Readonly<Record<string, unknown>>,
  run: () => Promise<void>,
): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  const set = async (key: string, value: unknown): Promise<void> =>
    settings.update(key, value, vscode.ConfigurationTarget.Workspace);
  for (const [key, value] of Object.entries(values)) await set(key, value);
  try {
    await run();
  } finally {
    for (const key of Object.keys(values)) await set(key, undefined);
  }
}

const WRITING_BACK = { 'customerMeetings.updateMetadata': true };

async function planned(name: string, text: string): Promise<vscode.Uri> {
  const api = await inSandbox();
  const uri = await writeWorkspaceFile(name, text);
  await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
  assert.equal(api.sessions.find(uri.toString())?.phase, 'planned');
  api.answerWith(({ choices }) => Promise.resolve(choices[0]));
  return uri;
}

test('a send leaves its file alone unless the setting says otherwise', async () => {
  const api = await inSandbox();
  const text = metadata({ changeId: 'CHG-2031-0020' });
  const uri = await planned('not-written.json', text);
  assert.equal((await api.send(uri.toString()))?.kind, 'done');
  assert.equal(await readFile(uri.fsPath, 'utf8'), text);
});

test('what the calendar confirmed is written into the file, saved, undoable, and does not outdate the plan', async () => {
  const api = await inSandbox();
  const text =
    `\uFEFF${JSON.stringify(JSON.parse(metadata({ changeId: 'CHG-2031-0021' })), undefined, '\t')}\r\n`.replace(
      /\r?\n/g,
      '\r\n',
    );
  const uri = await planned('written.json', text);
  await withSettings(WRITING_BACK, async () => {
    const outcome = await api.send(uri.toString());
    assert.equal(outcome?.kind, 'done');
    const written = await readFile(uri.fsPath, 'utf8');
    const end = '\r\n}\r\n';
    assert.ok(written.startsWith(text.slice(0, -end.length)) && written.endsWith(end));
    const added = written.slice(text.length - end.length, -end.length);
    assert.match(added, /^,\r\n\t"modifications": \[\r\n\t\t\{\r\n\t\t\t"timestamp": /);
    assert.ok(added.includes(JSON.stringify(outcome.events[0]?.joinUrl)));
    assert.doesNotMatch(added, /attendees|[^\r]\n/);
    assert.equal(api.sessions.find(uri.toString())?.outdated, undefined);

    const sandbox = await runningSandbox(api);
    sandbox.clearRequests();
    assert.equal((await api.send(uri.toString()))?.kind, 'done');
    assert.equal(await readFile(uri.fsPath, 'utf8'), written, 'sending again adds nothing');
    assert.deepEqual(
      sandbox.requests().filter(({ write }) => write),
      [],
    );
  });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), text.slice(1));
  await document.save();
});

test('a cancel is written into the file once the calendar confirmed it, a test never; then it can be sent again', async () => {
  const api = await inSandbox();
  const uri = await planned('cancelled.json', metadata({ changeId: 'CHG-2031-0024' }));
  const types = async (): Promise<readonly string[]> => {
    const text = await readFile(uri.fsPath, 'utf8');
    return [...text.matchAll(/"modification_type": ?"(\w+)"/g)].map(([, type = '']) => type);
  };
  const cancel = (): Thenable<CancelOutcome | undefined> =>
    vscode.commands.executeCommand<CancelOutcome | undefined>('customerMeetings.cancelMeeting', uri);
  api.typeWith(() => Promise.resolve('me@provider.example'));
  await withSettings(WRITING_BACK, async () => {
    const test = await vscode.commands.executeCommand<SendOutcome>('customerMeetings.sendTestToMyself', uri);
    assert.equal(test.events[0]?.status, 'created');
    assert.deepEqual(await types(), []);

    assert.equal((await api.send(uri.toString()))?.kind, 'done');
    const sandbox = await runningSandbox(api);
    sandbox.setGraphFault({
      kind: 'status',
      status: 403,
      code: 'ErrorAccessDenied',
      match: { method: 'POST', path: '/cancel$' },
    });
    try {
      assert.equal((await cancel())?.kind, 'refused');
    } finally {
      sandbox.setGraphFault(undefined);
    }
    assert.deepEqual(await types(), ['meeting_scheduled']);
    assert.equal((await cancel())?.kind, 'done');
    assert.deepEqual(await types(), ['meeting_scheduled', 'meeting_cancelled']);
    assert.equal(api.sessions.find(uri.toString())?.outdated, undefined);
    assert.equal((await cancel())?.kind, 'nothing');
    assert.deepEqual(await types(), ['meeting_scheduled', 'meeting_cancelled']);

    const anew = await api.send(uri.toString());
    assert.equal(anew?.events[0]?.status, 'created');
    assert.deepEqual(await types(), ['meeting_scheduled', 'meeting_cancelled', 'meeting_scheduled']);
  });
}, 60_000);

test('a file with unsaved changes keeps them, unsaved, with the edit among them', async () => {
  const api = await inSandbox();
  const uri = await writeWorkspaceFile('unsaved.json', metadata({ changeId: 'CHG-2031-0022' }));
  await withSettings({ ...WRITING_BACK, 'files.autoSave': 'off' }, async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, document.positionAt(1), '"note": "mine", ');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
    api.answerWith(({ choices }) => Promise.resolve(choices[0]));
    assert.equal((await api.send(uri.toString()))?.kind, 'done');
    assert.ok(document.isDirty);
    assert.match(document.getText(), /^\{"note": "mine", .*"modifications":\[\{"timestamp"/s);
    assert.doesNotMatch(await readFile(uri.fsPath, 'utf8'), /note|modifications/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

test('Save as iCalendar File… writes the meeting where the person wants it, and asks nobody', async () => {
  const api = await inSandbox();
  const uri = workspaceFile('test-multi-customer-meeting-metadata.json');
  const target = workspaceFile('saved.ics');
  const suggested: (string | undefined)[] = [];
  api.saveTo((options) => {
    suggested.push(options?.defaultUri?.path.split('/').at(-1));
    return Promise.resolve(target);
  });
  const sandbox = await api.sandbox();
  sandbox?.clearRequests();
  void vscode.commands.executeCommand('customerMeetings.saveAsICalendarFile', uri);
  const text = await eventually('the calendar file', () =>
    readFile(target.fsPath, 'utf8').then(
      (content) => (content.endsWith('END:VCALENDAR\r\n') ? content : undefined),
      () => undefined,
    ),
  );
  assert.deepEqual(suggested, ['test-multi-customer-meeting-metadata.ics']);
  assert.match(text, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  assert.match(text, /\r\nMETHOD:PUBLISH\r\n/);
  assert.doesNotMatch(text, /ATTENDEE/);
  assert.deepEqual(sandbox?.requests() ?? [], []);
});

test('Save as iCalendar File… says what is wrong with a file, and never writes over it', async () => {
  const api = await inSandbox();
  const asked: unknown[] = [];
  api.saveTo((options) => {
    asked.push(options);
    return Promise.resolve(workspaceFile('self.json'));
  });
  const broken = await writeWorkspaceFile('broken-times.json', metadata({ implementationStart: 'soon' }));
  void vscode.commands.executeCommand('customerMeetings.saveAsICalendarFile', broken);
  const text = metadata({ changeId: 'CHG-2031-0023' });
  const self = await writeWorkspaceFile('self.json', text);
  void vscode.commands.executeCommand('customerMeetings.saveAsICalendarFile', self);
  await eventually('the question where to save', () => (asked.length > 0 ? true : undefined));
  await vscode.commands.executeCommand('customerMeetings.showLog');
  assert.equal(asked.length, 1, 'only the sound file is asked about');
  assert.equal(await readFile(self.fsPath, 'utf8'), text);
});
