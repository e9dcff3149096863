import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GraphToken, PlanComparison, SendOutcome } from '../../../src/calendar/index.ts';
import { planBlocks, type InvitePlan, type Preparation } from '../../../src/invite/index.ts';
import { DEFAULT_LIMITS, realClock } from '../../../src/recipients/index.ts';
import type { Confirmation } from '../../../src/ui/send/asker.ts';
import type { Identity } from '../../../src/ui/send/identity-text.ts';
import { sendMeeting } from '../../../src/ui/send/send-meeting.ts';
import { createSession } from '../../../src/ui/session/create-session.ts';
import type { Session } from '../../../src/ui/session/session.ts';
import { answer, failure, FILE, planned, planOf } from '../samples.ts';

const TOKEN: GraphToken = {
  description: 'the token in GRAPH_ACCESS_TOKEN',
  getAccessToken: () => Promise.resolve('secret'),
};
const READY: Identity = { kind: 'ready', token: TOKEN, baseUrl: 'https://graph.microsoft.com' };
const NOW = Date.UTC(2030, 5, 1);
const DONE: SendOutcome = { kind: 'done', events: [] };

interface Desk {
  readonly session: Session;
  readonly asked: Confirmation[];
  readonly sent: InvitePlan[];
  readonly refused: string[];
  queries: number;
  previews: number;
  text: string;
  preparation: Preparation;
  press: (confirmation: Confirmation) => string | undefined;
  identity: Identity;
  /** What a look at the calendar gives. */
  comparison: PlanComparison | undefined;
  /** The calendar's fingerprint that a send is bound to. */
  confirmed: string | undefined;
  /** Milliseconds since the Unix epoch. */
  now: number;
  readonly retried: (readonly string[] | undefined)[];
  send: (shown?: string) => Promise<SendOutcome | undefined>;
}

/** A person at their desk: presses the first button of every modal unless told otherwise. */
function desk(preparation: Preparation): Desk {
  const here: Desk = {
    asked: [],
    sent: [],
    refused: [],
    queries: 0,
    previews: 0,
    text: '{}',
    preparation,
    press: ({ choices }) => choices.at(-1),
    now: NOW,
    retried: [],
    identity: READY,
    comparison: undefined,
    confirmed: undefined,
    session: createSession(FILE, {
      describe: () =>
        Promise.resolve({
          metadataFile: FILE.path,
          metadataText: here.text,
          workingDirectory: '/meetings',
          topicName: 'aws-calendar',
          defaultTimeZone: 'America/New_York',
          hideAttendees: 'auto',
          limits: DEFAULT_LIMITS,
        }),
      isSandbox: () => false,
      surroundings: () => Promise.resolve({ env: {}, homeDirectory: '/home', sandbox: false }),
      readTextFile: () => Promise.resolve(undefined),
      prepare: (request) => {
        const { preparation: made } = here;
        if (made.kind !== 'planned' || !request.acceptPartial) return Promise.resolve(made);
        return Promise.resolve({ ...made, plan: planOf(made.plan.results, {}, true) });
      },
      clock: realClock,
      store: { load: () => Promise.resolve(undefined), save: () => Promise.resolve() },
      onRun: () => undefined,
    }),
    send: (shown) =>
      sendMeeting(
        here.session,
        {
          ask: (confirmation) => {
            here.asked.push(confirmation);
            return Promise.resolve(here.press(confirmation));
          },
          showPreview: () => (here.previews += 1),
          query: (retry) => {
            here.queries += 1;
            here.retried.push(retry);
            return here.session.ask(retry);
          },
          identity: () => Promise.resolve(here.identity),
          refuse: (message) => here.refused.push(message),
          offerIdentitySettings: () => here.refused.push('settings'),
          formatWhen: () => 'Sunday',
          blocks: (plan) => planBlocks(plan).find(({ code }) => code !== 'PartialNotAccepted')?.message,
          compare: () => Promise.resolve(here.comparison),
          deliver: ({ plan, calendar }) => {
            here.sent.push(plan);
            here.confirmed = calendar;
            return Promise.resolve(DONE);
          },
          now: () => here.now,
          maxAnswerAgeMs: 15 * 60_000,
        },
        shown,
      ),
  };
  return here;
}

const COMPLETE = planned([answer('a', ['x@a.example'])]);
const COMPLETE_LATER = planned([answer('a', ['x@a.example']), answer('b', ['y@b.example'])]);
const PARTIAL = planned([answer('a', ['x@a.example']), failure('b')]);

