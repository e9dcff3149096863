import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTree } from 'jsonc-parser';
import { parseCustomerConfig, type ConfigLoad } from '../../../src/customers/index.ts';
import { inspectMetadata, mentionsIn } from '../../../src/metadata/index.ts';
import { whenIn } from '../../../src/ui/files/when.ts';
import { customerHover, timeHover, zoneHover } from '../../../src/ui/language/hover-text.ts';
import { answersOfKept, type LastAnswers } from '../../../src/ui/language/last-answers.ts';
import { resultText, runText, shortTime } from '../../../src/ui/language/lens-text.ts';
import { linksIn } from '../../../src/ui/language/link-places.ts';
import { suggestionsAt } from '../../../src/ui/language/values-to-write.ts';
import { idle } from '../../../src/ui/session/state.ts';
import { FLAT, NOW } from '../../metadata/samples.ts';
import { answer, FILE } from '../samples.ts';

const CONFIG = {
  customer_mappings: {
    hts: {
      customer_name: 'Harbor [Transit](command:x)',
      region: 'us-west-2',
      ses_role_arn: 'arn:aws:iam::111122223333:role/read',
      restricted_recipients: ['a@example.com', 'b@example.com'],
    },
    one: { aws_profile: 'one' },
  },
};

function config(): ConfigLoad {
  const parsed = parseCustomerConfig(JSON.stringify(CONFIG), '/w/config.json');
  assert.ok(parsed.config);
  return { kind: 'loaded', file: '/w/config.json', config: parsed.config, problems: [] };
}

const around = (change: { answers?: LastAnswers; config?: ConfigLoad | undefined } = {}) => ({
  config: config(),
  answers: undefined,
  when: whenIn('en-US'),
  ownZone: 'Europe/Berlin',
  nowEpochMs: NOW,
  ...change,
});

const kept = (): LastAnswers =>
  answersOfKept({
    inputs: '',
    files: [],
    sandbox: false,
    topicName: 'aws-calendar',
    results: [
      answer('hts', ['a@example.com', 'A@example.com', 'b@example.com'], { answeredAt: NOW }),
      answer('one', [], {
        error: {
          customerCode: 'one',
          code: 'AccessDenied',
          message: 'Access was denied.',
          remedy: 'Ask.',
          retryable: false,
        },
      }),
    ],
    older: [],
  });

describe('what a hover says', () => {
  it('of a customer: who, where, how many may be invited, and the last answer', () => {
    assert.deepEqual(customerHover('hts', around({ answers: kept() })), [
      'hts: Harbor [Transit](command:x)',
      'Region: us-west-2',
      'AWS account: 111122223333',
      'Restricted: only 2 addresses of this customer may be invited',
      'Last asked Oct 1, 2025, 2:00 PM GMT+2: 3 recipients',
    ]);
    assert.ok(
      customerHover('one', around({ answers: kept() })).some((line) => line.includes('Access was denied.')),
    );
    assert.deepEqual(customerHover('other', around()), ['other', 'Not configured in /w/config.json']);
    assert.deepEqual(customerHover('other', around({ config: undefined })), ['other']);
  });

  it('of a moment: in the meeting’s zone, UTC and the person’s own, and a clock change nearby', () => {
    const inspection = inspectMetadata(JSON.stringify({ ...FLAT, implementationStart: '2025-11-03T10:00' }), {
      defaultTimeZone: 'UTC',
      nowEpochMs: NOW,
    });
    const time = mentionsIn(inspection).find(({ kind }) => kind === 'time');
    assert.ok(time?.kind === 'time');
    assert.deepEqual(timeHover(time, around()), [
      'Monday, November 3, 2025 at 10:00 AM EST',
      'In the meeting’s zone: America/New_York, UTC−05:00',
      'UTC: Monday, November 3, 2025 at 3:00 PM UTC',
      'Yours (Europe/Berlin): Monday, November 3, 2025 at 4:00 PM GMT+1',
      'The clocks change on Sunday, November 2, 2025 at 1:00 AM EST: from UTC−04:00 to UTC−05:00.',
    ]);
  });

  it('of a zone: its offset now and at the meeting', () => {
    const zone = { kind: 'timeZone' as const, range: { offset: 0, length: 0 } };
    const meeting = Date.UTC(2025, 10, 3, 15);
    assert.deepEqual(
      zoneHover(
        { ...zone, timeZone: 'America/New_York', written: 'Eastern Standard Time' },
        meeting,
        around(),
      ),
      [
        'Eastern Standard Time is America/New_York',
        'Now: Wednesday, October 1, 2025 at 8:00 AM EDT, UTC−04:00',
        'At the meeting: Monday, November 3, 2025 at 10:00 AM EST, UTC−05:00',
        'The clocks change in between.',
      ],
    );
  });
});

