import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { journalEntries } from '../../../src/history/index.ts';
import { inspectMetadata, meetingDigest } from '../../../src/metadata/index.ts';
import { meetingStanding } from '../../../src/ui/files/meeting-state.ts';
import { meetingSummary } from '../../../src/ui/files/meeting-summary.ts';
import { sentRecords } from '../../../src/ui/files/sent-record.ts';
import { FLAT, NOW } from '../../metadata/samples.ts';

const KEY = 'k';
const ZONE = 'America/New_York';

const textOf = (change: object = {}) => JSON.stringify({ ...FLAT, ...change });

function summaryOf(text: string) {
  const summary = meetingSummary(text, '/w/a.json', ZONE, NOW);
  assert.ok(summary, 'no metadata');
  return summary;
}

interface Sent {
  readonly action?: 'create' | 'update' | 'cancel';
  readonly result?: 'done' | 'refused' | 'unknown';
  readonly part?: number;
  readonly at?: string;
  readonly test?: boolean;
  /** The file that was sent; without one the entry is of the time before digests. */
  readonly text?: string;
}

/** The record of these calls, as the send history's file would give it. */
function recordOf(...calls: readonly Sent[]) {
  const lines = calls.flatMap(({ action = 'create', result = 'done', part = 1, at, test, text }, index) => {
    const { meeting } = inspectMetadata(text ?? textOf(), { defaultTimeZone: ZONE, nowEpochMs: NOW }).reading;
    assert.ok(meeting);
    const common = { v: 1, call: String(index), at: at ?? '2025-10-01T08:00:00.000Z' };
    const before = {
      ...common,
      stage: 'before',
      action,
      place: 'https://graph.example',
      key: KEY,
      organizer: 'o',
      part,
      parts: 2,
      subject: meeting.subject,
      start: new Date(meeting.start.epochMs).toISOString(),
      ...(test === true && { test }),
      ...(text !== undefined && { file: meetingDigest(meeting) }),
      attendees: { count: 1, added: 1, removed: 0, hash: 'h' },
    };
    return [before, { ...common, stage: 'after', result }].map((entry) => JSON.stringify(entry));
  });
  // The lines are those that the journal itself takes.
  assert.equal(journalEntries(lines.join('\n')).length, lines.length);
  return sentRecords(`\n{"stage":\n${lines.join('\n\n')}\n`).get(KEY);
}

const state = (text: string, sent?: ReturnType<typeof recordOf>, now = NOW) =>
  meetingStanding(summaryOf(text), sent, now).state;

describe('where a meeting stands, without asking the calendar', () => {
  it('is a draft until something was sent, and in the past once it is over', () => {
    assert.equal(state(textOf()), 'draft');
    assert.equal(state(textOf(), recordOf({}), Date.parse('2026-01-01')), 'past');
    assert.equal(state(textOf({ timezone: 'Mars/Base' })), 'invalid');
  });

  it('is scheduled by what was confirmed: not by a refused call, one without an answer, or a test', () => {
    assert.equal(state(textOf(), recordOf({})), 'scheduled');
    assert.equal(state(textOf(), recordOf({ result: 'refused' })), 'draft');
    assert.equal(state(textOf(), recordOf({ result: 'unknown' })), 'draft');
    assert.equal(state(textOf(), recordOf({ test: true })), 'draft');
  });

  it('is cancelled when each of its events is, and scheduled again after it', () => {
    const cancel = { action: 'cancel' } as const;
    assert.equal(state(textOf(), recordOf({}, cancel)), 'cancelled');
    assert.equal(state(textOf(), recordOf({}, { part: 2 }, cancel)), 'scheduled');
    assert.equal(state(textOf(), recordOf({}, { part: 2 }, { ...cancel, part: 2 }, cancel)), 'cancelled');
    assert.equal(state(textOf(), recordOf({}, cancel, {})), 'scheduled');
  });

  it('has changed when the file says anything else than what was sent: text, place or customers', () => {
    const sent = recordOf({ text: textOf() });
    assert.equal(state(textOf(), sent), 'scheduled');
    for (const change of [
      { testPlan: 'Ping twice' },
      { meetingLocation: 'Room 5' },
      { customers: ['hts'] },
      { implementationEnd: '2025-11-03T15:00:00-05:00' },
      { attendees: 'one@example.com' },
    ])
      assert.equal(state(textOf(change), sent), 'changed', JSON.stringify(change));
    // Another order of customers, and what only tells of the past, is no change.
    for (const change of [
      { customers: ['htsnonprod', 'hts'] },
      { version: 9, modifications: [{ modification_type: 'updated' }], status: 'submitted' },
    ])
      assert.equal(state(textOf(change), sent), 'scheduled', JSON.stringify(change));
  });

  it('compares subject and start where the history is from the time before digests', () => {
    const sent = recordOf({});
    assert.equal(state(textOf({ changeTitle: 'Other' }), sent), 'changed');
    assert.equal(state(textOf({ implementationStart: '2025-11-03T10:30:00-05:00' }), sent), 'changed');
    assert.equal(state(textOf({ testPlan: 'Ping twice' }), sent), 'scheduled');
  });

  it('goes by the file’s own record where nothing was sent from here, or the file knows something later', () => {
    const scheduled = (metadata: object, timestamp = '2025-10-01T09:00:00Z') => ({
      modifications: [
        {
          modification_type: 'meeting_scheduled',
          timestamp,
          meeting_metadata: { meeting_id: 'A', ...metadata },
        },
      ],
    });
    const cancelled = (timestamp: string) => ({
      modifications: [{ modification_type: 'meeting_cancelled', timestamp }],
    });
    const times = { start_time: '2025-11-03T15:00:00Z', end_time: '2025-11-03T19:00:00Z' };
    assert.equal(state(textOf(scheduled(times))), 'scheduled');
    assert.equal(state(textOf(scheduled({ ...times, end_time: '2025-11-03T18:00:00Z' }))), 'changed');
    assert.equal(state(textOf(scheduled({ subject: 'Other' }))), 'changed');
    // Without an offset a time says nothing for certain.
    assert.equal(state(textOf(scheduled({ start_time: '2025-11-03T09:00:00' }))), 'scheduled');
    assert.equal(state(textOf({ meeting_metadata: { meeting_id: 'A' } })), 'scheduled');
    assert.equal(state(textOf(cancelled('2025-10-01T09:00:00Z')), recordOf({})), 'cancelled');
    assert.equal(state(textOf(cancelled('2025-10-01T07:00:00Z')), recordOf({})), 'scheduled');
  });

  it('of a file that may be another program’s is nothing unless it makes a meeting', () => {
    assert.equal(meetingSummary('{"customers":["a"],"title":"x"}', '/w/a.json', ZONE, NOW), undefined);
    assert.equal(meetingSummary('{"name":"x"}', '/w/a.json', ZONE, NOW), undefined);
    const bare = textOf({ object_type: undefined, changeTitle: undefined, title: 'T' });
    assert.ok(meetingSummary(bare, '/w/a.json', ZONE, NOW));
  });
});
