import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { knownMeetingOf } from '../../src/calendar/known-meeting.ts';
import { readMetadata } from '../../src/metadata/index.ts';

const FILE = {
  changeId: 'CHG-1',
  changeTitle: 'Rotate keys',
  customers: ['a'],
  implementationStart: '2030-06-02T20:00:00-04:00',
  timezone: 'America/New_York',
};
const scheduled = (id: string, more: object = {}) => ({
  modification_type: 'meeting_scheduled',
  meeting_metadata: { meeting_id: id, join_url: 'https://teams.example/1', subject: 'S', ...more },
});
const inText = (text: string) => {
  const options = { defaultTimeZone: 'America/New_York', nowEpochMs: Date.UTC(2030, 0, 1) };
  const { meeting } = readMetadata(text, options);
  assert.ok(meeting, text);
  return knownMeetingOf(meeting.record);
};
const read = (history: object) => inText(JSON.stringify({ ...FILE, ...history }));

describe('knownMeetingOf', () => {
  it('takes the last meeting that was scheduled, and says whether it was cancelled since', () => {
    const modifications = [
      { modification_type: 'created' },
      scheduled('one'),
      { modification_type: 'meeting_cancelled' },
      scheduled('two', { organizer: ' org@ccoe.example', start_time: '2027-02-02T15:00:00Z' }),
      { modification_type: 'processed' },
    ];
    const two = {
      id: 'two',
      organizer: 'org@ccoe.example',
      subject: 'S',
      startTime: '2027-02-02T15:00:00Z',
      joinUrl: 'https://teams.example/1',
      cancelled: false,
    };
    assert.deepEqual(read({ modifications }), two);
    const cancelled = [...modifications, { modification_type: 'meeting_cancelled' }];
    assert.deepEqual(read({ modifications: cancelled }), { ...two, cancelled: true });
    assert.equal(read({ modifications, meeting_metadata: { meeting_id: 'top' } })?.id, 'two');
    assert.equal(
      read({ modifications: [scheduled('one'), { modification_type: 'meeting_scheduled' }] })?.id,
      'one',
    );
  });

  it('else the meeting at the top level, else the bare id of older files', () => {
    assert.equal(read({ meeting_metadata: { meeting_id: 'top' }, meeting_id: 'older' })?.id, 'top');
    assert.deepEqual(read({ meeting_id: 'older' }), { id: 'older', cancelled: false });
    assert.deepEqual(
      read({ meeting_id: 'older', join_url: 'https://teams.example/2', organizer: 7, subject: {} }),
      {
        id: 'older',
        joinUrl: 'https://teams.example/2',
        cancelled: false,
      },
    );
    const modifications = [{ modification_type: 'meeting_cancelled' }];
    assert.deepEqual(read({ modifications, meeting_id: 'older' }), { id: 'older', cancelled: true });
  });

  it('is not put off by damage elsewhere in the history', () => {
    const fields = JSON.stringify(FILE).slice(1, -1);
    const text = `\uFEFF{ // note\n ${fields}, "meeting_metadata": {"meeting_id": "x", "subject": 5,},}`;
    assert.deepEqual(inText(text), { id: 'x', cancelled: false });
    assert.equal(read({ modifications: [7, null, { modification_type: 1 }, scheduled('x')] })?.id, 'x');
    assert.equal(read({ modifications: 'none', meeting_metadata: { meeting_id: ' x ' } })?.id, 'x');
    for (const history of [{}, { meeting_metadata: { meeting_id: '' } }, { meeting_id: 3 }]) {
      assert.equal(read(history), undefined);
    }
    assert.equal(knownMeetingOf(undefined), undefined);
  });

  it('never throws, and says nothing but texts', () => {
    const history = fc.record({
      modifications: fc.oneof(
        fc.jsonValue(),
        fc.array(fc.oneof(fc.jsonValue(), fc.constant(scheduled('x')))),
      ),
      meeting_metadata: fc.jsonValue(),
      meeting_id: fc.jsonValue(),
      organizer: fc.jsonValue(),
    });
    fc.assert(
      fc.property(history, (fields) => {
        const { cancelled, ...texts } = read(fields) ?? { cancelled: false };
        assert.equal(typeof cancelled, 'boolean');
        assert.ok(Object.values(texts).every((value) => typeof value === 'string'));
      }),
    );
  });
});
