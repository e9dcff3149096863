import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Proof } from '../../../src/calendar/index.ts';
import { proofConfirmation, proofEnding } from '../../../src/ui/send/proof-texts.ts';

const MAILBOX = 'team@meetings.example';
type Check = Proof['checks'][number];
const check = (result: Check['result']): Check => ({
  code: 'Code',
  assumption: 'It is so.',
  meaning: 'It means that.',
  seen: 'seen',
  durationMs: 1,
  result,
});
const proof = (more: Partial<Proof> = {}): Proof => ({
  mailbox: MAILBOX,
  checks: [check('holds'), check('cannot be told')],
  events: 2,
  leftOver: [],
  interrupted: false,
  ...more,
});

describe('the question before a proof', () => {
  it('names the mailbox and who signs in, and says that nobody is mailed', () => {
    const { message, detail, choices } = proofConfirmation(MAILBOX, 'ann@meetings.example', false);
    assert.equal(message, `Prove the calendar of ${MAILBOX}?`);
    assert.match(detail, /without attendees.*deleted again\. Nobody is invited and nobody is mailed\./);
    assert.match(detail, /Signed in: ann@meetings\.example/);
    assert.equal(choices.length, 1);
  });

  it('says Sandbox while it is on', () => {
    const { message, detail } = proofConfirmation(MAILBOX, 'Sandbox calendar', true);
    assert.match(message, /^Sandbox: /);
    assert.match(detail, /no real calendar is touched/);
  });
});

describe('the notification after a proof', () => {
  it('is information where nothing differs, a warning with the number where something does', () => {
    assert.equal(proofEnding(proof(), false).severity, 'info');
    const one = proofEnding(proof({ checks: [check('differs'), check('holds')] }), true);
    assert.deepEqual(one, {
      severity: 'warning',
      message: 'Sandbox: One of 2 assumptions differs here. The report says what that means for sending.',
    });
    const two = proofEnding(proof({ checks: [check('differs'), check('differs'), check('holds')] }), false);
    assert.match(two.message, /^2 of 3 assumptions differ here/);
  });

  it('is an error with the link where an event is left, whatever else there is', () => {
    const left = { title: 'Proof', startMs: 0, webLink: 'https://outlook.example/1' };
    const ending = proofEnding(proof({ leftOver: [left], interrupted: true }), false);
    assert.deepEqual([ending.severity, ending.webLink], ['error', left.webLink]);
    const unknown = proofEnding(proof({ leftOver: [{ title: 'Proof', startMs: 0 }] }), false);
    assert.equal(unknown.webLink, undefined);
    assert.match(unknown.message, /never answered whether it made “Proof”/);
  });

  it('is an error with the reason where nothing could be tried', () => {
    const failure = { code: 'ErrorAccessDenied', message: 'It may not.', remedy: 'Grant it.' };
    const ending = proofEnding(proof({ failure }), false);
    assert.deepEqual(ending, { severity: 'error', message: 'Nothing could be tried: It may not. Grant it.' });
  });

  it('says that everything is deleted where it was stopped', () => {
    assert.match(proofEnding(proof({ interrupted: true }), false).message, /^Stopped\. Everything/);
  });
});
