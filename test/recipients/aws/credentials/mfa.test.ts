import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import type { AskMfaCode } from '../../../../src/recipients/index.ts';
import type { CustomerShorthand } from '../../../../src/sandbox/index.ts';
import { atHome, keptPool } from '../../fakes/at-home.ts';
import type { AtHome } from '../../fakes/at-home.ts';
import { eventually } from '../../fakes/eventually.ts';

const SERIAL = 'arn:aws:iam::111122220000:mfa/cloud-team';
const guarded = (code: string): CustomerShorthand => ({
  code,
  access: 'profile',
  subscribers: 1,
  roleNeedsMfa: true,
  profile: { credentials: { kind: 'role', mfa: true } },
});
const ten = Array.from({ length: 10 }, (_, index) => guarded(`c${index}`));

/** Answers with the given codes, one after the other; undefined declines. */
function person(...codes: readonly (string | undefined)[]) {
  const asked: Parameters<AskMfaCode>[0][] = [];
  const askMfaCode: AskMfaCode = (device) => {
    asked.push(device);
    return Promise.resolve(codes[asked.length - 1]);
  };
  return { asked, askMfaCode };
}
const requests = ({ sandbox }: AtHome, operation: string) =>
  sandbox.requests().filter((request) => request.operation === operation).length;
const codesOf = (errors: Readonly<Record<string, { readonly code: string } | undefined>>) => [
  ...new Set(Object.values(errors).map((error) => error?.code)),
];

