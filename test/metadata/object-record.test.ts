import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLAT, NESTED, read, summary } from './samples.ts';

const SCHEDULED = {
  timestamp: '2025-10-01T10:00:00Z',
  user_id: 'backend-system',
  modification_type: 'meeting_scheduled',
  meeting_metadata: {
    meeting_id: 'AAMk-1',
    join_url: 'https://example.com/join/1',
    start_time: '2025-11-03T15:00:00Z',
    end_time: '2025-11-03T16:00:00Z',
    subject: 'Change Implementation: Upgrade the proxies',
    organizer: 'team@example.com',
    attendees: [],
  },
} as const;
const CANCELLED = { ...SCHEDULED, modification_type: 'meeting_cancelled', meeting_metadata: null };
const CREATED = { timestamp: '2025-09-01T10:00:00Z', user_id: 'someone-long', modification_type: 'created' };

const recordOf = (changes: object) => read({ ...FLAT, ...changes }).meeting?.record;

describe('the record of a file', () => {
  it('has status, version, wishes and history', () => {
    const record = recordOf({
      status: ' Approved ',
      prior_status: 'submitted',
      version: 3,
      testRun: false,
      meetingRequired: 'yes',
      modifications: [CREATED, SCHEDULED],
    });
    assert.deepEqual(record, {
      status: 'approved',
      priorStatus: 'submitted',
      includeMeeting: true,
      meetingRequired: true,
      testRun: false,
      version: 3,
      scheduledMeeting: {
        meetingId: 'AAMk-1',
        joinUrl: 'https://example.com/join/1',
        startTime: '2025-11-03T15:00:00Z',
        endTime: '2025-11-03T16:00:00Z',
        subject: 'Change Implementation: Upgrade the proxies',
        organizer: 'team@example.com',
      },
      modifications: [
        { type: 'created', timestamp: '2025-09-01T10:00:00Z', userId: 'someone-long' },
        {
          type: 'meeting_scheduled',
          timestamp: '2025-10-01T10:00:00Z',
          userId: 'backend-system',
          meeting: record?.scheduledMeeting,
        },
      ],
    });
  });

  it('is read in a nested file too', () => {
    const record = read({ ...NESTED, version: '2', status: 'submitted', modifications: [SCHEDULED] }).meeting
      ?.record;
    assert.equal(record?.version, 2);
    assert.equal(record.status, 'submitted');
    assert.equal(record.scheduledMeeting?.meetingId, 'AAMk-1');
  });

  it('knows the meeting of the last entry about one, and none after it was cancelled', () => {
    const again = { ...SCHEDULED, meeting_metadata: { ...SCHEDULED.meeting_metadata, meeting_id: 'AAMk-2' } };
    const top = { meeting_metadata: { meeting_id: 'top' } };
    const cases: [object, string | undefined][] = [
      [{}, undefined],
      [top, 'top'],
      [{ meeting_id: 'older', join_url: 'https://example.com' }, 'older'],
      [{ modifications: [SCHEDULED, CREATED] }, 'AAMk-1'],
      [{ modifications: [SCHEDULED, again] }, 'AAMk-2'],
      [{ modifications: [SCHEDULED, CANCELLED] }, undefined],
      [{ modifications: [SCHEDULED, CANCELLED, again] }, 'AAMk-2'],
      [{ modifications: [SCHEDULED], ...top }, 'AAMk-1'],
      [{ modifications: [SCHEDULED, CANCELLED], ...top }, undefined],
      [{ modifications: [{ modification_type: 'meeting_scheduled' }], ...top }, 'top'],
    ];
    for (const [changes, id] of cases) {
      assert.equal(recordOf(changes)?.scheduledMeeting?.meetingId, id, JSON.stringify(changes));
    }
  });

  it('keeps one entry for each of the file, whatever is in them, and warns', () => {
    const reading = read({ ...FLAT, modifications: [5, null, { timestamp: 7, user_id: 'me' }, CREATED] });
    assert.equal(reading.meeting?.record?.modifications.length, 4);
    assert.deepEqual(reading.meeting.record.modifications[2], { userId: 'me' });
    assert.deepEqual(summary(reading.problems), [
      'warning ModificationInvalid /modifications/0',
      'warning ModificationInvalid /modifications/1',
      'warning WrongType /modifications/2/timestamp',
    ]);
  });

  it('does not use a version that is no whole number, and says so', () => {
    for (const version of [-1, 1.5, '1.0', 'two', 1e30]) {
      const reading = read({ ...FLAT, version });
      assert.equal(reading.meeting?.record?.version, undefined);
      assert.deepEqual(summary(reading.problems), ['warning VersionInvalid /version']);
    }
    assert.deepEqual(summary(read({ ...FLAT, version: [] }).problems), ['warning WrongType /version']);
    assert.equal(recordOf({ version: 0 })?.version, 0);
  });
});
