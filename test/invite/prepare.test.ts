import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readTextFile } from '../../src/files/index.ts';
import type { ContactAccounts, QueryEvent } from '../../src/recipients/index.ts';
import { createQueryMemory, DEFAULT_LIMITS, realClock } from '../../src/recipients/index.ts';
import { prepareInvite, type InviteRequest, type PrepareDeps } from '../../src/invite/index.ts';
import { BEFORE } from './sample.ts';

const metadata = (changes: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    object_type: 'change',
    changeId: 'CHG-1',
    changeTitle: 'Rotate certificates',
    customers: ['aur', 'blu'],
    implementationStart: '2025-11-02T10:00:00-05:00',
    implementationEnd: '2025-11-02T11:00:00-05:00',
    timezone: 'America/New_York',
    include_meeting: true,
    status: 'approved',
    ...changes,
  });

const CONFIG = JSON.stringify({
  email_config: { meeting_organizer: 'organizer@example.com' },
  customer_mappings: {
    aur: { customer_name: 'Aurora', aws_profile: 'aur' },
    blu: { customer_name: 'Bluewater', aws_profile: 'blu' },
  },
});

/** Accounts by customer code: subscribers, an error, or a promise that never comes. */
type Answer = readonly string[] | Error | 'hangs';

interface World {
  readonly asked: string[];
  opened: number;
  closed: number;
  readonly deps: (changes?: Partial<PrepareDeps>) => PrepareDeps;
}

