import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  noConfigConfirmation,
  partialConfirmation,
  questionConfirmation,
  sendConfirmation,
} from '../../../src/ui/send/confirmation.ts';
import { answer, failure, planOf } from '../samples.ts';

const NOW = Date.UTC(2030, 5, 1);
const FACTS = {
  sandbox: false,
  identity: 'ops@provider.example (Microsoft account)',
  when: 'Sunday',
  now: NOW,
};

describe('send confirmation', () => {
  it('says how many people of how many customers, from whom, when, and who sees whom', () => {
    const plan = planOf([answer('a', ['x@a.example', 'z@a.example']), answer('b', ['y@b.example'])]);
    const { message, detail, choices } = sendConfirmation(plan, FACTS);
    assert.equal(message, 'Send “Change Implementation: Rotate keys” to 3 people of 2 customers?');
    assert.match(
      detail,
      /^From: ops@provider\.example\nWhen: Sunday\nWhere: .+\nAttendees: hidden from each other$/m,
    );
    assert.match(detail, /Signed in: ops@provider\.example \(Microsoft account\)/);
    assert.deepEqual(choices, ['Send to 3 people']);
  });

  it('names the missing customers with their reasons, after a question of their own', () => {
    const plan = planOf([answer('a', ['x@a.example']), failure('b'), failure('c')]);
    const { detail, choices } = sendConfirmation(plan, FACTS);
    assert.match(detail, /2 customers will NOT be invited:\n• B Inc\. \(b\): The role may not be assumed\./);
    assert.deepEqual(choices, ['Send to 1 person']);
    const partial = partialConfirmation(plan, true);
    assert.equal(partial?.message, 'Sandbox: Send without 2 customers that did not answer?');
    assert.match(partial.detail, /• C Inc\. \(c\): The role may not be assumed\./);
    assert.deepEqual(partial.choices, ['Retry 2 Customers', 'Send Without 2 Customers']);
  });

  it('names who was excluded, without a question of their own: that was the person’s decision', () => {
    const plan = planOf([answer('a', ['x@a.example']), failure('b')]);
    const missing = [{ customerCode: 'b', reason: 'left out', message: 'Left out by hand.' }] as const;
    const excluding = {
      ...plan,
      completeness: { kind: 'partial', missing, acceptedPartial: false },
    } as const;
    assert.match(sendConfirmation(excluding, FACTS).detail, /^Excluded by you: B Inc\. \(b\)$/m);
    assert.doesNotMatch(sendConfirmation(excluding, FACTS).detail, /NOT be invited/);
    assert.equal(partialConfirmation(excluding, false), undefined);
  });

  it('says how old the answers are, and what was decided by hand', () => {
    const plan = planOf([
      answer('a', ['x@a.example'], { answeredAt: NOW - 12 * 60_000 }),
      answer('b', ['y@b.example'], { answeredAt: NOW }),
    ]);
    const byHand = {
      added: ['boss@provider.example'],
      leftOut: ['l@a.example'],
      takenOff: ['t@a.example'],
    };
    const { detail } = sendConfirmation({ ...plan, byHand }, FACTS);
    assert.match(detail, /^Answers: 12 minutes ago$/m);
    assert.match(detail, /^Added by hand: boss@provider\.example$/m);
    assert.match(detail, /^Left out by hand, on the meeting if they are there already: l@a\.example$/m);
    assert.match(detail, /^Taken off the meeting by hand: t@a\.example$/m);
  });

  it('says Sandbox, and that the plan is a new one', () => {
    const plan = planOf([answer('a', ['x@a.example'])]);
    const { message, detail } = sendConfirmation(plan, {
      ...FACTS,
      sandbox: true,
      news: 'The file has changed.',
    });
    assert.match(message, /^Sandbox: send .+ to 1 person of 1 customer\?$/);
    assert.match(detail, /^The file has changed\.\n\nThis is the sandbox/);
    assert.match(detail, /visible: all 1 person see/);
  });

  it('stays readable with many warnings and many missing customers', () => {
    const results = Array.from({ length: 20 }, (_, index) => failure(`c${index}`));
    const plan = planOf([
      answer('a', ['x@a.example'], { warnings: ['1', '2', '3', '4', '5', '6'] }),
      ...results,
    ]);
    const { detail } = sendConfirmation(plan, FACTS);
    assert.equal(detail.match(/^• /gm)?.length, 6);
    assert.match(detail, /… and 14 more/);
    assert.equal(detail.match(/^⚠ /gm)?.length, 4);
  });

  it('names whatever may mean not to send first, and cuts none of it off', () => {
    const codes = [
      'ZoneAssumed',
      'NoConfigFile',
      'StatusUnready',
      'MeetingNotWanted',
      'TestRun',
      'MeetingOver',
    ];
    const plan = planOf([answer('a', ['x@a.example'], { warnings: ['1', '2'] })]);
    const problems = codes.map((code) => ({ severity: 'warning', code, message: code, path: '' }) as const);
    const { detail } = sendConfirmation({ ...plan, problems: [...plan.problems, ...problems] }, FACTS);
    assert.match(
      detail,
      /⚠ TestRun\n⚠ MeetingNotWanted\n⚠ StatusUnready\n⚠ MeetingOver\n⚠ NoConfigFile\n⚠ ZoneAssumed\n… and 2 more$/,
    );
  });

  it('asks on its own when nobody’s restrictions are known', () => {
    const { detail, choices } = noConfigConfirmation('No config.json was found.');
    assert.match(detail, /restricted_recipients/);
    assert.deepEqual(choices, ['Go On Without config.json']);
  });

  it('passes a question on, without a way ahead where there is none', () => {
    const question = {
      code: 'DifferentMeeting',
      message: 'Is it the same?',
      events: [{ id: '1', subject: 'Old', start: 'Monday' }],
      canProceed: true,
    } as const;
    assert.deepEqual(questionConfirmation(question).choices, ['Go Ahead']);
    assert.match(questionConfirmation(question).detail, /• Old, Monday/);
    assert.match(questionConfirmation(question).detail, /^Question: DifferentMeeting$/m);
    assert.deepEqual(questionConfirmation({ ...question, canProceed: false }).choices, []);
  });
});
