import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  meetingOnFile,
  type CancelOutcome,
  type EventOutcome,
  type Question,
} from '../../../src/calendar/index.ts';
import type { Confirmation } from '../../../src/ui/send/asker.ts';
import { cancelEndingOf } from '../../../src/ui/send/ending.ts';
import { cancelMeetingOfFile, type CancelEffects } from '../../../src/ui/send/cancel-meeting.ts';
import { meeting } from '../samples.ts';

const EVENTS: readonly EventOutcome[] = [
  { status: 'planned', id: '1', subject: 'Rotate keys (1/2)', attendees: 480 },
  { status: 'planned', id: '2', subject: 'Rotate keys (2/2)', attendees: 41 },
];
const FOUND: CancelOutcome = { kind: 'done', events: EVENTS };
const CANCELLED: CancelOutcome = {
  kind: 'done',
  events: EVENTS.map((event) => ({ ...event, status: 'cancelled' })),
};
const QUESTION: Question = {
  code: 'MovedByHand',
  message: 'It was moved.',
  events: [{ id: '1', subject: 'S', start: 'Monday' }],
  canProceed: true,
};

/** A person who presses the first button of every modal and types a message, unless told otherwise. */
function desk(change: Partial<CancelEffects> = {}) {
  const asked: Confirmation[] = [];
  const did: string[] = [];
  const effects: CancelEffects = {
    sandbox: false,
    ask: (confirmation) => {
      asked.push(confirmation);
      return Promise.resolve(confirmation.choices[0]);
    },
    askComment: () => Promise.resolve('  The change was called off.  '),
    meeting: () =>
      Promise.resolve({ kind: 'meeting', meeting: meetingOnFile(meeting(['a']), 'ops@provider.example') }),
    identity: () =>
      Promise.resolve({
        kind: 'ready',
        baseUrl: 'https://graph.microsoft.com',
        token: { description: 'ops (Microsoft account)', getAccessToken: () => Promise.resolve('t') },
      }),
    refuse: (message) => did.push(`refused: ${message}`),
    offerIdentitySettings: () => did.push('settings'),
    formatWhen: () => 'Sunday',
    look: () => Promise.resolve(FOUND),
    cancel: ({ comment, meeting: { organizer } }) => {
      did.push(`cancel of ${organizer}: ${comment}`);
      return Promise.resolve(CANCELLED);
    },
    ...change,
  };
  return { asked, did, cancel: () => cancelMeetingOfFile(effects) };
}

describe('cancelling from the editor', () => {
  it('says who will be told, how many and what, and cancels only after the yes', async () => {
    const here = desk();
    assert.equal(await here.cancel(), CANCELLED);
    assert.deepEqual(here.did, ['cancel of ops@provider.example: The change was called off.']);
    const [modal] = here.asked;
    assert.equal(modal?.message, 'Cancel “Change Implementation: Rotate keys” and tell 521 people?');
    assert.deepEqual(modal.choices, ['Cancel Meeting and Tell 521 People']);
    for (const said of [
      'Organizer: ops@provider.example',
      'When: Sunday',
      'Events: 2',
      'Signed in: ops (Microsoft account)',
      'Message to all 521 people:\nThe change was called off.',
      'cannot be undone',
    ])
      assert.ok(modal.detail.includes(said), said);
  });

  it('does nothing when the person says no, gives up the message, or cannot sign in', async () => {
    const no = desk({ ask: () => Promise.resolve(undefined) });
    const gaveUp = desk({ askComment: () => Promise.resolve(undefined) });
    const declined = desk({ identity: () => Promise.resolve({ kind: 'declined' }) });
    for (const here of [no, gaveUp, declined]) {
      assert.equal(await here.cancel(), undefined);
      assert.deepEqual(here.did, []);
    }
    const unset = desk({ identity: () => Promise.resolve({ kind: 'not configured' }) });
    await unset.cancel();
    assert.deepEqual(unset.did, ['settings']);
    const unclear = desk({ meeting: () => Promise.resolve({ kind: 'unclear', message: 'No organizer.' }) });
    await unclear.cancel();
    assert.deepEqual(unclear.did, ['refused: No organizer.']);
  });

  it('takes an empty message', async () => {
    const here = desk({ askComment: () => Promise.resolve('') });
    await here.cancel();
    assert.deepEqual(here.did, ['cancel of ops@provider.example: ']);
    assert.match(here.asked[0]?.detail ?? '', /Without a message\./);
  });

  it('asks nothing where there is nothing to cancel', async () => {
    const nothing: CancelOutcome = { kind: 'nothing', alreadyCancelled: true, events: [] };
    const here = desk({ look: () => Promise.resolve(nothing) });
    assert.equal(await here.cancel(), nothing);
    assert.deepEqual([here.asked, here.did], [[], []]);
  });

  it('asks a question of the calendar once, although the calendar is looked at twice', async () => {
    const answers: boolean[] = [];
    const here = desk({
      look: async ({ answer }) => {
        answers.push(await answer(QUESTION));
        return FOUND;
      },
      cancel: async ({ answer }) => {
        answers.push(await answer(QUESTION), await answer({ ...QUESTION, message: 'Another one.' }));
        return CANCELLED;
      },
    });
    await here.cancel();
    assert.deepEqual(answers, [true, true, true]);
    assert.deepEqual(
      here.asked.map(({ message }) => message),
      ['It was moved.', 'Cancel “Change Implementation: Rotate keys” and tell 521 people?', 'Another one.'],
    );
    assert.match(here.asked[0]?.detail ?? '', /Nothing has been cancelled yet/);
  });
});

describe('ending of a cancel', () => {
  const ERROR = { code: 'ErrorAccessDenied', message: 'Not allowed.', remedy: 'Ask.' };

  it('calls cancelled only what the calendar confirmed', () => {
    assert.equal(
      cancelEndingOf(CANCELLED, false)?.message,
      'Meeting cancelled: “Rotate keys (1/2)” (2 events), 521 people told.',
    );
    const refused = cancelEndingOf({ kind: 'refused', error: ERROR, events: [] }, true);
    assert.deepEqual(refused, {
      severity: 'error',
      message: 'Sandbox: Nothing was cancelled. Not allowed. Ask.',
    });
    const unknown = cancelEndingOf({ kind: 'unknown', error: ERROR, events: [] }, false);
    assert.match(
      unknown?.message ?? '',
      /^It is not known whether the meeting was cancelled\..*again is safe\.$/,
    );
    const partial = cancelEndingOf({ kind: 'partial', error: ERROR, events: [] }, false);
    assert.match(partial?.message ?? '', /^Cancelled in part\./);
    assert.equal(cancelEndingOf({ kind: 'aborted', events: [] }, false), undefined);
  });

  it('tells a meeting that was cancelled from one that was never there', () => {
    const said = (alreadyCancelled: boolean) =>
      cancelEndingOf({ kind: 'nothing', alreadyCancelled, events: [] }, false)?.message;
    assert.match(said(true) ?? '', /cancelled already/);
    assert.match(said(false) ?? '', /not on the organizer’s calendar/);
  });
});
