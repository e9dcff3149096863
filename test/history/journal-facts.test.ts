import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  historyOf,
  organizerHash,
  sentMeetings,
  type BeforeCall,
  type JournalEntry,
} from '../../src/history/index.ts';

type Action = BeforeCall['action'];

/** One call, before and after it. */
function call(
  n: number,
  action: Action,
  organizer: string,
  eventId: string,
  result: 'done' | 'unknown' = 'done',
): readonly JournalEntry[] {
  const common = { v: 1, call: String(n), at: `2027-01-0${String(n)}T00:00:00Z` } as const;
  return [
    {
      ...common,
      stage: 'before',
      action,
      place: 'p',
      key: 'k',
      organizer: organizerHash(organizer),
      part: 1,
      parts: 1,
      subject: 'S',
      generation: 0,
      ...(action !== 'create' && { eventId }),
      attendees: { count: 1, added: 0, removed: 0, hash: 'h' },
    },
    { ...common, stage: 'after', result, eventId },
  ];
}

const meeting = (organizer: string) => ({ place: 'p', key: 'k', organizer });

describe('historyOf', () => {
  it('forgets the id of an event whose cancel is confirmed, and remembers that it was', () => {
    const entries = [...call(1, 'create', 'a@x.example', 'E'), ...call(2, 'cancel', 'a@x.example', 'E')];
    const history = historyOf(entries, meeting('a@x.example'));
    assert.equal(history.lastEvents.size, 0);
    assert.equal(history.cancelConfirmed('E'), true);
    assert.equal(history.knows('E'), true);
    assert.equal(history.firstGeneration(1), 1);
  });

  it('keeps the id while a cancel is open', () => {
    const entries = [
      ...call(1, 'create', 'a@x.example', 'E'),
      ...call(2, 'cancel', 'a@x.example', 'E', 'unknown'),
    ];
    const history = historyOf(entries, meeting('a@x.example'));
    assert.deepEqual([...history.lastEvents], [[1, 'E']]);
    assert.equal(history.cancelConfirmed('E'), false);
  });

  it('knows where else a meeting stands, and not once it was cancelled there', () => {
    const sent = call(1, 'create', 'a@x.example', 'E');
    assert.equal(historyOf(sent, meeting('b@x.example')).elsewhere?.call, '1');
    assert.equal(historyOf(sent, meeting('A@x.example ')).elsewhere, undefined);
    const over = [...sent, ...call(2, 'cancel', 'a@x.example', 'E')];
    assert.equal(historyOf(over, meeting('b@x.example')).elsewhere, undefined);
  });
});

describe('sentMeetings', () => {
  it('a meeting of two organizers stands while one of them has not cancelled', () => {
    const two = [...call(1, 'create', 'a@x.example', 'E'), ...call(2, 'create', 'b@x.example', 'F')];
    const one = [...two, ...call(3, 'cancel', 'a@x.example', 'E')];
    assert.equal(sentMeetings(one).get('k')?.kind, 'scheduled');
    assert.equal(sentMeetings(one).get('k')?.last.call, '2');
    const none = [...one, ...call(4, 'cancel', 'b@x.example', 'F')];
    assert.equal(sentMeetings(none).get('k')?.kind, 'cancelled');
  });
});
