import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { prepareInvite, type InvitePlan } from '../../../src/invite/index.ts';
import { DEFAULT_LIMITS, realClock } from '../../../src/recipients/index.ts';
import type { KeptRun } from '../../../src/ui/session/kept-run.ts';
import { createSession } from '../../../src/ui/session/create-session.ts';
import type { Session } from '../../../src/ui/session/session.ts';
import { answer, FILE } from '../samples.ts';

const CONFIG = JSON.stringify({
  aws_region: 'us-east-1',
  customer_mappings: { hts: { customer_name: 'HTS' }, cds: { customer_name: 'CDS' } },
  email_config: { meeting_organizer: 'ops@provider.example' },
});

function metadata(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    changeId: 'CHG-1',
    changeTitle: 'Rotate keys',
    customers: ['hts', 'cds'],
    implementationStart: '2031-02-03T10:00:00-05:00',
    implementationEnd: '2031-02-03T11:00:00-05:00',
    timezone: 'America/New_York',
    ...fields,
  });
}

const ANSWERS = [answer('hts', ['ann@hts.example', 'bob@hts.example']), answer('cds', ['cyd@cds.example'])];

/** Windows over one store. The real `prepareInvite`, whose customers are answered for without AWS. */
function desk() {
  const store = new Map<string, KeptRun>();
  const here = { text: metadata(), config: CONFIG, asked: 0, notes: [] as string[] };
  const open = (): Session =>
    createSession(FILE, {
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
      readTextFile: (path) => Promise.resolve(path.endsWith('config.json') ? here.config : undefined),
      prepare: (request, deps) => {
        const answered = request.askNobody === true ? request.previous : ANSWERS;
        if (request.askNobody !== true) here.asked += 1;
        const aws = { open: () => assert.fail('AWS was asked'), memory: {} } as never;
        return prepareInvite({ ...request, previous: answered ?? [], retry: [] }, { ...deps, aws });
      },
      clock: realClock,
      store: {
        load: (uri) => Promise.resolve(store.get(uri)),
        save: (uri, run) => Promise.resolve(void store.set(uri, run)),
      },
      onRun: (happening) => {
        if (happening.type === 'note') here.notes.push(happening.line);
      },
    });
  return { here, open };
}

function planOf(session: Session): InvitePlan {
  const { preparation } = session.state();
  assert.equal(preparation?.kind, 'planned');
  return preparation.plan;
}

const invited = (session: Session): readonly string[] => planOf(session).attendees.map(({ email }) => email);

describe('a file that is edited while its plan is shown', () => {
  it('is planned anew by itself from the same answers, and says so', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    const before = planOf(session).fingerprint;
    here.text = metadata({ changeTitle: 'Rotate all keys' });
    assert.equal(await session.compare(), undefined);
    assert.match(planOf(session).subject, /Rotate all keys/);
    assert.notEqual(planOf(session).fingerprint, before);
    assert.match(session.state().replanned ?? '', /made anew from the same answers/);
    assert.equal(here.asked, 1);
    assert.deepEqual(here.notes, [session.state().replanned]);
    await session.ask();
    assert.equal(session.state().replanned, undefined);
  });

  it('is planned anew without a word when what would be sent stays the same', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    here.text = `${metadata()}\n`;
    assert.equal(await session.compare(), undefined);
    assert.equal(session.state().replanned, undefined);
    assert.equal(session.state().outdated, undefined);
  });

  it('keeps its plan, outdated, while it has an error, and has a new one once that is gone', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    const before = planOf(session);
    here.text = metadata().slice(0, -1);
    assert.match((await session.compare()) ?? '', /it has an error: /);
    assert.equal(planOf(session), before);
    here.text = metadata({ changeTitle: 'Rotate all keys' });
    assert.equal(await session.compare(), undefined);
    assert.equal(session.state().outdated, undefined);
    assert.match(planOf(session).subject, /Rotate all keys/);
  });

  it('is not planned anew for other customers: asking again is offered', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    for (const customers of [['hts'], ['hts', 'cds', 'fin']]) {
      here.text = metadata({ customers });
      assert.match((await session.compare()) ?? '', /names other customers now/);
    }
    here.text = metadata({ customers: ['cds', 'hts'] });
    assert.equal(await session.compare(), undefined);
    assert.equal(here.asked, 1);
  });

  it('is not planned anew when config.json has changed as well', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    here.text = metadata({ changeTitle: 'Rotate all keys' });
    here.config = CONFIG.replace('us-east-1', 'eu-west-1');
    assert.match((await session.compare()) ?? '', /has changed/);
    assert.doesNotMatch(planOf(session).subject, /Rotate all keys/);
  });

  it('changes no plan while it is being sent', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    const before = planOf(session);
    let finish: () => void = () => undefined;
    const sent = session.sending(
      () => new Promise((resolve) => (finish = () => resolve({ kind: 'done', events: [] }))),
    );
    here.text = metadata({ changeTitle: 'Rotate all keys' });
    await session.compare();
    await session.decide({ type: 'leaveOut', email: 'ann@hts.example' });
    assert.equal(planOf(session), before);
    finish();
    await sent;
    assert.equal(await session.compare(), undefined);
    assert.match(planOf(session).subject, /Rotate all keys/);
    assert.equal(session.state().phase, 'sent');
  });
});

