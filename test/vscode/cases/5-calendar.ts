import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CancelOutcome, SendOutcome } from '../../../src/calendar/index.ts';
import type { StoredEvent } from '../../../src/sandbox/index.ts';
import type { Confirmation } from '../../../src/ui/send/asker.ts';
import type { TestApi } from '../../../src/ui/index.ts';
import { inSandbox, metadata, runningSandbox, workspaceFile, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

const CLIENT_SECRET = 'never~to~be~seen';

/** Presses the first button of every modal, types `text` wherever a line is asked for, and remembers the modals. */
function person(api: TestApi, text: string): Confirmation[] {
  const asked: Confirmation[] = [];
  api.answerWith((confirmation) => {
    asked.push(confirmation);
    return Promise.resolve(confirmation.choices[0]);
  });
  api.typeWith(() => Promise.resolve(text));
  return asked;
}

function run<T>(command: string, argument?: unknown): Thenable<T | undefined> {
  return vscode.commands.executeCommand<T | undefined>(`customerMeetings.${command}`, argument);
}

/** Sends a meeting of its own and gives its file and its event. */
async function sent(api: TestApi, changeId: string): Promise<{ uri: vscode.Uri; event: () => StoredEvent }> {
  person(api, '');
  const uri = await writeWorkspaceFile(`${changeId}.json`, metadata({ changeId }));
  const outcome = await run<SendOutcome>('sendInvite', uri);
  assert.equal(outcome?.kind, 'done');
  const sandbox = await runningSandbox(api);
  const id = outcome.events[0]?.id;
  const event = (): StoredEvent => {
    const found = sandbox.events().find(({ immutableId }) => immutableId === id);
    assert.ok(found);
    return found;
  };
  assert.equal(event().state, 'live');
  return { uri, event };
}

test('a meeting is cancelled with a message after a yes that says how many are told; sending again makes a new one', async () => {
  const api = await inSandbox();
  const { uri, event } = await sent(api, 'CHG-2031-0020');
  const people = event().attendees.length;

  api.answerWith(() => Promise.resolve(undefined));
  assert.equal(await run('cancelMeeting', uri), undefined);
  assert.equal(event().state, 'live');

  const asked = person(api, 'The change was called off.');
  const outcome = await run<CancelOutcome>('cancelMeeting', uri);
  assert.equal(outcome?.kind, 'done');
  assert.deepEqual(
    outcome.events.map(({ status, attendees }) => [status, attendees]),
    [['cancelled', people]],
  );
  assert.match(String(asked[0]?.message), new RegExp(`^Sandbox: cancel “.*” and tell ${people} people\\?$`));
  assert.match(String(asked[0]?.detail), /The change was called off\./);
  assert.equal(event().state, 'cancelled');
  assert.equal(event().cancelComment, 'The change was called off.');
  const state = api.sessions.find(uri.toString());
  assert.equal(state?.phase, 'planned');
  assert.equal(state.outcome, undefined);

  const again = await run<CancelOutcome>('cancelMeeting', uri);
  assert.deepEqual([again?.kind, again?.kind === 'nothing' && again.alreadyCancelled], ['nothing', true]);
  const anew = await run<SendOutcome>('sendInvite', uri);
  assert.deepEqual(
    anew?.events.map(({ status }) => status),
    ['created'],
  );
  assert.notEqual(anew.events[0]?.id, event().immutableId);
});

test('a cancel that Graph refuses leaves the meeting and says so', async () => {
  const api = await inSandbox();
  const { uri, event } = await sent(api, 'CHG-2031-0021');
  const sandbox = await runningSandbox(api);
  person(api, '');
  sandbox.setGraphFault({
    kind: 'status',
    status: 403,
    code: 'ErrorAccessDenied',
    match: { method: 'POST', path: '/cancel$' },
  });
  try {
    const outcome = await run<CancelOutcome>('cancelMeeting', uri);
    assert.equal(outcome?.kind, 'refused');
    assert.match(outcome.error.remedy, /Calendars\.ReadWrite/);
  } finally {
    sandbox.setGraphFault(undefined);
  }
  assert.equal(event().state, 'live');
  assert.equal(api.sessions.find(uri.toString())?.phase, 'sent');
});

test('a test goes to one address as an event of its own', async () => {
  const api = await inSandbox();
  const uri = await writeWorkspaceFile('test-send.json', metadata({ changeId: 'CHG-2031-0022' }));
  const sandbox = await runningSandbox(api);
  const before = sandbox.events().length;
  const asked = person(api, 'me@provider.example');
  const outcome = await run<SendOutcome>('sendTestToMyself', uri);
  assert.deepEqual(
    outcome?.events.map(({ status, attendees }) => [status, attendees]),
    [['created', 1]],
  );
  assert.equal(asked.at(-1)?.message, 'Sandbox: send a test to me@provider.example?');
  const made = sandbox.events().slice(before);
  assert.deepEqual(
    made.map(({ attendees }) => attendees.map(({ address }) => address)),
    [['me@provider.example']],
  );
  assert.match(made[0]?.subject ?? '', /^\[TEST\] /);
  assert.equal(api.sessions.find(uri.toString())?.phase, 'planned');
});

test('a preview reads the organizer’s calendar for that time, and writes nothing', async () => {
  const api = await inSandbox();
  const sandbox = await runningSandbox(api);
  const uri = await writeWorkspaceFile('conflict.json', metadata({ changeId: 'CHG-2031-0023' }));
  sandbox.clearRequests();
  await run('previewInvite', uri);
  await eventually('a look at the organizer’s calendar', () =>
    sandbox.requests().find(({ operation }) => operation === 'CalendarView'),
  );
  assert.deepEqual(
    sandbox.requests().filter(({ write }) => write),
    [],
  );
});

test('the send history tells what was sent, cancelled and tested, without an address', async () => {
  await inSandbox();
  await run('showSendHistory');
  const document = await eventually('the send history', () => vscode.window.activeTextEditor?.document);
  const text = document.getText();
  assert.match(text, /✓ created: “/);
  assert.match(text, /✓ cancelled: “/);
  assert.match(text, /✗ Cancel refused \(ErrorAccessDenied 403\), nothing changed/);
  assert.match(text, /\(test\)/);
  assert.deepEqual(text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g), null);
  assert.equal(document.isDirty, false);
});

