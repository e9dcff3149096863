import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXIT } from '../../../src/terminal/index.ts';
import { judge, type Decisions } from '../../../src/terminal/create-invite/verdict.ts';
import { ERROR, aggregatedOf, planned, resultOf } from '../support/preparations.ts';

const FREE: Decisions = { dryRun: false, requireAllCustomers: false, confirm: undefined };
const good = aggregatedOf([resultOf('hts', ['a@x.example'])]);
const partial = aggregatedOf([resultOf('hts', ['a@x.example']), resultOf('bad', [], ERROR)]);
const wrong = { severity: 'error', code: 'ManualAttendeeInvalid', message: 'wrong', path: '' } as const;

/** The status and the codes of what is said beyond the plan, or what is done next. */
function verdict(...args: Parameters<typeof judge>): unknown {
  const found = judge(...args);
  return found.kind === 'stop' ? [found.exitCode, ...found.problems.map(({ code }) => code)] : found.kind;
}

describe('judge', () => {
  it('sends a good plan, and only looks in a dry run', () => {
    assert.equal(verdict(planned(good, {}), FREE), 'send');
    assert.equal(verdict(planned(good, {}), { ...FREE, dryRun: true }), 'look');
  });

  it('sends although a customer failed, unless all are required', () => {
    const preparation = planned(partial, { missing: ['bad'] });
    assert.equal(verdict(preparation, FREE), 'send');
    for (const dryRun of [true, false]) {
      assert.deepEqual(verdict(preparation, { ...FREE, dryRun, requireAllCustomers: true }), [
        EXIT.incomplete,
        'CustomersRequired',
      ]);
    }
  });

  it('requires only those that were asked', () => {
    const preparation = planned(good, { missing: ['left-out-by-flag'] });
    assert.equal(verdict(preparation, { ...FREE, requireAllCustomers: true }), 'send');
  });

  it('sends only the confirmed plan', () => {
    const preparation = planned(good, {});
    const { fingerprint } = preparation.plan;
    assert.equal(verdict(preparation, { ...FREE, confirm: fingerprint }), 'send');
    assert.equal(verdict(preparation, { ...FREE, confirm: ` ${fingerprint.toUpperCase()}` }), 'send');
    for (const confirm of ['0'.repeat(64), fingerprint.slice(0, 63), 'x']) {
      const found = judge(preparation, { ...FREE, confirm });
      assert.ok(found.kind === 'stop');
      assert.equal(found.exitCode, EXIT.failed);
      assert.ok(
        found.problems[0]?.message.includes(fingerprint) && found.problems[0].message.includes(confirm),
      );
    }
  });

  it('invites nobody where there is nobody', () => {
    const nobody = planned(aggregatedOf([resultOf('hts', [])]), {});
    assert.deepEqual(verdict(nobody, FREE), [EXIT.done]);
    assert.deepEqual(verdict(nobody, { ...FREE, dryRun: true }), [EXIT.done]);
  });

  it('stops at an error of the plan and says it only once', () => {
    for (const dryRun of [true, false]) {
      assert.deepEqual(verdict(planned(good, { problems: [wrong] }), { ...FREE, dryRun }), [EXIT.failed]);
    }
  });

  it('stops at a partial plan that nobody has accepted', () => {
    const preparation = planned(partial, { missing: ['bad'], acceptedPartial: false });
    assert.deepEqual(verdict(preparation, FREE), [EXIT.failed, 'PartialNotAccepted']);
  });

  it('ends failed and cancelled preparations', () => {
    assert.deepEqual(verdict({ kind: 'failed', problems: [] }, FREE), [EXIT.failed]);
    assert.deepEqual(verdict({ kind: 'cancelled' }, FREE), [EXIT.interrupted]);
  });
});
