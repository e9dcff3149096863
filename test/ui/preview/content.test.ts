import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventOutcome, SendOutcome } from '../../../src/calendar/index.ts';
import { previewContent } from '../../../src/ui/preview/content.ts';
import { peopleOf } from '../../../src/ui/preview/people.ts';
import { parseToPage, PROTOCOL_VERSION } from '../../../src/ui/preview/protocol.ts';
import { answered, reduce } from '../../../src/ui/session/reducer.ts';
import type { SessionState } from '../../../src/ui/session/state.ts';
import { answer, failure, planned, reading, stateWith } from '../samples.ts';

const AROUND = {
  identity: 'ops@provider.example (Microsoft account)',
  conflicts: [],
  locale: 'en',
  styleNonce: 'N',
  look: { kind: 'looking' },
  trusted: true,
} as const;
const RESULTS = [
  answer('a', ['x@a.example', 'y@a.example'], {
    restrictedRecipients: ['x@a.example'],
    durationMs: 700,
  }),
  answer('b', [' X@a.example']),
  failure('c'),
];

function plannedState(change: Partial<SessionState> = {}): SessionState {
  return stateWith({
    phase: 'planned',
    reading: reading(['a', 'b', 'c']),
    preparation: planned(RESULTS),
    customers: RESULTS.map(answered),
    ...change,
  });
}