test('calendar access is checked step by step, with reads only', async () => {
  const api = await inSandbox();
  const sandbox = await runningSandbox(api);
  const uri = await writeWorkspaceFile('check.json', metadata({ changeId: 'CHG-2031-0024' }));
  sandbox.clearRequests();
  const asked = person(api, '');
  await run('checkCalendarAccess', uri);
  assert.match(asked[0]?.message ?? '', /^Sandbox: Calendar access: meetings can be sent from /);
  assert.match(
    asked[0]?.detail ?? '',
    /✓ App: .*\n\n✓ Sign-in and consent: .*\n\n✓ Mailbox: .*\n\n✓ Permission: /,
  );
  sandbox.setGraphFault({ kind: 'status', status: 404, code: 'MailboxNotEnabledForRESTAPI' });
  try {
    await run('checkCalendarAccess', uri);
  } finally {
    sandbox.setGraphFault(undefined);
  }
  assert.match(asked[1]?.detail ?? '', /✗ Mailbox: .* has no mailbox.*\n→ Check the spelling/);
  assert.deepEqual(
    sandbox.requests().filter(({ write }) => write),
    [],
  );
});

test('where no meeting is meant, calendar access is checked for whom the person says; config.json’s mailbox is suggested', async () => {
  const api = await inSandbox();
  const suggested: unknown[] = [];
  api.typeWith(({ value }) => {
    suggested.push(value);
    return Promise.resolve(undefined); // Escape
  });
  await run('checkCalendarAccess', workspaceFile('config.json'));
  assert.deepEqual(suggested, ['cloud-team@meetings.example']);
});

test('a proof of the calendar asks first, mails nobody, leaves nothing, and shows a report without addresses and ids', async () => {
  const api = await inSandbox();
  const sandbox = await runningSandbox(api);
  const uri = await writeWorkspaceFile('prove.json', metadata({ changeId: 'CHG-2031-0025' }));
  const before = sandbox.events();
  sandbox.clearRequests();
  const refused: Confirmation[] = [];
  api.answerWith((confirmation) => {
    refused.push(confirmation);
    return Promise.resolve(undefined); // Escape
  });
  await run('proveCalendar', uri);
  assert.match(refused[0]?.message ?? '', /^Sandbox: Prove the calendar of .+@/);
  assert.match(refused[0]?.detail ?? '', /Nobody is invited and nobody is mailed\./);
  assert.deepEqual(sandbox.requests(), []);

  const asked = person(api, '');
  await run('proveCalendar', uri);
  assert.equal(asked.length, 1);
  const report = await eventually('the report', () =>
    vscode.workspace.textDocuments.find(({ uri: { path } }) => path === '/Calendar Proof')?.getText(),
  );
  assert.match(report, /^🔬 \d+ assumptions about this calendar/);
  assert.match(report, /events were made and deleted; nobody was mailed\.\n$/);
  assert.doesNotMatch(report, /@|https?:/);
  const made = sandbox.events().filter(({ id }) => !before.some((event) => event.id === id));
  const proofs = made.filter(({ subject }) => subject.startsWith('Customer Meetings proves this calendar'));
  assert.ok(proofs.length >= 2);
  for (const { state, attendees, notifications } of proofs) {
    assert.notEqual(state, 'live');
    assert.deepEqual([attendees, notifications], [[], []]);
  }
});

test('a client secret goes to the secret storage and nowhere else, and can be forgotten', async () => {
  const api = await inSandbox();
  const settings = vscode.workspace.getConfiguration('customerMeetings');
  const machine = vscode.ConfigurationTarget.Global;
  await settings.update('graph.clientId', 'a1b2c3d4-0000-4000-8000-000000000001', machine);
  await settings.update('graph.tenantId', 'meetings.example', machine);
  try {
    person(api, CLIENT_SECRET);
    await run('storeClientSecret');
    const everything = JSON.stringify(vscode.workspace.getConfiguration('customerMeetings'));
    assert.doesNotMatch(everything, /never~to~be~seen/);
    const asked = person(api, '');
    await run('signOut'); // the sandbox's token is in use: it says so, and offers to forget the secret
    assert.match(asked[0]?.message ?? '', /^In use: the token in GRAPH_ACCESS_TOKEN\.$/);
    await run('forgetClientSecret');
    await run('showLog');
    const log = await eventually('the log’s text', () =>
      vscode.workspace.textDocuments
        .filter(({ languageId }) => languageId === 'log')
        .map((shown) => shown.getText())
        .find((shown) => shown.includes('Fingerprint:')),
    );
    assert.doesNotMatch(log, /never~to~be~seen/);
  } finally {
    await settings.update('graph.clientId', undefined, machine);
    await settings.update('graph.tenantId', undefined, machine);
  }
});
