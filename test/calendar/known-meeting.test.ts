import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { knownMeetingIn } from '../../src/calendar/index.ts';

const scheduled = (id: string, more: object = {}) => ({
  modification_type: 'meeting_scheduled',
  meeting_metadata: { meeting_id: id, join_url: 'https://teams.example/1', subject: 'S', ...more },
});
const read = (file: unknown) => knownMeetingIn(JSON.stringify(file));

describe('knownMeetingIn', () => {
  it('takes the last meeting that was scheduled, and says whether it was cancelled since', () => {
    const modifications = [
      { modification_type: 'created' },
      scheduled('one'),
      { modification_type: 'meeting_cancelled' },
      scheduled('two', { organizer: 'org@ccoe.example', start_time: '2027-02-02T15:00:00Z' }),
      { modification_type: 'processed' },
    ];
    assert.deepEqual(read({ modifications }), {
      id: 'two',
      organizer: 'org@ccoe.example',
      subject: 'S',
      startTime: '2027-02-02T15:00:00Z',
      joinUrl: 'https://teams.example/1',
      cancelled: false,
    });
    const cancelled = [...modifications, { modification_type: 'meeting_cancelled' }];
    assert.equal(read({ modifications: cancelled })?.cancelled, true);
    assert.equal(read({ modifications, meeting_metadata: { meeting_id: 'top' } })?.id, 'two');
  });

  it('else the meeting at the top level, else the bare id of older files', () => {
    assert.equal(read({ meeting_metadata: { meeting_id: 'top' }, meeting_id: 'older' })?.id, 'top');
    assert.deepEqual(read({ meeting_id: 'older' }), { id: 'older', cancelled: false });
  });

  it('is not put off by damage elsewhere in the file', () => {
    assert.equal(
      knownMeetingIn('\uFEFF{ // note\n "meeting_metadata": {"meeting_id": "x", "subject": 5,},}')?.id,
      'x',
    );
    assert.equal(read({ modifications: [7, null, { modification_type: 1 }, scheduled('x')] })?.id, 'x');
    assert.equal(read({ modifications: 'none', meeting_metadata: { meeting_id: ' x ' } })?.id, 'x');
    for (const file of [{}, [], null, { meeting_metadata: { meeting_id: '' } }, { meeting_id: 3 }]) {
      assert.equal(read(file), undefined);
    }
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => (knownMeetingIn(text), true)));
    fc.assert(fc.property(fc.jsonValue(), (value) => (read({ modifications: value }), true)));
  });
});
