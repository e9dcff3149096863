import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answered } from '../../../src/ui/session/reducer.ts';
import type { SessionState } from '../../../src/ui/session/state.ts';
import { childrenOf, parentOf } from '../../../src/ui/tree/nodes.ts';
import type { TreeNode } from '../../../src/ui/tree/node.ts';
import { answer, failure, planned, reading, stateWith, subscriber } from '../samples.ts';

const RESULTS = [
  answer('a', [], {
    recipients: [
      subscriber('kept@a.example'),
      subscriber('by.default@a.example', 'default'),
      subscriber('left.out@a.example'),
    ],
    unsubscribed: ['gone@a.example'],
    restrictedRecipients: ['kept@a.example', 'by.default@a.example'],
  }),
  answer('b', ['KEPT@a.example']),
  failure('c'),
];

function plannedState(): SessionState {
  return stateWith({
    phase: 'planned',
    reading: reading(['a', 'b', 'c']),
    preparation: planned(RESULTS, { manualAttendees: ['guest@d.example'] }),
    customers: RESULTS.map(answered),
  });
}

function customers(state: SessionState): readonly TreeNode[] {
  const [meeting] = childrenOf(state);
  return childrenOf(state, meeting).filter(({ kind }) => kind === 'customer');
}

describe('results tree', () => {
  it('says what many customers failed by once, above them, with the one thing to do', () => {
    const failed = ['a', 'b', 'c'].map((code) => {
      const result = failure(code, 'SsoSignInNeeded');
      const error = result.error && {
        ...result.error,
        message: 'failed to get config for customer x: the sign-in is missing',
        remedy: 'Run `aws sso login --sso-session corp`, then ask again.',
        ...(code === 'c' ? {} : { cause: 'sso-session corp' }),
      };
      return error === undefined ? result : { ...result, error };
    });
    const state = stateWith({ phase: 'planned', customers: failed.map((result) => answered(result)) });
    const [meeting] = childrenOf(state);
    const [cause, ...others] = childrenOf(state, meeting);
    assert.match(cause?.label ?? '', /^2 customers: /);
    assert.equal(cause?.description, 'Run `aws sso login --sso-session corp`, then ask again.');
    assert.match(cause.contextValue, /\bretryable\b/);
    assert.equal(others.length, 3);
  });

  it('shows old answers as old', () => {
    const HOUR = 3_600_000;
    const old = answered(answer('a', ['x@a.example'], { answeredAt: 0 }), 3 * HOUR);
    const failed = { ...answered(failure('b')), older: { recipients: 12, ageMs: 50 * HOUR } };
    const state = stateWith({ restored: true, customers: [old, failed] });
    const [meeting] = childrenOf(state);
    assert.match(meeting?.tooltip.join('|') ?? '', /From 3 hours ago/);
    const [first, second] = childrenOf(state, meeting);
    assert.match(first?.tooltip.join('|') ?? '', /12 recipients, 2 days ago\. It is not used/);
    assert.equal(second?.description, '1 recipient · 3 hours ago');
  });

  it('is empty before anything was asked', () => {
    assert.deepEqual(childrenOf(stateWith({})), []);
  });

  it('puts failed customers first and keeps the metadata’s order otherwise', () => {
    assert.deepEqual(
      customers(plannedState()).map(({ customerCode }) => customerCode),
      ['c', 'a', 'b'],
    );
  });

  it('says in text, icon and speech how each customer did', () => {
    const [failed, first] = customers(plannedState());
    assert.equal(failed?.label, 'C Inc.');
    assert.equal(failed.description, 'The role may not be assumed. · 500 ms');
    assert.equal(failed.icon.name, 'error');
    assert.match(failed.spoken, /^C Inc\., failed, The role/);
    assert.ok(failed.tooltip.includes('What to do: Let the role trust the base account.'));
    assert.match(failed.contextValue, /\bcustomer failed retryable\b/);
    assert.equal(first?.description, '3 recipients · 500 ms');
    assert.match(first.contextValue, /\bhasRecipients\b/);
    assert.doesNotMatch(first.contextValue, /\bretryable\b/);
  });

  it('marks who is left out and who is subscribed by default', () => {
    const state = plannedState();
    const first = customers(state).find(({ customerCode }) => customerCode === 'a');
    const notes = childrenOf(state, first).map(({ label, description, contextValue }) => [
      label,
      description,
      contextValue,
    ]);
    assert.deepEqual(notes, [
      ['kept@a.example', 'also at b', 'address invited'],
      ['by.default@a.example', 'subscribed by the topic’s default', 'address invited'],
      ['left.out@a.example', 'left out: not on this customer’s restricted list', 'address leftOut'],
      ['gone@a.example', 'left out: unsubscribed', 'address leftOut'],
    ]);
  });

  it('lists the people whom the file itself names', () => {
    const state = plannedState();
    const [meeting] = childrenOf(state);
    const manual = childrenOf(state, meeting).find(({ kind }) => kind === 'manual');
    assert.deepEqual(manual?.addresses, ['guest@d.example']);
    assert.deepEqual(
      childrenOf(state, manual).map(({ label }) => label),
      ['guest@d.example'],
    );
  });

  it('keeps ids over refreshes and tells every node’s parent', () => {
    const state = plannedState();
    const all = (parent?: TreeNode): readonly TreeNode[] =>
      childrenOf(state, parent).flatMap((node) => [node, ...all(node)]);
    const nodes = all();
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    for (const node of nodes) {
      const parent = parentOf(state, node);
      assert.ok(
        childrenOf(state, parent).some(({ id }) => id === node.id),
        node.id,
      );
    }
    const asking = { ...state, phase: 'asking' as const };
    assert.deepEqual(
      customers(asking).map(({ id }) => id),
      customers(state).map(({ id }) => id),
    );
  });

  it('leads a problem to its place in the file', () => {
    const problem = {
      severity: 'error',
      code: 'StartMissing',
      message: 'No start.',
      path: '/a',
      line: 7,
      column: 3,
      file: '/meetings/change.json',
    } as const;
    const state = stateWith({
      phase: 'failed',
      preparation: { kind: 'failed', problems: [problem, { ...problem, file: '/meetings/config.json' }] },
    });
    const [meeting] = childrenOf(state);
    const [own, other] = childrenOf(state, meeting);
    assert.deepEqual(own?.position, { line: 7, column: 3 });
    assert.equal(own.spoken, 'Error: No start.');
    assert.equal(other?.position, undefined);
  });
});
