import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventOutcome, Question } from '../../../src/calendar/index.ts';
import { sendEnding } from '../../../src/terminal/create-invite/send.ts';
import { EXIT } from '../../../src/terminal/index.ts';

const created: EventOutcome = { status: 'created', id: '1', subject: 'S', attendees: 2 };
const unchanged: EventOutcome = { ...created, status: 'unchanged' };
const error = { code: 'ErrorAccessDenied', message: 'Access is denied.', remedy: 'Ask for consent.' };
const question = {
  code: 'DifferentMeeting',
  message: 'The meeting on the calendar has another title and start.',
  events: [{ id: '1', subject: 'Other', start: '2030-01-01T10:00:00', webLink: 'https://outlook.example/1' }],
  canProceed: true,
} as const;

describe('sendEnding', () => {
  it('is 0 when all is done', () => {
    assert.deepEqual(sendEnding({ kind: 'done', events: [created] }), {
      exitCode: EXIT.done,
      events: [created],
      problems: [],
    });
  });

  it('is 1 for a question, which it asks with both ways on', () => {
    const ending = sendEnding({ kind: 'question', question, events: [] });
    assert.equal(ending.exitCode, EXIT.failed);
    const message = ending.problems[0]?.message ?? '';
    for (const part of [
      question.message,
      'Other',
      'https://outlook.example/1',
      '--answer DifferentMeeting',
      'id of its own',
    ]) {
      assert.ok(message.includes(part), `${message} lacks ${part}`);
    }
  });

  it('offers --force-update only where it answers', () => {
    const said = (asked: Question): string =>
      sendEnding({ kind: 'question', question: asked, events: [] }).problems[0]?.message ?? '';
    assert.doesNotMatch(said(question), /--force-update/);
    assert.match(said({ ...question, code: 'MovedByHand' }), /--force-update or --answer MovedByHand/);
    const other = said({ ...question, code: 'NamedByFile', byCodeOnly: true });
    assert.match(other, /with --answer NamedByFile; if not/);
  });

  it('does not offer --force-update for what it cannot decide', () => {
    const ending = sendEnding({ kind: 'question', question: { ...question, canProceed: false }, events: [] });
    assert.match(ending.problems[0]?.message ?? '', /by hand/);
  });

  it('is 1 for a refusal, in upstream’s words', () => {
    const ending = sendEnding({ kind: 'refused', error, events: [] });
    assert.equal(ending.exitCode, EXIT.failed);
    assert.equal(
      ending.problems[0]?.message,
      'Failed to create multi-customer meeting invite: Access is denied. Ask for consent.',
    );
  });

  for (const kind of ['partial', 'unknown'] as const) {
    it(`is 4 when the send is ${kind}, and says that running again is safe`, () => {
      const ending = sendEnding({ kind, error, events: [created] });
      assert.equal(ending.exitCode, EXIT.unsure);
      assert.deepEqual(ending.events, [created]);
      assert.match(ending.problems[0]?.message ?? '', /again is safe/);
    });
  }

  it('is 130 when stopped before the first write, 4 after it', () => {
    assert.equal(sendEnding({ kind: 'aborted', events: [] }).exitCode, EXIT.interrupted);
    assert.equal(sendEnding({ kind: 'aborted', events: [unchanged] }).exitCode, EXIT.interrupted);
    assert.equal(sendEnding({ kind: 'aborted', events: [created] }).exitCode, EXIT.unsure);
  });
});
