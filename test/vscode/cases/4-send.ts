import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SendOutcome } from '../../../src/calendar/index.ts';
import type { Confirmation } from '../../../src/ui/send/asker.ts';
import type { TestApi } from '../../../src/ui/index.ts';
import { inSandbox, metadata, runningSandbox, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

/** Answers every confirmation with its first button and remembers what was asked. */
function sayYes(api: TestApi): Confirmation[] {
  const asked: Confirmation[] = [];
  api.answerWith((confirmation) => {
    asked.push(confirmation);
    return Promise.resolve(confirmation.choices[0]);
  });
  return asked;
}

async function shown(api: TestApi, name: string, fields: Record<string, unknown>): Promise<vscode.Uri> {
  const uri = await writeWorkspaceFile(name, metadata(fields));
  await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
  assert.equal(api.sessions.find(uri.toString())?.phase, 'planned');
  return uri;
}

test('no is no: nothing reaches the calendar', async () => {
  const api = await inSandbox();
  const uri = await shown(api, 'declined.json', { changeId: 'CHG-2031-0010' });
  const sandbox = await runningSandbox(api);
  const before = sandbox.events().length;
  sandbox.clearRequests();
  api.answerWith(() => Promise.resolve(undefined));
  assert.equal(await api.send(uri.toString()), undefined);
  assert.equal(sandbox.events().length, before);
  assert.deepEqual(
    sandbox.requests().filter(({ write }) => write),
    [],
  );
});

test('a yes sends the plan that was shown, once: sending again changes nothing and writes nothing', async () => {
  const api = await inSandbox();
  const uri = await shown(api, 'sent-twice.json', { changeId: 'CHG-2031-0011' });
  const sandbox = await runningSandbox(api);
  const before = sandbox.events().length;
  const asked = sayYes(api);
  const preparation = api.sessions.find(uri.toString())?.preparation;
  assert.equal(preparation?.kind, 'planned');
  const people = preparation.plan.attendees.length;

  const first = await api.send(uri.toString());
  assert.equal(first?.kind, 'done');
  assert.deepEqual(
    first.events.map(({ status, attendees }) => [status, attendees]),
    [['created', people]],
  );
  assert.equal(asked.length, 1);
  assert.match(
    String(asked[0]?.message),
    new RegExp(`^Sandbox: send “.*” to ${people} people of 2 customers\\?$`),
  );
  assert.match(String(asked[0]?.detail), /cloud-team@meetings\.example/);
  assert.match(first.events[0]?.joinUrl ?? '', /^https:\/\//);
  assert.equal(sandbox.events().length, before + 1);

  sandbox.clearRequests();
  const second = await api.send(uri.toString());
  assert.equal(second?.kind, 'done');
  assert.deepEqual(
    second.events.map(({ status }) => status),
    ['unchanged'],
  );
  assert.equal(sandbox.events().length, before + 1);
  assert.deepEqual(
    sandbox.requests().filter(({ write }) => write),
    [],
  );
});

test('a preview that comes to the front meanwhile changes what is shown, never what is sent', async () => {
  const api = await inSandbox();
  const other = await shown(api, 'other.json', { changeId: 'CHG-2031-0014', changeTitle: 'Another change' });
  await vscode.commands.executeCommand('customerMeetings.previewInvite', other);
  const uri = await shown(api, 'mine.json', { changeId: 'CHG-2031-0015', changeTitle: 'This change' });
  const asked: string[] = [];
  api.answerWith(async ({ message, choices }) => {
    asked.push(message);
    await vscode.commands.executeCommand('customerMeetings.previewInvite', other);
    assert.equal(api.sessions.current()?.file.uri, other.toString());
    return choices[0];
  });
  const sandbox = await runningSandbox(api);
  const before = sandbox.events().length;
  for (const status of ['created', 'unchanged']) {
    const outcome = await vscode.commands.executeCommand<SendOutcome | undefined>(
      'customerMeetings.sendInvite',
      uri,
    );
    assert.deepEqual(
      outcome?.events.map((event) => [event.status, event.subject]),
      [[status, 'Change Implementation: This change']],
    );
  }
  assert.equal(sandbox.events().length, before + 1);
  assert.ok(asked.length === 2 && asked.every((message) => message.includes('This change')));
  assert.equal(api.sessions.find(other.toString())?.phase, 'planned');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('who is missing is said before a partial send, and the plan carries the decision', async () => {
  const api = await inSandbox();
  const uri = await shown(api, 'partial.json', { changeId: 'CHG-2031-0012', customers: ['hts', 'kstl'] });
  const asked: Confirmation[] = [];
  api.answerWith((confirmation) => {
    asked.push(confirmation);
    return Promise.resolve(confirmation.choices.at(-1));
  });
  const outcome = await api.send(uri.toString());
  assert.equal(outcome?.kind, 'done');
  assert.deepEqual(
    asked.map(({ choices }) => choices.at(-1)?.replace(/\d+ pe.*/, 'N')),
    ['Send Without 1 Customer', 'Send to N'],
  );
  assert.equal(asked[0]?.choices[0], 'Retry 1 Customer');
  assert.match(
    String(asked[1]?.detail),
    /1 customer will NOT be invited:\n• Kestrel Point Energy \(kstl\): /,
  );
  const preparation = api.sessions.find(uri.toString())?.preparation;
  assert.equal(preparation?.kind, 'planned');
  assert.equal(preparation.plan.completeness.kind, 'partial');
  assert.equal(preparation.plan.completeness.acceptedPartial, true);
});

test('markup in a title is text in the event', async () => {
  const api = await inSandbox();
  const title = '<script>alert(1)</script><img src=x onerror=alert(2)>';
  const uri = await shown(api, 'hostile.json', {
    changeId: 'CHG-2031-0013',
    changeTitle: title,
    changeReason: title,
  });
  sayYes(api);
  const sandbox = await runningSandbox(api);
  assert.equal((await api.send(uri.toString()))?.kind, 'done');
  const body = sandbox.events().at(-1)?.body.content ?? '';
  assert.ok(body.includes('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;'));
  assert.doesNotMatch(body, /<script|<img/i);
});

test('the log has the lines of the command line, and no address', async () => {
  await inSandbox();
  await vscode.commands.executeCommand('customerMeetings.showLog');
  const log = await eventually('the log’s text', () =>
    vscode.workspace.textDocuments
      .filter(({ languageId }) => languageId === 'log')
      .map((document) => document.getText())
      .find((text) => text.includes('Fingerprint:')),
  );
  assert.match(log, /🧪 Sandbox: /);
  assert.match(log, /📋 Extracted customer codes from metadata: \[hts htsnonprod\]/);
  assert.match(log, /📧 Customer hts: found \d+ recipients/);
  assert.match(log, /👥 Found \d+ unique recipients for topic aws-calendar across 30 customers/);
  assert.match(log, /Fingerprint: [0-9a-f]{64}/);
  assert.deepEqual(log.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g), null);
});
