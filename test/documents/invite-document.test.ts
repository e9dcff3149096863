import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inviteDocument, inviteDocumentSchema } from '../../src/documents/index.ts';
import { ERROR, aggregatedOf, planned, readingOf, resultOf } from '../terminal/support/preparations.ts';

const BASE = {
  action: 'create-multi-customer-meeting-invite',
  dryRun: true,
  topicName: 'aws-calendar',
  metadataFile: 'm.json',
  events: [],
  problems: [],
} as const;

/** Through JSON and back: what a reader of the document gets. */
function roundTrip(document: unknown): ReturnType<typeof inviteDocument> {
  return inviteDocumentSchema.parse(JSON.parse(JSON.stringify(document)));
}

describe('inviteDocument', () => {
  it('has every key when nothing is known', () => {
    const document = inviteDocument(BASE);
    assert.deepEqual(roundTrip(document), document);
    assert.deepEqual(Object.keys(document), [
      'action',
      'dryRun',
      'topicName',
      'metadataFile',
      'fingerprint',
      'complete',
      'meeting',
      'customers',
      'recipients',
      'excluded',
      'summary',
      'events',
      'problems',
    ]);
    assert.equal(document.complete, false);
    assert.equal(document.meeting, null);
    assert.deepEqual(document.summary, {
      unique: 0,
      customers: 0,
      successful: 0,
      errors: 0,
      durationMs: 0,
      sequentialMs: 0,
    });
  });

  it('tells a plan with a failed customer', () => {
    const aggregated = aggregatedOf([
      resultOf('hts', [' A@x.example', 'a@X.example ', 'b@x.example']),
      resultOf('bad', [], ERROR),
    ]);
    const preparation = planned(aggregated, {
      attendees: [{ email: 'b@x.example', customerCodes: ['hts'] }],
      excluded: [{ email: 'A@x.example', customerCodes: ['hts'], reason: 'restricted' }],
      missing: ['bad'],
    });
    const document = inviteDocument({
      ...BASE,
      preparation,
      events: [{ status: 'planned', subject: 'S', attendees: 1 }],
    });
    assert.deepEqual(roundTrip(document), document);
    assert.equal(document.complete, false);
    assert.equal(document.fingerprint, preparation.plan.fingerprint);
    assert.deepEqual(
      document.customers.map(({ customerCode, status, recipients, error }) => ({
        customerCode,
        status,
        recipients,
        error,
      })),
      [
        { customerCode: 'hts', status: 'ok', recipients: ['A@x.example', 'b@x.example'], error: null },
        {
          customerCode: 'bad',
          status: 'error',
          recipients: [],
          error: { code: ERROR.code, message: ERROR.message, remedy: ERROR.remedy },
        },
      ],
    );
    assert.deepEqual(document.recipients, [{ email: 'b@x.example', customerCodes: ['hts'] }]);
    assert.deepEqual(document.excluded, [
      { email: 'A@x.example', customerCodes: ['hts'], reason: 'restricted' },
    ]);
    assert.equal(document.summary.unique, 2);
    assert.equal(document.summary.errors, 1);
    assert.deepEqual(document.events, [
      {
        ...{ status: 'planned', id: null, joinUrl: null, webLink: null, subject: 'S', attendees: 1 },
        ...{ added: [], removed: [], kept: [] },
      },
    ]);
    assert.deepEqual(document.meeting, {
      id: 'CHG-1',
      kind: 'change',
      subject: 'Change Implementation: T',
      start: { dateTime: '2030-01-02T10:00:00', timeZone: 'America/New_York' },
      end: { dateTime: '2030-01-02T11:00:00', timeZone: 'America/New_York' },
      organizer: 'org@example.com',
      hideAttendees: true,
      location: 'Microsoft Teams Meeting',
    });
  });

  it('is complete only when no customer is missing', () => {
    const aggregated = aggregatedOf([resultOf('hts', ['a@x.example'])]);
    assert.equal(inviteDocument({ ...BASE, preparation: planned(aggregated, {}) }).complete, true);
  });

  it('keeps the meeting and the answers of a run that came to no plan', () => {
    const aggregated = aggregatedOf([resultOf('bad', [], ERROR)]);
    const problem = { severity: 'error', code: 'AllCustomersFailed', message: 'm', path: '' } as const;
    const document = inviteDocument({
      ...BASE,
      preparation: { kind: 'failed', problems: [problem], reading: readingOf(), aggregated },
    });
    assert.deepEqual(roundTrip(document), document);
    assert.equal(document.meeting?.hideAttendees, null);
    assert.equal(document.customers[0]?.status, 'error');
    assert.deepEqual(document.problems, [{ ...problem, file: null, line: null, column: null }]);
  });

  it('puts problems of the run after those of the plan, with their places', () => {
    const aggregated = aggregatedOf([resultOf('hts', ['a@x.example'])]);
    const warning = {
      severity: 'warning',
      code: 'W',
      message: 'w',
      path: '/a',
      file: 'm.json',
      line: 3,
      column: 5,
    } as const;
    const error = { severity: 'error', code: 'E', message: 'e', path: '' } as const;
    const document = inviteDocument({
      ...BASE,
      preparation: planned(aggregated, { problems: [warning] }),
      problems: [error],
    });
    assert.deepEqual(document.problems, [warning, { ...error, file: null, line: null, column: null }]);
  });
});
