import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedCall } from '../../../src/history/index.ts';
import { historyText } from '../../../src/ui/send/history-text.ts';

const BEFORE: RecordedCall['before'] = {
  v: 1,
  call: 'c1',
  at: '2027-01-04T12:00:00.123Z',
  stage: 'before',
  action: 'create',
  place: 'https://graph.microsoft.com',
  key: 'k',
  organizer: '0123456789ab',
  part: 1,
  parts: 1,
  subject: 'Rotate keys',
  start: '2027-02-02T15:00:00Z',
  attendees: { count: 43, added: 43, removed: 0, hash: 'ba9876543210' },
};
const answered = (after: Partial<NonNullable<RecordedCall['after']>>): RecordedCall => ({
  before: BEFORE,
  after: { v: 1, call: 'c1', at: BEFORE.at, stage: 'after', result: 'done', ...after },
});

describe('send history', () => {
  it('says when nothing was sent', () => {
    assert.match(historyText([]), /Nothing has been sent yet\./);
  });

  it('tells the newest first, what was sent and what Graph answered', () => {
    const cancel: RecordedCall = {
      before: {
        ...BEFORE,
        at: '2027-01-05T08:00:00Z',
        action: 'cancel',
        part: 2,
        parts: 3,
        eventId: 'AAMk2',
      },
      after: {
        ...answered({}).after!,
        result: 'refused',
        code: 'ErrorAccessDenied',
        status: 403,
        requestId: 'req-1',
      },
    };
    const text = historyText([answered({ eventId: 'AAMk1' }), cancel]);
    assert.ok(
      text.indexOf('Cancel refused (ErrorAccessDenied 403)') < text.indexOf('✓ created: “Rotate keys”'),
    );
    for (const said of [
      '2027-01-05 08:00:00  ✗ Cancel refused (ErrorAccessDenied 403), nothing changed: “Rotate keys”, event 2 of 3',
      'Start: 2027-02-02 15:00:00',
      'Attendees: 43 people, 43 added, 0 removed (hash ba9876543210)',
      'Event: AAMk1',
      'Event: AAMk2',
      'Request: req-1',
    ])
      assert.ok(text.includes(said), said);
  });

  it('claims nothing about calls of which no answer is known', () => {
    for (const call of [{ before: BEFORE }, answered({ result: 'unknown', code: 'ECONNRESET' })]) {
      const text = historyText([call]);
      assert.match(text, /\? Create.*the next send looks first/);
      assert.doesNotMatch(text, /✓/);
    }
  });

  it('has addresses only where the record has them', () => {
    assert.doesNotMatch(historyText([answered({})]), /@/);
    const addresses = { organizer: 'ops@provider.example', attendees: ['x@a.example'] };
    assert.match(historyText([{ before: { ...BEFORE, addresses } }]), /To: x@a\.example/);
  });
});