describe('decisions about attendees', () => {
  it('make the plan anew at once and ask nobody', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    const first = planOf(session);
    await session.decide({ type: 'leaveOut', email: 'ANN@hts.example' });
    await session.decide({ type: 'add', email: 'boss@provider.example' });
    assert.deepEqual(invited(session), ['bob@hts.example', 'boss@provider.example', 'cyd@cds.example']);
    assert.deepEqual(
      planOf(session).excluded.map(({ email, reason }) => [email, reason]),
      [['ann@hts.example', 'by hand']],
    );
    assert.notEqual(planOf(session).fingerprint, first.fingerprint);
    await session.decide({ type: 'undoAll' });
    assert.equal(planOf(session).fingerprint, first.fingerprint);
    assert.equal(here.asked, 1);
    assert.equal(session.state().replanned, undefined);
  });

  it('show and hide attendees, and go back to what the setting says', async () => {
    const { open } = desk();
    const session = open();
    await session.ask();
    const first = planOf(session);
    assert.equal(first.hideAttendees, true);
    await session.decide({ type: 'hideAttendees', hide: 'never' });
    assert.equal(planOf(session).hideAttendees, false);
    assert.ok(planOf(session).problems.some(({ code }) => code === 'AttendeesVisible'));
    await session.decide({ type: 'hideAttendees', hide: 'setting' });
    assert.equal(planOf(session).fingerprint, first.fingerprint);
  });

  it('hold over an edit of the file, asking again, a retry, and a restart of the editor', async () => {
    const { here, open } = desk();
    const session = open();
    await session.ask();
    await session.decide({ type: 'leaveOut', email: 'ann@hts.example' });
    const held = ['bob@hts.example', 'cyd@cds.example'];
    here.text = metadata({ changeTitle: 'Rotate all keys' });
    await session.compare();
    assert.deepEqual(invited(session), held);
    await session.ask();
    assert.deepEqual(invited(session), held);
    await session.ask(['cds']);
    assert.deepEqual(invited(session), held);

    const restarted = open();
    await restarted.restore();
    assert.deepEqual(restarted.state().choices.byHand.leftOut, ['ann@hts.example']);
    await restarted.decide({ type: 'add', email: 'boss@provider.example' });
    const again = open();
    await again.ask(); // before anything of the earlier windows was shown
    assert.deepEqual(invited(again), ['bob@hts.example', 'boss@provider.example', 'cyd@cds.example']);
  });

  it('taken while customers are asked are in the plan that comes', async () => {
    const { open } = desk();
    const session = open();
    const asking = session.ask();
    await session.decide({ type: 'leaveOut', email: 'bob@hts.example' });
    await asking;
    assert.deepEqual(invited(session), ['ann@hts.example', 'cyd@cds.example']);
  });

  it('are in the plan that carries the decision to send without a customer', async () => {
    const { open } = desk();
    const session = open();
    await session.exclude(['cds']);
    await session.ask();
    await session.decide({ type: 'leaveOut', email: 'bob@hts.example' });
    const shown = planOf(session).fingerprint;
    const accepted = await session.acceptPartial();
    assert.equal(accepted?.fingerprint, shown);
  });
});
