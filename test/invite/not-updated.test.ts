import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { confirmationOf, metadataNotUpdated } from '../../src/invite/index.ts';

describe('metadataNotUpdated', () => {
  it('says what the calendar has confirmed, why the file does not say it, and how to go on', () => {
    assert.deepEqual(metadataNotUpdated('meeting_scheduled', 'm.json', 'it is gone', 'Run it again'), {
      severity: 'warning',
      code: 'MetadataNotUpdated',
      message:
        'The calendar has the meeting, but m.json was not brought up to date: it is gone. Run it again: nothing is sent twice, and the file is told what is on the calendar.',
      path: '',
      file: 'm.json',
    });
    const cancelled = metadataNotUpdated('meeting_cancelled', undefined, 'it is gone', 'Run it again');
    assert.equal(
      cancelled.message,
      'The meeting is cancelled, but the file was not brought up to date: it is gone. Run it again: nobody is told twice, and the file is told that it is cancelled.',
    );
    assert.match(metadataNotUpdated('meeting_cancelled', 'm', 'it is gone').message, /: it is gone\.$/);
  });

  it('tells a cancel from everything else by its events', () => {
    const event = { id: '1', subject: 'S' };
    assert.equal(confirmationOf([{ ...event, status: 'cancelled' }]), 'meeting_cancelled');
    for (const status of ['created', 'updated', 'unchanged'] as const)
      assert.equal(confirmationOf([{ ...event, status }]), 'meeting_scheduled');
  });
});
