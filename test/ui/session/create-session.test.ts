import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelOutcome, SendOutcome } from '../../../src/calendar/index.ts';
import type { InviteRequest, Preparation } from '../../../src/invite/index.ts';
import { DEFAULT_LIMITS, realClock } from '../../../src/recipients/index.ts';
import type { RunRequest } from '../../../src/ui/session/inputs.ts';
import { createSession } from '../../../src/ui/session/create-session.ts';
import type { RunDeps, RunHappening, Session } from '../../../src/ui/session/session.ts';
import { answer, failure, FILE, planned, planOf, reading, REQUEST } from '../samples.ts';

interface World {
  readonly session: Session;
  readonly asked: InviteRequest[];
  readonly happenings: RunHappening['type'][];
  request: RunRequest;
  configText: string;
}

/** A session in a world whose `prepare` is the given one; it also reads a config, as the real one does. */
function world(prepare: (request: InviteRequest, deps: RunDeps) => Promise<Preparation>): World {
  const asked: InviteRequest[] = [];
  const happenings: RunHappening['type'][] = [];
  const here: World = {
    asked,
    happenings,
    request: REQUEST,
    configText: '{"aws_region":"us-east-1"}',
    session: createSession(FILE, {
      describe: async () => Promise.resolve(here.request),
      isSandbox: () => true,
      surroundings: async () => Promise.resolve({ env: {}, homeDirectory: '/home', sandbox: true }),
      readTextFile: async () => Promise.resolve(here.configText),
      prepare: async (request, deps) => {
        asked.push(request);
        await deps.readTextFile('/meetings/config.json');
        return prepare(request, deps);
      },
      clock: realClock,
      store: { load: () => Promise.resolve(undefined), save: () => Promise.resolve() },
      onRun: ({ type }) => happenings.push(type),
    }),
  };
  return here;
}

const RESULTS = [answer('a', ['x@a.example']), failure('b')];

/** Plans for those who were asked; any other text names a customer more. */
const forOthers = async ({ askNobody }: InviteRequest): Promise<Preparation> =>
  Promise.resolve(planned(askNobody === true ? [...RESULTS, failure('c')] : RESULTS));

