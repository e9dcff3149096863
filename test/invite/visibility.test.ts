import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attendee, MissingCustomer } from '../../src/invite/index.ts';
import { decideVisibility, type HideAttendees } from '../../src/invite/visibility.ts';
import { makeMeeting } from './sample.ts';

const person = (...customerCodes: string[]): Attendee => ({
  email: `${customerCodes.join('.') || 'm'}@x.example`,
  customerCodes,
});
const missing = (customerCode: string): MissingCustomer => ({ customerCode, reason: 'failed', message: '' });

function decide(
  mode: HideAttendees,
  attendees: readonly Attendee[],
  gone: readonly string[] = [],
  codes = ['a', 'b', 'c'],
) {
  return decideVisibility(makeMeeting({ customerCodes: codes }), mode, attendees, gone.map(missing));
}

describe('decideVisibility, auto', () => {
  it('hides people of several customers from each other and names nobody', () => {
    const expected = { hideAttendees: true, seeingEachOther: [], named: [] };
    assert.deepEqual(decide('auto', [person('a'), person('b')]), expected);
    assert.deepEqual(decide('auto', [person('a', 'b')]), expected);
  });

  it('shows people of one customer to each other and names that one alone', () => {
    assert.deepEqual(decide('auto', [person('a'), person()]), {
      hideAttendees: false,
      seeingEachOther: [],
      named: ['a'],
    });
  });

  it('hides while a customer is missing, whose people may be on the meeting already', () => {
    assert.equal(decide('auto', [person('a')], ['b']).hideAttendees, true);
  });

  it('hides announcements', () => {
    const meeting = makeMeeting({ kind: 'announcement', customerCodes: ['a', 'b'] });
    assert.deepEqual(decideVisibility(meeting, 'auto', [person('a')], []), {
      hideAttendees: true,
      seeingEachOther: [],
      named: [],
    });
  });
});

describe('decideVisibility, by decision', () => {
  it('always hides', () => {
    assert.deepEqual(decide('always', [person('a')]), {
      hideAttendees: true,
      seeingEachOther: [],
      named: [],
    });
  });

  it('the only customer of a meeting is named even to hidden attendees', () => {
    assert.deepEqual(decide('always', [person('a')], [], ['a']).named, ['a']);
  });

  it('never hides, and says who sees whom, in the metadata’s order', () => {
    assert.deepEqual(decide('never', [person('c'), person('a')]), {
      hideAttendees: false,
      seeingEachOther: ['a', 'c'],
      named: ['a', 'b', 'c'],
    });
    assert.deepEqual(decide('never', [person('a')], ['b']).seeingEachOther, ['a', 'b']);
    assert.deepEqual(decide('never', [person('a')]).seeingEachOther, []);
  });
});
