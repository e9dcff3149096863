import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answered } from '../../../src/ui/session/reducer.ts';
import { count, countCustomers, seconds, summaryLine } from '../../../src/ui/session/summary.ts';
import { answer, failure, planned, stateWith } from '../samples.ts';

describe('summary line', () => {
  it('says nothing before anything was asked', () => {
    assert.equal(summaryLine(stateWith({})), '');
  });

  it('counts people, customers, failures and time', () => {
    const results = [answer('a', ['x@a.example', 'y@a.example']), answer('b', ['X@a.example']), failure('c')];
    const state = stateWith({
      phase: 'planned',
      preparation: planned(results),
      customers: results.map(answered),
    });
    assert.equal(
      summaryLine(state),
      '2 people · 2 of 3 customers answered · 1 failed · 900 ms (one by one: 1.5 s)',
    );
  });

  it('counts up while answers come in', () => {
    const customers = [
      answered(answer('a', [])),
      { customerCode: 'b', status: 'asking', recipients: 0 } as const,
    ];
    assert.equal(summaryLine(stateWith({ phase: 'asking', customers })), '1 of 2 customers answered');
    assert.deepEqual(countCustomers(customers), {
      customers: 2,
      answered: 1,
      failed: 0,
      cancelled: 0,
      open: 1,
    });
  });

  it('tells the first error of a run that asked nobody', () => {
    const problems = [
      { severity: 'warning', code: 'W', message: 'Odd.', path: '' },
      { severity: 'error', code: 'E', message: 'No start.', path: '' },
    ] as const;
    const state = stateWith({ phase: 'failed', preparation: { kind: 'failed', problems } });
    assert.equal(summaryLine(state), 'No start.');
  });

  it('writes numbers and times as people do', () => {
    assert.equal(count(1, 'person'), '1 person');
    assert.equal(count(1204, 'person'), '1,204 people');
    assert.equal(count(2, 'customer'), '2 customers');
    assert.equal(seconds(640), '640 ms');
    assert.equal(seconds(1440), '1.4 s');
    assert.equal(seconds(125_000), '2 min 5 s');
  });
});
