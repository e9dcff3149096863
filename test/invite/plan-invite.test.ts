import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planInvite } from '../../src/invite/index.ts';
import { END, addresses, makeConfig, makeInput, makeMeeting, makeResult } from './sample.ts';

const codes = (plan: ReturnType<typeof planInvite>) => plan.problems.map(({ code }) => code);

describe('planInvite', () => {
  it('takes everything that goes out from the meeting', () => {
    const meeting = makeMeeting({
      customerCodes: ['a'],
      subject: 'Change:\n one\u0007',
      location: ' Room\t1 ',
    });
    const plan = planInvite(
      makeInput([makeResult('a', { emails: ['p@x.example'] })], { meeting, organizer: ' Me@example.com ' }),
    );
    assert.deepEqual(
      [plan.subject, plan.location, plan.organizer, plan.start, plan.end, plan.topicName],
      ['Change: one', 'Room 1', 'Me@example.com', meeting.start, meeting.end, 'aws-calendar'],
    );
    assert.deepEqual(plan.completeness, { kind: 'complete' });
    assert.deepEqual(plan.parts, [{ number: 1, subject: 'Change: one', attendees: plan.attendees }]);
    assert.deepEqual(plan.problems, []);
  });

  it('meets on Teams when the file names no place', () => {
    for (const location of [undefined, ' ']) {
      const meeting = makeMeeting(location === undefined ? {} : { location });
      assert.equal(planInvite(makeInput([], { meeting })).location, 'Microsoft Teams Meeting');
    }
  });

  it('misses customers that failed, were cancelled, were left out, or were never asked', () => {
    const meeting = makeMeeting({ customerCodes: ['ok', 'failed', 'stopped', 'narrowed', 'unasked'] });
    const results = [
      makeResult('stopped', { error: 'Cancelled' }),
      makeResult('failed', { error: 'Denied' }),
      makeResult('ok'),
    ];
    const plan = planInvite(
      makeInput(results, { meeting, leftOutByHand: ['narrowed'], acceptPartial: false }),
    );
    assert.ok(plan.completeness.kind === 'partial');
    assert.equal(plan.completeness.acceptedPartial, false);
    assert.deepEqual(
      plan.completeness.missing.map(({ customerCode, reason }) => [customerCode, reason]),
      [
        ['failed', 'failed'],
        ['stopped', 'cancelled'],
        ['narrowed', 'left out'],
        ['unasked', 'failed'],
      ],
    );
    assert.equal(plan.completeness.missing[0]?.message, 'the message of Denied');
    assert.deepEqual(plan.answered, ['ok']);
    assert.deepEqual(
      plan.results.map(({ customerCode }) => customerCode),
      ['ok', 'failed', 'stopped'],
    );
    assert.ok(codes(plan).includes('CustomersMissing'));
  });

  it('does not use answers of customers that are left out', () => {
    const results = [
      makeResult('a', { emails: ['p@x.example'] }),
      makeResult('b', { emails: ['q@x.example'] }),
    ];
    const plan = planInvite(makeInput(results, { onlyCustomers: ['b'] }));
    assert.deepEqual(plan.attendees, [{ email: 'q@x.example', customerCodes: ['b'] }]);
    assert.deepEqual(plan.excluded, []);
  });

  it('goes by the config’s restrictions as they are now', () => {
    const results = [
      makeResult('a', { emails: ['p@x.example', 'q@x.example'], restrictedRecipients: ['p@x.example'] }),
    ];
    const config = makeConfig({ a: { restrictedRecipients: ['q@x.example'] } });
    assert.deepEqual(
      planInvite(makeInput(results, { config })).attendees.map(({ email }) => email),
      ['q@x.example'],
    );
    assert.deepEqual(
      planInvite(makeInput(results)).attendees.map(({ email }) => email),
      ['p@x.example'],
    );
  });

  it('a customer that failed still counts as restricted for manual attendees', () => {
    const results = [
      makeResult('a', { restrictedRecipients: ['p@x.example'] }),
      makeResult('b', { error: 'Denied' }),
    ];
    const meeting = makeMeeting({ customerCodes: ['a', 'b'], manualAttendees: ['m@x.example'] });
    const config = makeConfig({
      a: { restrictedRecipients: ['p@x.example'] },
      b: { restrictedRecipients: ['p@x.example'] },
    });
    const plan = planInvite(makeInput(results, { meeting, config }));
    assert.deepEqual(plan.attendees, []);
    assert.deepEqual(plan.parts, []);
    assert.ok(codes(plan).includes('ManualAttendeeRestricted'));
  });

  it('names customers in the body only where their people see each other', () => {
    const results = [
      makeResult('aur', { emails: ['p@x.example'] }),
      makeResult('blu', { emails: ['q@x.example'] }),
    ];
    const config = makeConfig({ aur: { customerName: 'Aurora' }, blu: { customerName: 'Bluewater' } });
    const hidden = planInvite(makeInput(results, { config }));
    assert.equal(hidden.hideAttendees, true);
    assert.doesNotMatch(hidden.bodyHtml, /aur|blu/i);
    const visible = planInvite(makeInput(results, { config, hideAttendees: 'never' }));
    assert.match(visible.bodyHtml, /Aurora \(aur\), Bluewater \(blu\)/);
    const warning = visible.problems.find(({ code }) => code === 'AttendeesVisible');
    assert.match(warning?.message ?? '', /the people of Aurora \(aur\) and Bluewater \(blu\) will see/);
    assert.ok(!codes(hidden).includes('AttendeesVisible'));
  });

  it('warns when hidden attendees would read a customer’s name in the file’s own text', () => {
    const results = [makeResult('aur'), makeResult('blu')];
    const meeting = makeMeeting({
      customerCodes: ['aur', 'blu'],
      details: { reason: 'Requested by Aurora.' },
    });
    const config = makeConfig({ aur: { customerName: 'Aurora' } });
    const asked = (hideAttendees: 'always' | 'never') =>
      codes(planInvite(makeInput(results, { meeting, config, hideAttendees })));
    assert.ok(asked('always').includes('CustomerNamedInText'));
    assert.ok(!asked('never').includes('CustomerNamedInText'));
  });

  it('keeps the problems of file and config first, then its own', () => {
    const problems = [{ severity: 'warning', code: 'NoConfigFile', message: '', path: '' }] as const;
    const meeting = makeMeeting({ customerCodes: ['a'], manualAttendees: ['nobody'] });
    const results = [makeResult('a', { warnings: ['The topic was not checked.'] })];
    const plan = planInvite(makeInput(results, { meeting, problems, nowEpochMs: END.epochMs }));
    assert.deepEqual(codes(plan), ['NoConfigFile', 'MeetingOver', 'ManualAttendeeInvalid', 'CustomerRemark']);
    assert.equal(plan.problems[3]?.message, 'Customer a: The topic was not checked.');
  });

  it('splits above 500, subjects numbered', () => {
    const results = [
      makeResult('a', { emails: addresses('a', 400) }),
      makeResult('b', { emails: addresses('b', 400) }),
    ];
    const plan = planInvite(makeInput(results));
    assert.deepEqual(
      plan.parts.map(({ number, subject, attendees }) => [number, subject, attendees.length]),
      [
        [1, `${plan.subject} (1 of 2)`, 400],
        [2, `${plan.subject} (2 of 2)`, 400],
      ],
    );
    assert.equal(plan.attendees.length, 800);
  });
});
