import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { errorText } from '../../../src/ui/diagnostics/error-text.ts';
import { maskAccount, maskHome, maskSetting } from '../../../src/ui/diagnostics/mask.ts';
import { diagnosticsReport, type DiagnosticFacts } from '../../../src/ui/diagnostics/report.ts';
import { answered } from '../../../src/ui/session/reducer.ts';
import { answer, failure, planned, stateWith } from '../samples.ts';

const RESULTS = [
  answer('hts', ['somebody@harborline.example'], { accountId: '111122223333' }),
  failure('kstl'),
];

const FACTS: DiagnosticFacts = {
  versions: { 'Customer Meetings': '0.1.0', 'Node.js': '22.0.0' },
  remote: 'WSL',
  trusted: true,
  sandbox: false,
  settings: [
    { key: 'customerMeetings.topicName', value: 'secret-topic', isSet: true },
    { key: 'customerMeetings.senderEmail', value: 'team@provider.example', isSet: true },
    { key: 'customerMeetings.hideAttendees', value: 'always', isSet: true },
    { key: 'customerMeetings.limits.maxAttempts', value: 5, isSet: true },
    { key: 'customerMeetings.configFile', value: '', isSet: false },
  ],
  variables: ['AWS_PROFILE'],
  awsFiles: ['config, ~/.aws/config, read'],
  account: 'team@provider.example (Microsoft account)',
  run: stateWith({
    phase: 'planned',
    customers: RESULTS.map((result) => answered(result)),
    preparation: planned(RESULTS),
    excluded: [{ customerCode: 'nhg' }],
  }),
  access: undefined,
  at: new Date(Date.UTC(2030, 0, 2, 3, 4, 5)),
};

describe('diagnostics', () => {
  it('have versions, masked settings and the last run’s outcome as a table', () => {
    const report = diagnosticsReport(FACTS);
    for (const line of [
      '- Customer Meetings: 0.1.0',
      '- Remote: WSL',
      '- Calendar account: t…@p… (Microsoft account)',
      '- Variables set: AWS_PROFILE',
      '- customerMeetings.topicName: set (12 characters)',
      '- customerMeetings.hideAttendees: always',
      '- customerMeetings.limits.maxAttempts: 5',
      '- customerMeetings.configFile: default',
      '| #1 | answered | 1 | 1 | 1 | 500 |  |',
      '| #2 | failed | 0 | 1 | 1 | 500 | AssumeRoleDenied |',
    ])
      assert.ok(report.split('\n').includes(line), `${line}\n---\n${report}`);
    assert.match(report, /1 excluded/);
  });

  it('have no address, account id, customer or message', () => {
    const report = diagnosticsReport(FACTS);
    assert.doesNotMatch(report, /harborline|provider|111122223333|hts|kstl|nhg|role may not|secret-topic/i);
  });

  it('mask whatever a person typed', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        assert.ok(!maskAccount(`${address} (Microsoft account)`).includes(address));
      }),
    );
    assert.equal(maskAccount('app 11112222-3333-4444-5555-666677778888'), 'app 11…');
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (typed) => {
        const masked = maskSetting(typed);
        assert.ok(
          masked === typed ? /^[a-zA-Z]+$/.test(typed) : masked === `set (${typed.length} characters)`,
        );
      }),
    );
    assert.equal(maskHome('/home/me/.aws/config', '/home/me'), '~/.aws/config');
    assert.equal(maskHome('/mnt/secret/config', '/home/me'), '<another place>');
  });

  it('say so when nothing has been asked yet', () => {
    assert.match(
      diagnosticsReport({ ...FACTS, run: undefined }),
      /No customer has been asked in this window/,
    );
  });
});

describe('a copied error', () => {
  it('has code, message, remedy and request id, for one customer', () => {
    const text = errorText(
      'Harborline',
      { code: 'AccessDenied', message: 'no', remedy: 'Ask.', requestId: 'req-7', customerCodes: ['hts'] },
      FACTS.at,
    );
    assert.equal(
      text,
      'AccessDenied: no\nWhat to do: Ask.\nCustomer: Harborline (hts)\nAWS request id: req-7\nCopied: 2030-01-02T03:04:05.000Z',
    );
  });

  it('names every customer of a shared cause', () => {
    const failed = { code: 'HostNotFound', message: 'no', remedy: 'Ask.', customerCodes: ['a', 'b'] };
    assert.match(errorText('2 customers: no', failed, FACTS.at), /^Customer: a, b$/m);
  });
});
