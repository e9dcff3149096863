import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testPlan } from '../../../src/calendar/index.ts';
import type { InvitePlan, Preparation } from '../../../src/invite/index.ts';
import type { Confirmation } from '../../../src/ui/send/asker.ts';
import { sendTest, type TestEffects } from '../../../src/ui/send/send-test.ts';
import type { Session } from '../../../src/ui/session/session.ts';
import { answer, FILE, failure, planned, stateWith } from '../samples.ts';

const PLAN = planned([answer('a', ['x@a.example', 'y@a.example']), failure('b')]);

function desk(change: Partial<TestEffects> = {}, preparation: Preparation = PLAN) {
  const asked: Confirmation[] = [];
  const sent: InvitePlan[] = [];
  const refused: string[] = [];
  const suggested: string[] = [];
  const state = stateWith({ phase: 'planned', preparation });
  const session = {
    file: FILE,
    state: () => state,
    compare: () => Promise.resolve(undefined),
  } as Partial<Session> as Session;
  const effects: TestEffects = {
    ask: (confirmation) => {
      asked.push(confirmation);
      return Promise.resolve(confirmation.choices[0]);
    },
    askAddress: (suggestion) => {
      suggested.push(suggestion);
      return Promise.resolve('me@provider.example');
    },
    showPreview: () => undefined,
    query: () => Promise.resolve(),
    identity: () =>
      Promise.resolve({
        kind: 'ready',
        baseUrl: 'https://graph.microsoft.com',
        account: 'ana@provider.example',
        token: { description: 'ana (Microsoft account)', getAccessToken: () => Promise.resolve('t') },
      }),
    refuse: (message) => refused.push(message),
    offerIdentitySettings: () => refused.push('settings'),
    blocks: () => undefined,
    testPlan: (plan, address) => Promise.resolve(testPlan(plan, address)),
    deliver: ({ plan }) => {
      sent.push(plan);
      return Promise.resolve({ kind: 'done', events: [] });
    },
    ...change,
  };
  return { asked, sent, refused, suggested, send: () => sendTest(session, effects) };
}

describe('a test to oneself', () => {
  it('goes to one address under another key, marked, whoever is missing', async () => {
    const here = desk();
    assert.equal((await here.send())?.kind, 'done');
    const [test] = here.sent;
    assert.deepEqual(
      test?.attendees.map(({ email }) => email),
      ['me@provider.example'],
    );
    assert.notEqual(test.key, PLAN.plan.key);
    assert.match(test.subject, /^\[TEST\] /);
    assert.deepEqual(here.suggested, ['ana@provider.example']);
    assert.equal(here.asked[0]?.message, 'Send a test to me@provider.example?');
    assert.match(here.asked[0].detail, /No customer is invited.*\n\nSigned in: ana/s);
    assert.doesNotMatch(here.asked[0].detail, /a\.example/);
  });

  it('suggests the organizer where an application signs in', async () => {
    const here = desk({
      identity: () =>
        Promise.resolve({
          kind: 'ready',
          baseUrl: 'https://graph.microsoft.com',
          token: { description: 'app', getAccessToken: () => Promise.resolve('t') },
        }),
    });
    await here.send();
    assert.deepEqual(here.suggested, ['ops@provider.example']);
  });

  it('sends nothing without an address, a yes, a sign-in or a plan', async () => {
    const gaveUp = desk({ askAddress: () => Promise.resolve(undefined) });
    const no = desk({ ask: () => Promise.resolve(undefined) });
    const unset = desk({ identity: () => Promise.resolve({ kind: 'not configured' }) });
    const blocked = desk({ blocks: () => 'It is over.' });
    const wrong = desk(
      {},
      {
        kind: 'failed',
        problems: [{ severity: 'error', code: 'X', message: 'Bad file.', path: '' }],
      },
    );
    for (const here of [gaveUp, no, unset, blocked, wrong]) {
      assert.equal(await here.send(), undefined);
      assert.deepEqual(here.sent, []);
    }
    assert.deepEqual(
      [...unset.refused, ...blocked.refused, ...wrong.refused],
      ['settings', 'It is over.', 'Bad file.'],
    );
  });
});