describe('a multi-factor device', () => {
  it('is asked about once for ten customers, and not at all in the next run', async (test) => {
    const home = await atHome(test, { customers: ten });
    const pool = keptPool(test);
    const { asked, askMfaCode } = person('123 456');
    assert.equal((await home.run({ pool, askMfaCode })).successful, 10);
    assert.deepEqual(asked, [{ serial: SERIAL, profile: asked[0]?.profile, again: false }]);
    assert.equal(requests(home, 'GetSessionToken'), 1);
    assert.equal(requests(home, 'AssumeRole'), 10);

    home.sandbox.clearRequests();
    assert.equal((await home.run({ pool })).successful, 10);
    assert.equal(requests(home, 'GetSessionToken') + requests(home, 'AssumeRole'), 0);

    home.sandbox.expireSessions();
    assert.equal((await home.run({ pool, askMfaCode: person('654321').askMfaCode })).successful, 10);
  });

  it('is asked about again after a wrong code, twice at most, for all of its customers', async (test) => {
    const home = await atHome(test, { customers: ten });
    const patient = person('000000', '12345', '222222');
    assert.equal((await home.run({ askMfaCode: patient.askMfaCode })).successful, 10);
    assert.deepEqual(
      patient.asked.map(({ again }) => again),
      [false, true, true],
    );
    const unlucky = person('000000', '000000', '000000', '333333');
    const errors = await home.errors({ askMfaCode: unlucky.askMfaCode });
    assert.deepEqual(codesOf(errors), ['MfaRefused']);
    assert.equal(unlucky.asked.length, 3);
    assert.deepEqual([errors.c0?.cause, errors.c0?.retryable], [`mfa ${SERIAL}`, true]);
  });

  it('that nobody gives a code of fails its customers once for all, and only them', async (test) => {
    const home = await atHome(test, {
      customers: [...ten, { code: 'free', access: 'profile', subscribers: 1 }],
    });
    const declining = person(undefined, '123456');
    const { free, ...errors } = await home.errors({ askMfaCode: declining.askMfaCode });
    assert.equal(free, undefined);
    assert.deepEqual(codesOf(errors), ['MfaCancelled']);
    assert.equal(declining.asked.length, 1);
    assert.match(errors.c0?.message ?? '', new RegExp(SERIAL));

    const alone = await home.errors();
    assert.equal(alone.free, undefined);
    assert.equal(alone.c0?.code, 'MfaRequired');
    assert.match(alone.c0.remedy, /terminal|VS Code/);
  });

  it('takes a code for each role where there is no session to be had', async (test) => {
    const home = await atHome(test, { customers: [guarded('a'), guarded('b')] });
    home.sandbox.setFault('base', {
      kind: 'refused',
      operation: 'GetSessionToken',
      status: 400,
      code: 'InvalidAction',
    });
    const { asked, askMfaCode } = person('111111', '222222');
    assert.equal((await home.run({ askMfaCode })).successful, 2);
    assert.equal(asked.length, 2, 'the code that GetSessionToken did not take opens the first role');
  });

  it('that is not the user’s is told so, without asking again', async (test) => {
    const home = await atHome(test, { customers: [guarded('a')] });
    const file = home.sandbox.environment.AWS_CONFIG_FILE ?? '';
    await writeFile(file, (await readFile(file, 'utf8')).replace(SERIAL, `${SERIAL}-phone`));
    const { asked, askMfaCode } = person('111111', '222222');
    const { a } = await home.errors({ askMfaCode });
    assert.equal(a?.code, 'MfaRefused');
    assert.match(a.remedy, /mfa_serial of profile a:/);
    assert.equal(asked.length, 1);
  });

  it('may take its time: the deadline of those who wait for it stands still', async (test) => {
    const home = await atHome(test, {
      customers: [guarded('a'), guarded('b'), { code: 'free', access: 'profile', subscribers: 1 }],
    });
    home.sandbox.setFault('free', { kind: 'hanging' });
    let answer: (code: string) => void = () => undefined;
    const askMfaCode: AskMfaCode = () => new Promise((resolve) => (answer = resolve));
    const limits = { customerTimeoutMs: 1500, requestTimeoutMs: 1500 };
    const started = performance.now();
    const running = home.errors({ askMfaCode, limits });
    await eventually('the free customer is out of time', () => performance.now() - started > 2500, 5000);
    answer('123456');
    const errors = await running;
    assert.deepEqual([errors.a, errors.b], [undefined, undefined]);
    assert.equal(errors.free?.code, 'CustomerTimeout');
  });

  describe('whose kept session is too old for a role', () => {
    const strict = ten.map((customer, index) =>
      index < 5 ? { ...customer, roleMfaMaxAgeSeconds: 3600 } : customer,
    );
    /** All is ready for a second run in the same window, with a second factor that is half a day old. */
    async function secondRun(test: TestContext, customers: readonly CustomerShorthand[]) {
      const home = await atHome(test, { customers: [...customers] });
      const pool = keptPool(test);
      assert.equal((await home.run({ pool, askMfaCode: person('111111').askMfaCode })).errors, 0);
      home.sandbox.ageSecondFactors();
      // Another name for the roles' sessions: those of the first run do for these profiles no more.
      const file = home.sandbox.environment.AWS_CONFIG_FILE ?? '';
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replaceAll(/^role_arn/gm, 'role_session_name = second\nrole_arn'));
      home.sandbox.clearRequests();
      return { home, pool };
    }

    it('is asked about once for all the roles that refuse it, and they are tried again', async (test) => {
      const { home, pool } = await secondRun(test, strict);
      const { asked, askMfaCode } = person('222222', '333333');
      assert.equal((await home.run({ pool, askMfaCode })).successful, 10);
      assert.equal(asked.length, 1);
      assert.equal(requests(home, 'GetSessionToken'), 1);
      assert.equal(requests(home, 'AssumeRole'), 15, 'five roles twice');
    });

    it('fails only the roles that refuse it when the person declines', async (test) => {
      const { home, pool } = await secondRun(test, strict);
      const { asked, askMfaCode } = person(undefined, '333333');
      const errors = await home.errors({ pool, askMfaCode });
      assert.equal(asked.length, 1);
      const failed = Object.entries(errors).flatMap(([code, error]) =>
        error === undefined ? [] : [[code, error.code]],
      );
      assert.deepEqual(
        failed,
        strict.slice(0, 5).map(({ code }) => [code, 'MfaCancelled']),
      );
    });
  });

  it('is not asked about again for a role that refused a new session as well', async (test) => {
    const stranger = { ...guarded('stranger'), roleTrusts: ['999988887777'] };
    const home = await atHome(test, { customers: [guarded('a'), stranger] });
    const pool = keptPool(test);
    for (const codes of [['111111'], [], []]) {
      const { asked, askMfaCode } = person(...codes, 'none');
      const errors = await home.errors({ pool, askMfaCode });
      assert.deepEqual([errors.a, errors.stranger?.code], [undefined, 'AssumeRoleDenied']);
      assert.equal(asked.length, codes.length);
    }
  });

  it('is asked about no more when the run is cancelled', async (test) => {
    const home = await atHome(test, { customers: ten });
    const cancelling = new AbortController();
    let question: AbortSignal | undefined;
    const askMfaCode: AskMfaCode = (_device, signal) => {
      question = signal;
      return new Promise(() => undefined);
    };
    const running = home.errors({ askMfaCode, signal: cancelling.signal });
    await eventually('the question is asked', () => question !== undefined);
    cancelling.abort();
    assert.deepEqual(codesOf(await running), ['Cancelled']);
    assert.equal(question?.aborted, true);
  });
});