describe('session', () => {
  it('has one run at a time: a second press joins the first', async () => {
    const { session, asked } = world(async () => Promise.resolve(planned(RESULTS)));
    const [first, second] = await Promise.all([session.ask(), session.ask()]);
    assert.equal(first, second);
    assert.equal(asked.length, 1);
    assert.equal(first.phase, 'planned');
    assert.equal(first.sandbox, true);
  });

  it('is asking from the moment of the press', () => {
    const { session } = world(async () => Promise.resolve(planned(RESULTS)));
    void session.ask();
    assert.equal(session.state().phase, 'asking');
  });

  it('retries with the other answers kept', async () => {
    const { session, asked } = world(async () => Promise.resolve(planned(RESULTS)));
    await session.ask();
    await session.ask(['b']);
    assert.deepEqual(asked[1]?.retry, ['b']);
    assert.deepEqual(
      asked[1].previous?.map(({ customerCode }) => customerCode),
      ['a', 'b'],
    );
    await session.ask();
    assert.equal(asked[2]?.previous, undefined);
  });

  it('hands the cancel to the run and keeps what it had found', async () => {
    const { session } = world(
      (_, { signal, onReading }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () =>
            resolve({ kind: 'cancelled', aggregated: planned(RESULTS).aggregated }),
          );
          onReading?.(reading(['a', 'b']));
        }),
    );
    const run = session.ask();
    const stop = session.onChange(({ reading: read }) => {
      if (read === undefined) return;
      stop();
      session.cancel();
    });
    const state = await run;
    assert.equal(state.phase, 'cancelled');
    assert.equal(state.customers.length, 2);
  });

  it('turns a crash into a problem for the person and an entry for the log', async () => {
    const { session, happenings } = world(async () => Promise.reject(new Error('The sandbox has no port.')));
    const state = await session.ask();
    assert.equal(state.phase, 'failed');
    assert.equal(
      state.preparation?.kind === 'failed' && state.preparation.problems[0]?.message,
      'The sandbox has no port.',
    );
    assert.deepEqual(happenings, ['begin', 'crash']);
  });

  it('knows what its plan was made of: text, settings and the files it read, but not the limits', async () => {
    const here = world(forOthers);
    await here.session.ask();
    assert.equal(await here.session.compare(), undefined);

    here.request = { ...REQUEST, limits: { ...DEFAULT_LIMITS, maxAttempts: 9 } };
    assert.equal(await here.session.compare(), undefined);

    here.request = { ...REQUEST, metadataText: '{ }' };
    assert.match((await here.session.compare()) ?? '', /names other customers now/);
    assert.match(here.session.state().outdated ?? '', /names other customers now/);

    here.request = { ...REQUEST, topicName: 'other' };
    assert.match((await here.session.compare()) ?? '', /settings have changed/);

    here.request = REQUEST;
    here.configText = '{"aws_region":"eu-west-1"}';
    assert.match((await here.session.compare()) ?? '', /config\.json has changed/);

    here.configText = '{"aws_region":"us-east-1"}';
    assert.equal(await here.session.compare(), undefined);
    assert.equal(here.session.state().outdated, undefined);
  });

  it('puts the decision to send partially into the plan without asking anybody', async () => {
    const { session, asked } = world(async (request) => {
      const preparation = planned(RESULTS);
      return Promise.resolve({ ...preparation, plan: planOf(RESULTS, {}, request.acceptPartial) });
    });
    await session.ask();
    const accepted = await session.acceptPartial();
    assert.equal(accepted?.completeness.kind === 'partial' && accepted.completeness.acceptedPartial, true);
    assert.deepEqual(asked[1]?.retry, []);
    assert.equal(asked[1].previous?.length, 2);
    const { preparation } = session.state();
    assert.equal(preparation?.kind === 'planned' && preparation.plan, accepted);
  });

  it('sends once however often it is pressed, and asks nobody meanwhile', async () => {
    const { session, asked } = world(async () => Promise.resolve(planned(RESULTS)));
    await session.ask();
    let finish: (outcome: SendOutcome) => void = () => undefined;
    let sends = 0;
    const work = (): Promise<SendOutcome> => {
      sends += 1;
      return new Promise((resolve) => (finish = resolve));
    };
    const first = session.sending(work);
    const second = session.sending(work);
    assert.equal((await session.ask()).phase, 'sending');
    finish({ kind: 'done', events: [] });
    assert.equal(await first, await second);
    assert.equal(sends, 1);
    assert.equal(asked.length, 1);
    assert.equal(session.state().phase, 'sent');
  });

  it('is settled when its send has ended, and until then a closing window waits', async () => {
    const { session } = world(async () => Promise.resolve(planned(RESULTS)));
    await session.ask();
    await session.settled();
    let finish: (outcome: SendOutcome) => void = () => undefined;
    void session.sending(() => new Promise((resolve) => (finish = resolve)));
    let phase: string | undefined;
    const settled = session.settled().then(() => (phase = session.state().phase));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(phase, undefined);
    finish({ kind: 'done', events: [] });
    await settled;
    assert.equal(phase, 'sent');
  });

  it('says that nothing was sent when the send could not even start', async () => {
    const { session } = world(async () => Promise.resolve(planned(RESULTS)));
    await session.ask();
    const outcome = await session.sending(() => Promise.reject(new Error('No module.')));
    assert.equal(outcome.kind, 'refused');
    assert.equal(session.state().phase, 'planned');
  });

  it('is not outdated by what was written into its own file, and by anything else it is', async () => {
    const here = world(forOthers);
    await here.session.ask();
    here.request = { ...REQUEST, metadataText: '{"modifications":[]}' };
    assert.match((await here.session.compare()) ?? '', /names other customers now/);
    here.session.inputWritten('something else', here.request.metadataText);
    assert.match((await here.session.compare()) ?? '', /names other customers now/);
    here.session.inputWritten('{}', here.request.metadataText);
    assert.equal(await here.session.compare(), undefined);
    assert.equal(here.session.state().outdated, undefined);
    here.request = { ...here.request, metadataText: '{ }' };
    assert.match((await here.session.compare()) ?? '', /names other customers now/);
  });

  it('neither sends nor asks while it cancels, and cancels once', async () => {
    const { session, asked } = world(async () => Promise.resolve(planned(RESULTS)));
    await session.ask();
    let finish: (outcome: CancelOutcome) => void = () => undefined;
    const first = session.cancelling(() => new Promise((resolve) => (finish = resolve)));
    assert.deepEqual([session.state().phase, session.state().cancelling], ['sending', true]);
    const never = (): Promise<never> => assert.fail('a second call was made');
    assert.equal(await session.cancelling(never), undefined);
    assert.equal((await session.sending(never)).kind, 'aborted');
    await session.ask();
    assert.equal(asked.length, 1);
    finish({ kind: 'done', events: [] });
    assert.equal((await first)?.kind, 'done');
    assert.deepEqual([session.state().phase, session.state().cancelling], ['planned', undefined]);
  });

  it('says that nothing was cancelled when the cancel could not even start', async () => {
    const { session } = world(async () => Promise.resolve(planned(RESULTS)));
    const outcome = await session.cancelling(() => Promise.reject(new Error('No module.')));
    assert.equal(outcome?.kind, 'refused');
    assert.equal(session.state().phase, 'idle');
  });
});
