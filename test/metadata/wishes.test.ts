import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLAT, NESTED, read, summary } from './samples.ts';

const problems = (fields: Record<string, unknown>) => summary(read({ ...FLAT, ...fields }).problems);

describe('what a file says about wanting a meeting', () => {
  it('is a warning where it says no, never an error', () => {
    for (const include_meeting of [false, 'no', 'False']) {
      const reading = read({ ...FLAT, include_meeting });
      assert.deepEqual(summary(reading.problems), ['warning MeetingNotWanted /include_meeting']);
      assert.notEqual(reading.meeting, undefined);
    }
    assert.deepEqual(problems({ meetingRequired: 'no' }), ['warning MeetingNotWanted /meetingRequired']);
    assert.deepEqual(problems({ meetingRequired: 'yes', include_meeting: true }), []);
  });

  it('is a warning where the change is in no state for one', () => {
    for (const status of ['draft', 'Cancelled', 'canceled', ' completed ', 'deleted']) {
      assert.deepEqual(problems({ status }), ['warning StatusUnready /status'], status);
    }
    for (const status of ['submitted', 'approved', '']) assert.deepEqual(problems({ status }), [], status);
  });

  it('is a warning where the change is a test run', () => {
    assert.deepEqual(problems({ testRun: true }), ['warning TestRun /testRun']);
    assert.deepEqual(problems({ testRun: 'true' }), ['warning TestRun /testRun']);
    assert.deepEqual(problems({ testRun: false }), []);
  });

  it('is an error only where it is neither yes nor no', () => {
    assert.deepEqual(problems({ include_meeting: 5 }), ['error WrongType /include_meeting']);
  });

  it('is found in nested files, inside and at the top', () => {
    const inside = { ...NESTED, changeMetadata: { ...NESTED.changeMetadata, meetingRequired: 'no' } };
    assert.deepEqual(summary(read(inside).problems), [
      'warning MeetingNotWanted /changeMetadata/meetingRequired',
    ]);
    assert.deepEqual(summary(read({ ...NESTED, status: 'draft', testRun: true }).problems).sort(), [
      'warning StatusUnready /status',
      'warning TestRun /testRun',
    ]);
  });
});