describe('preview content', () => {
  it('is what the page accepts, in every phase', () => {
    const phases = ['idle', 'asking', 'planned', 'failed', 'cancelled', 'sending', 'sent'] as const;
    for (const phase of phases) {
      const state = previewContent(plannedState({ phase }), AROUND);
      assert.ok(parseToPage({ protocol: PROTOCOL_VERSION, type: 'state', state }), phase);
    }
  });

  it('shows the plan: when, who by customer, who is left out and why', () => {
    const content = previewContent(plannedState(), AROUND);
    assert.equal(content.subject, 'Change Implementation: Rotate keys');
    assert.equal(content.when?.timeZone, 'America/New_York');
    assert.deepEqual(
      content.customers.map(({ title, status, note }) => [title, status, note]),
      [
        ['C Inc.', 'failed', 'The role may not be assumed.'],
        ['A Inc.', 'answered', '1 of 2 people · 700 ms'],
        ['B Inc.', 'answered', '1 person · 500 ms'],
      ],
    );
    const state = plannedState();
    const { people, leftOut } = peopleOf(state, planned(RESULTS).plan);
    assert.deepEqual(people, [
      { email: 'x@a.example', codes: ['a', 'b'], note: 'of A Inc., B Inc.', origin: 'subscriber' },
    ]);
    assert.deepEqual(leftOut, [
      {
        email: 'y@a.example',
        reason: 'not on the customer’s restricted list',
        customers: 'A Inc.',
        byHand: false,
        stays: false,
      },
    ]);
    assert.match(content.facts.find(({ label }) => label === 'To')?.detail ?? '', /^Hidden/);
    assert.match(content.facts.find(({ label }) => label === 'From')?.detail ?? '', /Microsoft account/);
  });

  it('pictures the queries and what asking one by one would have cost', () => {
    const { waterfall } = previewContent(plannedState(), AROUND);
    assert.equal(waterfall?.bars.length, 3);
    assert.deepEqual(
      waterfall.bars.filter(({ slowest }) => slowest).map(({ title }) => title),
      ['A Inc.'],
    );
    assert.match(waterfall.sentence, /one by one would have taken 1\.7 s; all at once took 900 ms/);
  });

  it('offers to send without the missing customers, by number', () => {
    const content = previewContent(plannedState(), AROUND);
    assert.deepEqual(content.send, { label: 'Send Without 1 Customer…', enabled: true, reason: '' });
    assert.equal(content.retry, 'Retry 1 Failed');
    const missing = content.notices.find(({ text }) => text.includes('C Inc. (c)'));
    assert.ok(missing?.actions.includes('retryFailed'));
  });

  it('will not send while answers come in, and says so', () => {
    const asking = previewContent(plannedState({ phase: 'asking', preparation: undefined }), AROUND);
    assert.equal(asking.send.enabled, false);
    assert.equal(asking.send.reason, 'Answers are still coming in.');
    assert.deepEqual(asking.progress, { done: 3, total: 3 });
  });

  it('will not send a plan with an error or without people', () => {
    const wrong = planned(RESULTS);
    const problem = {
      severity: 'error',
      code: 'ManualAttendeeInvalid',
      message: 'It is wrong.',
      path: '',
    } as const;
    const blocked = previewContent(
      plannedState({ preparation: { ...wrong, plan: { ...wrong.plan, problems: [problem] } } }),
      AROUND,
    );
    assert.deepEqual([blocked.send.enabled, blocked.send.reason], [false, 'It is wrong.']);
    const nobody = previewContent(plannedState({ preparation: planned([answer('a', [])]) }), AROUND);
    assert.deepEqual([nobody.send.enabled, nobody.send.reason], [false, 'Nobody would be invited.']);
  });

  it('says when the plan no longer matches the file', () => {
    const { notices, send } = previewContent(plannedState({ outdated: 'The file has changed.' }), AROUND);
    assert.deepEqual([send.enabled, send.reason], [false, 'The file has changed.']);
    assert.match(
      notices[0]?.text ?? '',
      /^The file has changed\. What you see is no longer what would be sent/,
    );
    assert.deepEqual(notices[0]?.actions, ['query']);
  });

  it('keeps showing the last mail while everybody is asked again, marked as old', () => {
    const before = planned(RESULTS).plan;
    const content = previewContent(
      plannedState({ phase: 'asking', preparation: undefined, previousPlan: before }),
      AROUND,
    );
    assert.equal(content.mailIsPrevious, true);
    assert.ok(content.mail?.includes('Rotate keys'));
    assert.equal(content.fingerprint, '');
  });

  it('links to the sent meeting', () => {
    const content = previewContent(
      plannedState({
        phase: 'sent',
        outcome: {
          kind: 'done',
          events: [
            {
              status: 'created',
              id: '1',
              subject: 'S',
              attendees: 1,
              joinUrl: 'https://join.example/1',
              webLink: 'https://web.example/1',
            },
          ],
        },
      }),
      AROUND,
    );
    assert.equal(content.notices[0]?.tone, 'success');
    assert.deepEqual(content.notices[0].actions, ['openWebLink', 'copyJoinLink', 'cancelMeeting']);
    assert.equal(content.facts.at(-1)?.href, 'https://join.example/1');
  });

  it('takes the links away once the meeting is cancelled, and only then', () => {
    const event: EventOutcome = {
      status: 'created',
      id: '1',
      subject: 'S',
      attendees: 2,
      joinUrl: 'https://join.example/1',
    };
    const outcome: SendOutcome = { kind: 'done', events: [event] };
    const error = { code: 'ErrorAccessDenied', message: 'Not allowed.', remedy: 'Ask.' };
    const sent = plannedState({ phase: 'sent', outcome });
    const failed = reduce(sent, { type: 'cancelEnded', outcome: { kind: 'refused', error, events: [] } });
    const after = previewContent(failed, AROUND);
    assert.equal(failed.phase, 'sent');
    assert.match(after.notices[0]?.text ?? '', /^Nothing was cancelled\. Not allowed\. Ask\./);
    assert.equal(after.facts.at(-1)?.href, 'https://join.example/1');
    const gone = reduce(failed, {
      type: 'cancelEnded',
      outcome: { kind: 'done', events: [{ status: 'cancelled', id: '1', subject: 'S', attendees: 2 }] },
    });
    const ended = previewContent(gone, AROUND);
    assert.equal(gone.phase, 'planned');
    assert.match(ended.notices[0]?.text ?? '', /^Meeting cancelled: “S”, 2 people told\./);
    assert.ok(ended.facts.every(({ href }) => href === undefined));
  });

  it('warns of what the organizer has at that time, the first three by name', () => {
    const conflicts = ['one', 'two', 'three', 'four', 'five'].map((name) => `The organizer has "${name}".`);
    const { notices } = previewContent(plannedState(), { ...AROUND, conflicts });
    const warnings = notices
      .filter(({ text }) => text.startsWith('The organizer has'))
      .map(({ text }) => text);
    assert.deepEqual(warnings, [
      ...conflicts.slice(0, 3),
      'The organizer has 2 other appointments at that time.',
    ]);
    assert.ok(notices.every(({ tone }) => tone !== 'error'));
  });
});
