import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meetingOnRecord, type FileRecord } from '../../src/history/index.ts';

const scheduled = (meeting?: string, timestamp?: string) => ({
  type: 'meeting_scheduled',
  ...(meeting === undefined ? {} : { meeting }),
  ...(timestamp === undefined ? {} : { timestamp }),
});
const cancelled = { type: 'meeting_cancelled', timestamp: '2027-01-03T00:00:00Z' };

describe('meetingOnRecord', () => {
  it('tells which meeting a file has, in every situation', () => {
    const cases: readonly (readonly [FileRecord<string>, ReturnType<typeof meetingOnRecord<string>>])[] = [
      [{ modifications: [] }, undefined],
      [{ modifications: [scheduled()] }, undefined],
      [{ modifications: [scheduled('A', '1')] }, { meeting: 'A', cancelled: false, timestamp: '1' }],
      [{ modifications: [scheduled('A'), scheduled('B')] }, { meeting: 'B', cancelled: false }],
      // An entry that names no meeting takes none away.
      [{ modifications: [scheduled('A'), scheduled()] }, { meeting: 'A', cancelled: false }],
      [
        { modifications: [scheduled('A'), cancelled] },
        { meeting: 'A', cancelled: true, timestamp: cancelled.timestamp },
      ],
      [
        { modifications: [cancelled], meetingAtTop: 'T' },
        { meeting: 'T', cancelled: true, timestamp: cancelled.timestamp },
      ],
      [{ modifications: [cancelled] }, { cancelled: true, timestamp: cancelled.timestamp }],
      [{ modifications: [scheduled('A'), cancelled, scheduled('B')] }, { meeting: 'B', cancelled: false }],
      [
        { modifications: [scheduled('A'), cancelled, scheduled()] },
        { meeting: 'A', cancelled: true, timestamp: cancelled.timestamp },
      ],
      [
        { modifications: [], meetingAtTop: 'T' },
        { meeting: 'T', cancelled: false },
      ],
    ];
    for (const [record, expected] of cases) {
      assert.deepEqual(meetingOnRecord(record), expected, JSON.stringify(record));
    }
  });
});
