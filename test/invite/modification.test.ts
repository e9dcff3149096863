import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modificationsFor, type ConfirmedEvent, type RecordedPlan } from '../../src/invite/modification.ts';
import type { Modification } from '../../src/metadata/index.ts';
import { END, START } from './sample.ts';

const NOW = Date.UTC(2025, 9, 1, 12, 30);

function planWith(modifications: readonly Modification[] = []): RecordedPlan {
  return { meeting: { record: { modifications } }, organizer: 'ccoe@example.com', start: START, end: END };
}

const event = (change: Partial<ConfirmedEvent> = {}): ConfirmedEvent => ({
  status: 'created',
  id: 'AAMk1=',
  joinUrl: 'https://teams.example/1',
  subject: 'Rotate certificates',
  ...change,
});

const RECORDED: Modification = {
  type: 'meeting_scheduled',
  meeting: {
    meetingId: 'AAMk1=',
    joinUrl: 'https://teams.example/1',
    startTime: '2025-11-02T15:00:00Z',
    endTime: '2025-11-02T11:00:00-05:00',
    subject: 'Rotate certificates',
  },
};

describe('modificationsFor', () => {
  it('a meeting that was created: all that is required, and no attendees', () => {
    assert.deepEqual(modificationsFor(planWith(), [event()], NOW), {
      entries: [
        {
          timestamp: '2025-10-01T12:30:00.000Z',
          user_id: 'customer-meetings',
          modification_type: 'meeting_scheduled',
          meeting_metadata: {
            meeting_id: 'AAMk1=',
            join_url: 'https://teams.example/1',
            start_time: '2025-11-02T10:00:00-05:00',
            end_time: '2025-11-02T11:00:00-05:00',
            subject: 'Rotate certificates',
            organizer: 'ccoe@example.com',
          },
        },
      ],
      problems: [],
    });
  });

  it('its user_id is one that the Go tool accepts', () => {
    const [entry] = modificationsFor(planWith(), [event()], NOW).entries;
    assert.match(entry?.user_id ?? '', /^[A-Za-z0-9:/-]{10,}$/);
  });

  it('an update is an entry of its own; what is unchanged only where the file does not know of it', () => {
    const types = (known: readonly Modification[], change: Partial<ConfirmedEvent>) =>
      modificationsFor(planWith(known), [event(change)], NOW).entries.map((entry) => entry.modification_type);
    assert.deepEqual(types([RECORDED], { status: 'updated' }), ['meeting_scheduled']);
    assert.deepEqual(types([RECORDED], { status: 'unchanged' }), []);
    assert.deepEqual(types([], { status: 'unchanged' }), ['meeting_scheduled']);
    assert.deepEqual(types([RECORDED], { status: 'unchanged', id: 'other' }), ['meeting_scheduled']);
    assert.deepEqual(types([RECORDED], { status: 'unchanged', subject: 'other' }), ['meeting_scheduled']);
    assert.deepEqual(types([RECORDED, { type: 'meeting_cancelled' }], { status: 'unchanged' }), [
      'meeting_scheduled',
    ]);
    assert.deepEqual(types([RECORDED], { status: 'planned' }), []);
  });

  it('a cancelled meeting is one entry without meeting_metadata, however many events it had', () => {
    const events = [event({ status: 'cancelled' }), event({ status: 'cancelled', id: 'AAMk2=' })];
    assert.deepEqual(modificationsFor(planWith([RECORDED]), events, NOW).entries, [
      {
        timestamp: '2025-10-01T12:30:00.000Z',
        user_id: 'customer-meetings',
        modification_type: 'meeting_cancelled',
      },
    ]);
  });

  it('of several events the online meeting is the last word', () => {
    const events = [event(), event({ id: 'AAMk2=', subject: 'Rotate certificates (2 of 2)' })];
    assert.deepEqual(
      modificationsFor(planWith(), events, NOW).entries.map((entry) => entry.meeting_metadata?.meeting_id),
      ['AAMk2=', 'AAMk1='],
    );
  });

  it('without a join link nothing is claimed, and it says what to do', () => {
    const unlinked: ConfirmedEvent = { status: 'created', id: 'AAMk1=', subject: 'Rotate certificates' };
    for (const told of [unlinked, { ...unlinked, joinUrl: 'javascript:alert(1)' }]) {
      const { entries, problems } = modificationsFor(planWith(), [told], NOW);
      assert.deepEqual(entries, []);
      assert.deepEqual(
        problems.map(({ severity, code }) => [severity, code]),
        [['warning', 'MeetingNotRecorded']],
      );
      assert.match(problems[0]?.message ?? '', /Run it again/);
    }
  });

  it('gives the offsets that the zone has at that moment, in whole minutes', () => {
    const zones: readonly (readonly [string, number, string])[] = [
      ['2025-07-01T12:00:00', Date.UTC(2025, 6, 1, 6, 15), '2025-07-01T12:00:00+05:45'],
      ['2025-07-01T12:00:00', Date.UTC(2025, 6, 1, 15, 30), '2025-07-01T12:00:00-03:30'],
      ['2025-07-01T12:00:00', Date.UTC(2025, 6, 1, 12), '2025-07-01T12:00:00+00:00'],
      ['1883-11-18T12:00:00', Date.UTC(1883, 10, 18, 16, 56, 2), '1883-11-18T16:56:02.000Z'],
    ];
    for (const [dateTime, epochMs, written] of zones) {
      const start = { dateTime, timeZone: 'Etc/Whatever', epochMs };
      const [entry] = modificationsFor({ ...planWith(), start }, [event()], NOW).entries;
      assert.equal(entry?.meeting_metadata?.start_time, written);
    }
  });
});