describe('what the lens above a file says', () => {
  it('counts people and failed customers, one and many', () => {
    assert.equal(resultText({ people: 12, failed: 1 }, '14:02'), '12 recipients, 1 customer failed, 14:02');
    assert.equal(resultText({ people: 1, failed: 0 }, '14:02'), '1 recipient, 14:02');
    assert.equal(resultText({ people: 0, failed: 3 }, '14:02'), '0 recipients, 3 customers failed, 14:02');
    assert.deepEqual([kept().people, kept().failed, kept().answeredAt], [2, 1, NOW]);
  });

  it('follows a run while it is under way', () => {
    const state = idle(FILE);
    assert.equal(runText(state), undefined);
    assert.equal(runText({ ...state, phase: 'asking' }), 'Reading the file…');
    const customer = { customerCode: 'a', recipients: 0 };
    assert.equal(
      runText({
        ...state,
        phase: 'asking',
        customers: [
          { ...customer, status: 'answered' },
          { ...customer, status: 'asking' },
        ],
      }),
      '1 of 2 customers answered…',
    );
  });

  it('names the day of a result that is not of today', () => {
    const noon = new Date(2025, 9, 1, 12).getTime();
    assert.match(shortTime(noon, noon + 1000, 'en-GB'), /^12:00$/);
    assert.match(shortTime(noon, noon + 86_400_000, 'en-GB'), /^1 Oct 2025, 12:00$/);
  });
});

describe('what can be written', () => {
  const sources = { config: config(), named: ['hts'], timeZones: ['UTC', 'Europe/Berlin'] };
  const at = (marked: string) => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const found = suggestionsAt(text, offset, sources);
    return found && { ...found, replaced: text.slice(found.offset, found.offset + found.length) };
  };

  it('is a customer’s code in a list, with its name, those first that are not there yet', () => {
    const found = at('{ "changeMetadata": { "customerCodes": ["hts", "o|"] } }');
    assert.deepEqual([found?.kind, found?.replaced, found?.inText], ['customer', '"o"', false]);
    assert.deepEqual(found?.items, [
      { value: 'hts', detail: 'Harbor [Transit](command:x)', rank: 1 },
      { value: 'one', rank: 0 },
    ]);
    assert.equal(at('{ "customers": [|] }')?.length, 0);
  });

  it('is a customer’s code in a text with commas, in the place of the piece alone', () => {
    assert.deepEqual(
      ['{ "customers": "hts, o|n, x" }', '{ "customers": "|" }', '{ "customers": "hts,|" }'].map((text) => [
        at(text)?.replaced,
        at(text)?.inText,
      ]),
      [
        ['on', true],
        ['', true],
        ['', true],
      ],
    );
  });

  it('is a zone where a zone stands, and nothing of ours elsewhere', () => {
    for (const text of [
      '{ "timezone": "|" }',
      '{ "meeting_timezone": | }',
      '{ "changeMetadata": { "schedule": { "timezone": "Eur|" } } }',
    ])
      assert.deepEqual(
        at(text)?.items.map(({ value }) => value),
        ['UTC', 'Europe/Berlin'],
        text,
      );
    assert.equal(at('{ "changeTitle": "|" }'), undefined);
    assert.equal(at('{ "custo|mers": [] }'), undefined);
  });
});

describe('links in metadata', () => {
  it('lead to meetings, tickets and attachments, and only to the web', () => {
    const root = parseTree(
      JSON.stringify({
        snowTicket: 'https://tickets.example.com/CHG1',
        jiraTicket: 'NET-42',
        changeReason: 'https://elsewhere.example.com/',
        attachments: ['https://files.example.com/a.pdf', 'b.pdf', { url: 'javascript:alert(1)' }],
        modifications: [{ meeting_metadata: { join_url: 'https://teams.example.com/join' } }],
      }),
    );
    assert.ok(root);
    assert.deepEqual(
      linksIn(root).map(({ kind, url }) => [kind, url]),
      [
        ['ticket', 'https://tickets.example.com/CHG1'],
        ['attachment', 'https://files.example.com/a.pdf'],
        ['meeting', 'https://teams.example.com/join'],
      ],
    );
  });
});
