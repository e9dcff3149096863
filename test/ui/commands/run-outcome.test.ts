import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runOutcome } from '../../../src/ui/commands/run-outcome.ts';
import { answered } from '../../../src/ui/session/reducer.ts';
import type { SessionState } from '../../../src/ui/session/state.ts';
import { statusIcon, statusText } from '../../../src/ui/status-text.ts';
import type { CustomerRecipientResult } from '../../../src/recipients/index.ts';
import { answer, failure, planned, stateWith } from '../samples.ts';

function ended(
  results: readonly CustomerRecipientResult[],
  change: Partial<SessionState> = {},
): SessionState {
  return stateWith({
    phase: 'planned',
    customers: results.map((result) => answered(result)),
    preparation: planned(results),
    ...change,
  });
}

function unsigned(code: string, cause = 'sso-session corp'): CustomerRecipientResult {
  const result = failure(code, 'SsoSignInNeeded');
  assert.ok(result.error);
  return { ...result, error: { ...result.error, cause, signIn: { kind: 'sso', profile: code } } };
}

describe('what a person is told of a run', () => {
  it('is how many are ready, and the preview', () => {
    const outcome = runOutcome(
      ended([answer('a', ['x@a.example']), answer('b', ['y@b.example'])]),
      new Set(),
    );
    assert.deepEqual(outcome, {
      severity: 'info',
      message: '2 customers ready, 2 people',
      actions: ['preview'],
    });
  });

  it('is one summary with Show Failures and Retry Failed when some failed', () => {
    const outcome = runOutcome(ended([answer('a', ['x@a.example']), failure('b')]), new Set());
    assert.deepEqual(outcome, {
      severity: 'warning',
      message: '1 ready, 1 failed',
      actions: ['showFailures', 'retryFailed'],
    });
  });

  it('explains a cause that several share once per session, and offers its sign-in every time', () => {
    const told = new Set<string>();
    const state = ended([answer('a', ['x@a.example']), unsigned('b'), unsigned('c')]);
    const first = runOutcome(state, told);
    assert.ok(first);
    assert.match(first.message, /^1 ready, 2 failed: .+ Let the role trust the base account\.$/);
    assert.deepEqual(first.actions, ['signIn', 'showFailures', 'retryFailed']);
    assert.deepEqual(first.signIn, { kind: 'sso', profile: 'b' });
    const second = runOutcome(state, told);
    assert.equal(second?.message, '1 ready, 2 failed');
    assert.equal(second.actions[0], 'signIn');
    const other = runOutcome(ended([answer('a', []), unsigned('b', 'x'), unsigned('c', 'x')]), told);
    assert.match(other?.message ?? '', /^1 ready, 2 failed: /, 'another cause is explained');
  });

  it('is an error when every customer failed', () => {
    const results = [failure('a')];
    const state = ended(results, { phase: 'failed', preparation: { kind: 'failed', problems: [] } });
    assert.deepEqual(
      [runOutcome(state, new Set())?.severity, runOutcome(state, new Set())?.message],
      ['error', 'Every customer failed, so nobody can be invited.'],
    );
  });

  it('is the file’s first error when nobody could be asked', () => {
    const problem = { severity: 'error', code: 'StartMissing', message: 'No start.', path: '' } as const;
    const state = stateWith({
      phase: 'failed',
      sandbox: true,
      preparation: { kind: 'failed', problems: [problem, problem] },
    });
    assert.deepEqual(runOutcome(state, new Set()), {
      severity: 'error',
      message: 'Sandbox: No start. (and 1 more error)',
      actions: ['showLog'],
    });
  });

  it('is nothing when the person cancelled, or while it goes on', () => {
    assert.equal(runOutcome(stateWith({ phase: 'cancelled' }), new Set()), undefined);
    assert.equal(runOutcome(stateWith({ phase: 'asking' }), new Set()), undefined);
  });
});

describe('status bar', () => {
  it('is short in every phase, and spins only while something is under way', () => {
    const results = [answer('a', ['x@a.example']), failure('b')];
    const texts = (['asking', 'planned', 'failed', 'cancelled', 'sending', 'sent'] as const).map((phase) => {
      const state = ended(results, { phase });
      return [statusText(state), statusIcon(state)];
    });
    assert.deepEqual(texts, [
      ['2 of 2 customers', '$(sync~spin)'],
      ['1 person, 1 failed', '$(organization)'],
      ['Query failed', '$(organization)'],
      ['Query cancelled', '$(organization)'],
      ['Sending…', '$(sync~spin)'],
      ['Sent to 1 person', '$(organization)'],
    ]);
    assert.equal(statusText(ended(results, { sandbox: true })), 'Sandbox: 1 person, 1 failed');
  });
});