describe('sending', () => {
  it('sends exactly the previewed plan', async () => {
    const here = desk(COMPLETE);
    await here.session.ask();
    assert.equal((await here.send())?.kind, 'done');
    assert.equal(here.sent[0], COMPLETE.plan);
    assert.equal(here.queries, 0);
    assert.equal(here.session.state().phase, 'sent');
  });

  it('asks the customers first when nobody has, and shows what they said', async () => {
    const here = desk(COMPLETE);
    await here.send();
    assert.deepEqual([here.queries, here.previews, here.sent.length], [1, 1, 1]);
  });

  it('plans anew when the file has changed since, and says so in the modal', async () => {
    const here = desk(COMPLETE);
    await here.session.ask();
    here.text = '{ "changed": true }';
    here.preparation = planned([answer('a', ['new@a.example']), answer('new', [])]);
    await here.send();
    assert.equal(here.queries, 1);
    assert.match(here.asked[0]?.detail ?? '', /^The file names other customers now/);
    assert.deepEqual(
      here.sent[0]?.attendees.map(({ email }) => email),
      ['new@a.example'],
    );
  });

  it('sends nothing without a yes', async () => {
    const here = desk(COMPLETE);
    await here.session.ask();
    here.press = () => undefined;
    assert.equal(await here.send(), undefined);
    assert.deepEqual(here.sent, []);
    assert.equal(here.session.state().phase, 'planned');
  });

  it('puts the choice to leave customers out into the plan it sends', async () => {
    const here = desk(PARTIAL);
    await here.session.ask();
    await here.send();
    assert.deepEqual(
      here.asked.map(({ choices }) => choices),
      [['Retry 1 Customer', 'Send Without 1 Customer'], ['Send to 1 person']],
    );
    const [sent] = here.sent;
    assert.equal(sent?.completeness.kind === 'partial' && sent.completeness.acceptedPartial, true);
    assert.equal(sent?.fingerprint, PARTIAL.plan.fingerprint);
    assert.deepEqual(planBlocks(sent), []);
  });

  it('asks those that failed again where the person would rather have them', async () => {
    const here = desk(PARTIAL);
    await here.session.ask();
    here.press = ({ choices }) => {
      here.preparation = COMPLETE_LATER;
      return choices[0];
    };
    assert.equal((await here.send())?.kind, 'done');
    assert.deepEqual(here.retried, [['b']]);
    assert.deepEqual(
      here.asked.map(({ choices }) => choices[0]),
      ['Retry 1 Customer', 'Send to 2 people'],
    );
    assert.equal(here.sent[0]?.completeness.kind, 'complete');
  });

  it('sends the plan that the preview showed and no other: a press on an older one is refused', async () => {
    const here = desk(COMPLETE);
    await here.session.ask();
    assert.equal((await here.send(COMPLETE.plan.fingerprint))?.kind, 'done');
    const again = desk(COMPLETE);
    await again.session.ask();
    assert.equal(await again.send('0'.repeat(64)), undefined);
    assert.match(again.refused[0] ?? '', /another one than the preview showed/);
    assert.deepEqual([again.sent, again.asked], [[], []]);
  });

  it('is told when the plan was made anew since the file was edited', async () => {
    const here = desk(COMPLETE);
    await here.session.ask();
    here.text = '{ "changed": true }';
    here.preparation = planned([answer('a', ['x@a.example'])], { subject: 'Another subject' });
    await here.send();
    assert.equal(here.queries, 0);
    assert.match(here.asked[0]?.detail ?? '', /^The file has changed .+ made anew from the same answers/);
    assert.match(here.asked[0]?.message ?? '', /Another subject/);
  });

  it('asks again for answers that are too old, and says who came and who went before it asks the person', async () => {
    const old = { answeredAt: NOW - 16 * 60_000 };
    const fresh = { answeredAt: NOW - 14 * 60_000 };
    const here = desk(
      planned([answer('a', ['x@a.example', 'y@a.example'], old), answer('b', ['z@b.example'], fresh)]),
    );
    await here.session.ask();
    here.preparation = planned([
      answer('a', ['x@a.example', 'new@a.example'], { answeredAt: NOW }),
      answer('b', ['z@b.example'], fresh),
    ]);
    await here.send();
    assert.deepEqual(here.retried, [['a']]);
    assert.match(
      here.asked[0]?.detail ?? '',
      /^The answers of 1 customer were old, so they were asked again\.\nNow invited as well: new@a\.example\nNo longer invited: y@a\.example\n/,
    );
    assert.match(here.asked[0]?.detail ?? '', /^Answers: 14 minutes ago$/m);
    assert.equal(here.sent.length, 1);
  });

  it('leaves answers alone that are young enough', async () => {
    const here = desk(planned([answer('a', ['x@a.example'], { answeredAt: NOW - 15 * 60_000 })]));
    await here.session.ask();
    await here.send();
    assert.equal(here.queries, 0);
    assert.equal(here.sent.length, 1);
  });

  it('sends nothing when an edit makes another plan while the modal is open', async () => {
    const here = desk(COMPLETE);
    await here.session.ask();
    here.press = ({ choices }) => {
      here.text = '{ "changed": true }';
      here.preparation = planned([answer('a', ['x@a.example'])], { subject: 'Another subject' });
      return choices[0];
    };
    assert.equal(await here.send(), undefined);
    assert.deepEqual(here.sent, []);
    assert.match(here.refused[0] ?? '', /The plan changed while it was being confirmed/);
  });

  it('sends nothing when the plan became another one while the modal was open', async () => {
    const here = desk(PARTIAL);
    await here.session.ask();
    here.press = ({ choices }) => {
      here.preparation = planned([answer('a', ['other@a.example']), failure('b')]);
      return choices.at(-1);
    };
    assert.equal(await here.send(), undefined);
    assert.deepEqual(here.sent, []);
    assert.match(here.refused[0] ?? '', /The plan changed while it was being confirmed/);
  });

  it('needs a yes of its own where no config says whom a customer restricts', async () => {
    const here = desk(
      planned([answer('a', ['x@a.example'])], {}, { kind: 'absent', declared: false, problems: [] }),
    );
    await here.session.ask();
    here.press = ({ message, choices }) => (message.includes('config.json') ? undefined : choices[0]);
    assert.equal(await here.send(), undefined);
    assert.equal(here.asked.length, 1);
    here.press = ({ choices }) => choices[0];
    await here.send();
    assert.equal(here.asked.length, 3);
    assert.equal(here.sent.length, 1);
  });

  it('asks for no such yes where the person has declared that there is none', async () => {
    const here = desk(
      planned([answer('a', ['x@a.example'])], {}, { kind: 'absent', declared: true, problems: [] }),
    );
    await here.session.ask();
    await here.send();
    assert.equal(here.asked.length, 1);
    assert.equal(here.sent.length, 1);
  });

  it('tells why when the plan is blocked, the file is bad or nobody can sign in', async () => {
    const problem = {
      severity: 'error',
      code: 'ManualAttendeeInvalid',
      message: 'It is wrong.',
      path: '',
    } as const;
    const blocked = desk({ ...COMPLETE, plan: { ...COMPLETE.plan, problems: [problem] } });
    await blocked.send();
    assert.deepEqual(blocked.refused, ['It is wrong.']);

    const bad = desk({ kind: 'failed', problems: [problem] });
    await bad.send();
    assert.deepEqual(bad.refused, ['It is wrong.']);

    const nobody = desk(COMPLETE);
    nobody.identity = { kind: 'not configured' };
    await nobody.send();
    assert.deepEqual(nobody.refused, ['settings']);
    assert.deepEqual([blocked.sent, bad.sent, nobody.sent], [[], [], []]);
  });

  it('shows what changes on the calendar, and sends only that', async () => {
    const here = desk(COMPLETE);
    const comparison: PlanComparison = {
      kind: 'there',
      plan: planOf([answer('a', ['x@a.example'])]),
      events: [],
      questions: [],
      leftTheFile: [{ customerCode: 'b', people: ['bea@b.example'] }],
      attendees: {
        added: [{ email: 'x@a.example', customerCodes: ['a'] }],
        removed: [{ email: 'gone@a.example', customerCodes: ['a'], reason: 'unsubscribed' }],
        kept: [{ email: 'bea@b.example', customerCodes: ['b'], reason: 'not in file' }],
        same: 0,
      },
      newEvents: 0,
      fingerprint: 'c0ffee',
    };
    here.comparison = comparison;
    await here.send();
    const { detail = '' } = here.asked.at(-1) ?? {};
    assert.match(detail, /On the calendar already: 1 person added, 1 person taken off\./);
    assert.match(
      detail,
      /Taken off and told so, since their customers answered without them: gone@a\.example/,
    );
    assert.match(detail, /⚠ b is no longer in the file, and 1 person.*bea@b\.example/);
    assert.equal(here.confirmed, 'c0ffee');
  });
});
