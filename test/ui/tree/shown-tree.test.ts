import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { QueryEvent } from '../../../src/recipients/index.ts';
import { atMostEvery, type Timers } from '../../../src/ui/session/listeners.ts';
import { reduce } from '../../../src/ui/session/reducer.ts';
import type { SessionState } from '../../../src/ui/session/state.ts';
import type { TreeNode } from '../../../src/ui/tree/node.ts';
import { childrenOf, type CustomerOrder } from '../../../src/ui/tree/nodes.ts';
import { createShownTree, type ShownTree } from '../../../src/ui/tree/shown-tree.ts';
import { answer, failure, reading, stateWith } from '../samples.ts';

const codes = (n: number): readonly string[] => Array.from({ length: n }, (_, index) => `customer-${index}`);

function asking(customerCodes: readonly string[]): SessionState {
  const begun = reduce(stateWith({}), { type: 'asked', topicName: 'aws-calendar', sandbox: true });
  return reduce(begun, { type: 'read', reading: reading(customerCodes) });
}

const done = (code: string): QueryEvent => ({
  type: 'done',
  customerCode: code,
  atMs: 0,
  result: answer(code, [`x@${code}.example`]),
});
const failed = (code: string): QueryEvent => ({
  type: 'failed',
  customerCode: code,
  atMs: 0,
  result: failure(code),
});

/** An editor that shows the whole tree: it knows a node by its object, and fetches again what it is told to. */
function editor(tree: ShownTree) {
  const open = (parent?: TreeNode): void => tree.children(parent).forEach((node) => open(node));
  open();
  return {
    refresh: (): readonly (TreeNode | undefined)[] => {
      const changes = tree.changes();
      for (const node of changes) open(node);
      return changes;
    },
  };
}

describe('the tree as it is shown', () => {
  it('redraws the one customer that answered, by the object the editor knows it by', () => {
    let state = asking(codes(30));
    const tree = createShownTree((parent) => childrenOf(state, parent));
    const [meeting] = tree.children();
    const known = tree.children(meeting)[7];
    state = reduce(state, { type: 'query', event: done('customer-7') });
    const changes = tree.changes();
    assert.deepEqual(changes.length, 1);
    assert.equal(changes[0], known);
    assert.match(known?.description ?? '', /^1 recipient · /);
    assert.deepEqual(known?.addresses, ['x@customer-7.example'], 'a command gets what is true now');
    assert.deepEqual(tree.changes(), [], 'once is enough');
  });

  it('redraws the meeting when a failure moves to the front', () => {
    let state = asking(codes(30));
    const tree = createShownTree((parent) => childrenOf(state, parent));
    const [meeting] = tree.children();
    tree.children(meeting);
    state = reduce(state, { type: 'query', event: failed('customer-9') });
    assert.deepEqual(tree.changes(), [meeting]);
    assert.equal(tree.children(meeting)[0]?.customerCode, 'customer-9');
  });

  it('forgets what a node no longer has', () => {
    let state = reduce(asking(codes(2)), { type: 'query', event: failed('customer-0') });
    const tree = createShownTree((parent) => childrenOf(state, parent));
    const node = tree.children(tree.children()[0])[0];
    assert.equal(node?.failure?.code, 'AssumeRoleDenied');
    state = reduce(state, { type: 'query', event: done('customer-0') });
    tree.changes();
    assert.equal(node.failure, undefined);
  });

  it('with 1,000 customers tells the editor at most ten times a second, and only of those that changed', () => {
    const all = codes(1000);
    let state = asking(all);
    const tree = createShownTree((parent) => childrenOf(state, parent));
    tree.children(tree.children()[0]);
    // A clock that runs as the test says.
    let now = 0;
    let due: { at: number; run: () => void } | undefined;
    const timers: Timers = {
      set: (run, ms) => (due = { at: now + ms, run }),
      clear: () => (due = undefined),
    };
    const events: number[] = [];
    const refresh = atMostEvery(
      100,
      () => {
        const changes = tree.changes();
        if (changes.length > 0) events.push(changes.length);
      },
      timers,
    );
    // Everybody answers within two seconds, in an order of its own: two events each.
    const order = all.map((_, index) => all[(index * 389) % 1000] ?? '');
    const happenings = order.flatMap((code): QueryEvent[] => [
      { type: 'connecting', customerCode: code, atMs: 0 },
      done(code),
    ]);
    for (const event of happenings) {
      now += 1;
      if (due !== undefined && now >= due.at) {
        const { run } = due;
        due = undefined;
        run();
      }
      state = reduce(state, { type: 'query', event });
      refresh.call();
    }
    now += 100;
    due?.run();
    assert.ok(events.length <= 21, `${events.length} events in two seconds`);
    assert.ok(events.length >= 15, `${events.length} events: nothing fills in`);
    const redrawn = events.reduce((sum, n) => sum + n, 0);
    assert.ok(redrawn <= 1000 + events.length, `${redrawn} lines were redrawn for 1000 answers`);
    assert.deepEqual(tree.changes(), []);
  });

  it('shows after every change what a fresh look would, whoever answers, fails or is taken out, in any order', () => {
    const happening = fc.record({
      code: fc.integer({ min: 0, max: 5 }),
      kind: fc.constantFrom('done', 'failed', 'excluded', 'included'),
    });
    const orders = fc.constantFrom<CustomerOrder>('failuresFirst', 'byState', 'asInFile');
    fc.assert(
      fc.property(orders, fc.array(happening, { maxLength: 25 }), (order, happenings) => {
        let state = asking(codes(6));
        const read = (parent?: TreeNode): readonly TreeNode[] => childrenOf(state, parent, order);
        const tree = createShownTree(read);
        const shown = editor(tree);
        for (const { code, kind } of happenings) {
          const customerCode = `customer-${code}`;
          if (kind === 'excluded' || kind === 'included') {
            const others = state.excluded.filter((one) => one.customerCode !== customerCode);
            const excluded = kind === 'excluded' ? [...others, { customerCode }] : others;
            state = reduce(state, { type: 'excluded', excluded });
          } else {
            const event = kind === 'done' ? done(customerCode) : failed(customerCode);
            state = reduce(state, { type: 'query', event });
          }
          shown.refresh();
          assert.deepEqual(shown.refresh(), []);
          const fresh = (parent?: TreeNode): unknown[] => read(parent).map((node) => [node, fresh(node)]);
          const drawn = (parent?: TreeNode): unknown[] =>
            tree.children(parent).map((node) => [node, drawn(node)]);
          assert.deepEqual(drawn(), fresh());
        }
      }),
      { numRuns: 200 },
    );
  });
});
