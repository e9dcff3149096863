import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read, summary } from '../samples.ts';

const FUNCTIONAL = {
  changeId: 'WEB-UI-TEST-1',
  title: 'Sample change',
  description: 'Made for a test',
  customers: ['htsnonprod'],
  implementationPlan: '1. Upload',
  schedule: { startDate: '2025-11-26T03:47:27Z', endDate: '2025-11-26T04:47:27Z' },
  impact: 'low',
  rollbackPlan: 'None needed',
  approver: 'approver@example.com',
  implementer: 'implementer@example.com',
  testRun: true,
};

describe('a change of the functional tests', () => {
  it('yields a meeting', () => {
    const { meeting, problems } = read(FUNCTIONAL);
    assert.deepEqual(summary(problems), [
      'warning ZoneAssumed /schedule/startDate',
      'warning TestRun /testRun',
    ]);
    assert.equal(meeting?.shape, 'functional');
    assert.equal(meeting.objectId, 'WEB-UI-TEST-1');
    assert.equal(meeting.title, 'Sample change');
    assert.equal(meeting.start.epochMs, Date.parse('2025-11-26T03:47:27Z'));
    assert.equal(meeting.end.epochMs, Date.parse('2025-11-26T04:47:27Z'));
    assert.equal(meeting.details.reason, 'Made for a test');
    assert.equal(meeting.details.customerImpact, 'low');
    assert.equal(meeting.details.rollbackPlan, 'None needed');
    assert.deepEqual(meeting.manualAttendees, []);
  });
});