describe('prepareInvite', () => {
  let homeDirectory = '';
  before(async () => {
    homeDirectory = await mkdtemp(join(tmpdir(), 'prepare-'));
    await writeFile(
      join(homeDirectory, 'config'),
      '[profile aur]\nregion=us-east-1\n[profile blu]\nregion=us-east-1\n',
    );
  });
  after(() => rm(homeDirectory, { recursive: true }));

  function world(
    answers: Readonly<Record<string, Answer>>,
    files: Readonly<Record<string, string>> = { '/w/config.json': CONFIG },
  ): World {
    const asked: string[] = [];
    const accounts: ContactAccounts = {
      connect: ({ customerCode }, { signal }) => {
        asked.push(customerCode);
        const answer = answers[customerCode] ?? new Error('no such customer');
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({
          region: 'us-east-1',
          budget: customerCode,
          accountId: '111122223333',
          getCallerIdentity: () => Promise.resolve({ Account: '111122223333' }),
          listContactLists: () => Promise.resolve({ ContactLists: [{ ContactListName: 'list' }] }),
          getContactList: () => Promise.resolve({ Topics: [{ TopicName: 'aws-calendar' }] }),
          listContacts: () =>
            answer === 'hangs'
              ? new Promise((_, reject) =>
                  signal.addEventListener('abort', () => reject(new Error('aborted'))),
                )
              : Promise.resolve({
                  Contacts: answer.map((EmailAddress) => ({
                    EmailAddress,
                    TopicPreferences: [{ TopicName: 'aws-calendar', SubscriptionStatus: 'OPT_IN' }],
                  })),
                }),
        });
      },
      close: () => {
        state.closed += 1;
      },
    };
    const state: World = {
      asked,
      opened: 0,
      closed: 0,
      deps: (changes = {}) => ({
        readTextFile: (path) => Promise.resolve(files[path]),
        env: {
          AWS_CONFIG_FILE: join(homeDirectory, 'config'),
          AWS_SHARED_CREDENTIALS_FILE: join(homeDirectory, 'none'),
        },
        homeDirectory,
        clock: { ...realClock, now: () => BEFORE },
        signal: new AbortController().signal,
        aws: {
          readTextFile,
          memory: createQueryMemory(),
          open: () => {
            state.opened += 1;
            return accounts;
          },
        },
        ...changes,
      }),
    };
    return state;
  }

  const request = (changes: Partial<InviteRequest> = {}): InviteRequest => ({
    metadataFile: 'meeting.json',
    metadataText: metadata(),
    workingDirectory: '/w',
    topicName: 'aws-calendar',
    defaultTimeZone: 'America/New_York',
    hideAttendees: 'auto',
    limits: { ...DEFAULT_LIMITS, maxAttempts: 1 },
    acceptPartial: true,
    ...changes,
  });

  const subscribers = { aur: ['p@x.example', 'both@x.example'], blu: ['Both@x.example'] };

  it('makes a plan from the text of a file, and closes what it opened', async () => {
    const state = world(subscribers);
    const readings: unknown[] = [];
    const events: QueryEvent[] = [];
    const done = await prepareInvite(
      request(),
      state.deps({ onReading: (reading) => readings.push(reading), onEvent: (event) => events.push(event) }),
    );
    assert.ok(done.kind === 'planned', JSON.stringify(done));
    assert.deepEqual(done.plan.attendees, [
      { email: 'both@x.example', customerCodes: ['aur', 'blu'] },
      { email: 'p@x.example', customerCodes: ['aur'] },
    ]);
    assert.equal(done.plan.organizer, 'organizer@example.com');
    assert.deepEqual(done.plan.completeness, { kind: 'complete' });
    assert.equal(done.aggregated.successful, 2);
    assert.deepEqual(readings, [done.reading]);
    assert.equal(events.filter(({ type }) => type === 'done').length, 2);
    assert.deepEqual([state.opened, state.closed], [1, 1]);
  });

  it('touches no account before file, config, organizer and selection are known good', async () => {
    const refused: readonly (readonly [string, Partial<InviteRequest>, Readonly<Record<string, string>>?])[] =
      [
        ['JsonSyntax', { metadataText: '{"changeId": ' }],
        ['ConfigNotRead', { configFile: 'other.json' }],
        ['OrganizerMissing', {}, {}],
        ['OrganizerInvalid', { senderEmail: 'Team' }],
        ['UnknownCustomerSelection', { onlyCustomers: ['stranger'] }],
        ['NoCustomerSelected', { leftOutByHand: ['aur', 'blu'] }],
      ];
    for (const [code, changes, files] of refused) {
      const state = world(subscribers, files);
      const done = await prepareInvite(request(changes), state.deps());
      assert.ok(done.kind === 'failed', code);
      assert.ok(
        done.problems.some((found) => found.code === code && found.severity === 'error'),
        code,
      );
      assert.ok(done.reading !== undefined);
      assert.deepEqual([state.opened, state.asked], [0, []], code);
    }
  });

  it('tells every such problem at once', async () => {
    const done = await prepareInvite(
      request({ senderEmail: 'Team', onlyCustomers: ['x'] }),
      world(subscribers).deps(),
    );
    assert.ok(done.kind === 'failed');
    assert.deepEqual(
      done.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
      ['OrganizerInvalid', 'UnknownCustomerSelection'],
    );
  });

  it('plans for the others when one customer fails', async () => {
    const done = await prepareInvite(request(), world({ ...subscribers, blu: new Error('reset') }).deps());
    assert.ok(done.kind === 'planned');
    assert.ok(done.plan.completeness.kind === 'partial');
    assert.deepEqual(
      done.plan.completeness.missing.map(({ customerCode, reason }) => [customerCode, reason]),
      [['blu', 'failed']],
    );
    assert.deepEqual(done.plan.answered, ['aur']);
  });

  it('fails when every customer failed, with the results', async () => {
    const state = world({ aur: new Error('one'), blu: new Error('two') });
    const done = await prepareInvite(request(), state.deps());
    assert.ok(done.kind === 'failed');
    assert.deepEqual(
      done.problems.map(({ code }) => code),
      ['AllCustomersFailed'],
    );
    assert.equal(done.aggregated?.errors, 2);
    assert.equal(state.closed, 1);
  });

  it('asks only the customers chosen, and the plan misses the others', async () => {
    const state = world(subscribers);
    const done = await prepareInvite(request({ onlyCustomers: ['BLU'] }), state.deps());
    assert.ok(done.kind === 'planned');
    assert.deepEqual(state.asked, ['blu']);
    assert.deepEqual(done.plan.attendees, [{ email: 'Both@x.example', customerCodes: ['blu'] }]);
    assert.equal(done.aggregated.results.length, 1);
    assert.ok(done.plan.completeness.kind === 'partial');
    assert.equal(done.plan.completeness.missing[0]?.reason, 'left out');
  });

  it('asks only those without an earlier result, and those to ask again', async () => {
    const first = await prepareInvite(request(), world({ ...subscribers, blu: new Error('reset') }).deps());
    assert.ok(first.kind === 'planned');
    const previous = first.aggregated.results;

    const again = world(subscribers);
    const second = await prepareInvite(request({ previous, retry: ['blu'] }), again.deps());
    assert.ok(second.kind === 'planned');
    assert.deepEqual(again.asked, ['blu']);
    assert.deepEqual(second.plan.completeness, { kind: 'complete' });
    assert.deepEqual(
      second.aggregated.results.map(({ customerCode }) => customerCode),
      ['aur', 'blu'],
    );
    assert.deepEqual(
      second.plan.attendees.map(({ email }) => email),
      ['both@x.example', 'p@x.example'],
    );
    assert.ok(second.aggregated.durationMs >= (previous[0]?.durationMs ?? Infinity));

    const none = world({});
    const third = await prepareInvite(request({ previous: second.aggregated.results }), none.deps());
    assert.ok(third.kind === 'planned');
    assert.deepEqual([none.opened, third.plan.fingerprint], [0, second.plan.fingerprint]);
  });

  it('is cancelled with what is there, and closes', async () => {
    const state = world({ ...subscribers, blu: 'hangs' });
    const controller = new AbortController();
    const done = await prepareInvite(
      request(),
      state.deps({
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type === 'done') controller.abort();
        },
      }),
    );
    assert.ok(done.kind === 'cancelled');
    assert.deepEqual(
      done.aggregated?.results.map(({ customerCode, error }) => [customerCode, error?.code]),
      [
        ['aur', undefined],
        ['blu', 'Cancelled'],
      ],
    );
    assert.equal(state.closed, 1);
  });

  it('asks nobody when it is cancelled before it began', async () => {
    const state = world(subscribers);
    const done = await prepareInvite(request(), state.deps({ signal: AbortSignal.abort() }));
    assert.equal(done.kind, 'cancelled');
    assert.equal(state.opened, 0);
  });

  it('warns without a config, points manual attendees out in the file, and blocks nothing but sending', async () => {
    const text = metadata({ attendees: 'm@x.example, Team Lead' });
    const done = await prepareInvite(
      request({ metadataText: text, senderEmail: 'me@example.com' }),
      world(subscribers, {}).deps(),
    );
    assert.ok(done.kind === 'planned');
    const codes = done.plan.problems.map(({ code }) => code);
    assert.ok(codes.includes('NoConfigFile'));
    const invalid = done.plan.problems.find(({ code }) => code === 'ManualAttendeeInvalid');
    assert.equal(invalid?.range?.offset, text.indexOf('Team Lead'));
    assert.equal(done.plan.organizer, 'me@example.com');
  });
});
