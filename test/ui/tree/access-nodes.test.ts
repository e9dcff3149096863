import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccessState } from '../../../src/ui/access/state.ts';
import { answered } from '../../../src/ui/session/reducer.ts';
import { awsFilesText } from '../../../src/ui/tree/access-nodes.ts';
import { settingIn } from '../../../src/ui/tree/failure-words.ts';
import { actionableNodes, nodeIdOf } from '../../../src/ui/tree/find-node.ts';
import { childrenOf, parentOf } from '../../../src/ui/tree/nodes.ts';
import { resultsNodes, resultsParent } from '../../../src/ui/tree/results-nodes.ts';
import type { TreeNode } from '../../../src/ui/tree/node.ts';
import { answer, failure, planned, reading, stateWith } from '../samples.ts';

const SIGN_IN = { kind: 'sso', profile: 'b' } as const;

const ACCESS: AccessState = {
  uri: 'file:///meetings/config.json',
  configFile: '/meetings/config.json',
  topicName: 'aws-calendar',
  sandbox: false,
  phase: 'checked',
  problems: [],
  awsFiles: [
    { kind: 'config', path: '/home/me/.aws/config', state: 'read' },
    { kind: 'credentials', path: '/home/me/.aws/credentials', state: 'missing' },
  ],
  remoteName: 'WSL',
  customers: [
    { customerCode: 'a', customerName: 'A Inc.', result: { ...checked('a') } },
    ...['b', 'c'].map((customerCode) => ({
      customerCode,
      result: {
        ...checked(customerCode),
        error: {
          customerCode,
          code: 'SsoSignInNeeded',
          message: 'the sign-in is missing',
          remedy: 'Run it.',
          retryable: false,
          cause: 'sso-session corp',
          signIn: SIGN_IN,
        },
      },
    })),
  ],
};

function checked(customerCode: string) {
  return {
    customerCode,
    warnings: [],
    durationMs: 120,
    accountId: '111122223333',
    region: 'eu-west-1',
    contactList: 'list',
  };
}

const RESULTS = [answer('a', ['x@a.example']), failure('b')];
const MEETING = stateWith({
  phase: 'planned',
  reading: reading(['a', 'b', 'd']),
  preparation: planned(RESULTS),
  customers: RESULTS.map((result) => answered(result)),
  excluded: [{ customerCode: 'd', customerName: 'D Inc.' }],
});

const all = (parent?: TreeNode): readonly TreeNode[] =>
  resultsNodes(MEETING, ACCESS, parent, 'failuresFirst').flatMap((node) => [node, ...all(node)]);

describe('the access check in the results', () => {
  it('stands below the meeting with a line per customer, failures first, and what they share', () => {
    const [, root] = resultsNodes(MEETING, ACCESS, undefined, 'failuresFirst');
    assert.equal(root?.description, '1 of 3 customers can be asked, 2 cannot');
    const below = resultsNodes(MEETING, ACCESS, root, 'failuresFirst');
    assert.deepEqual(
      below.map(({ kind, customerCode, contextValue }) => [kind, customerCode, contextValue]),
      [
        ['problem', undefined, 'awsFiles'],
        ['cause', undefined, 'access cause retryable failure sso'],
        ['customer', 'b', 'access customer failed retryable failure sso hasContactList'],
        ['customer', 'c', 'access customer failed retryable failure sso hasContactList'],
        ['customer', 'a', 'access customer ok hasContactList'],
      ],
    );
    assert.equal(below.at(-1)?.spoken.startsWith('A Inc., can be asked · AWS account 111122223333'), true);
  });

  it('says whose AWS files are used, and which is not there', () => {
    const files = '/home/me/.aws/config, /home/me/.aws/credentials (not there)';
    assert.equal(awsFilesText(ACCESS.awsFiles, 'WSL'), `AWS files of WSL: ${files}`);
    assert.equal(awsFilesText(ACCESS.awsFiles, undefined), `AWS files of this computer: ${files}`);
  });

  it('has ids of its own, and every node’s parent is known', () => {
    const nodes = all();
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    for (const node of nodes) {
      const parent = resultsParent(MEETING, ACCESS, node, 'failuresFirst');
      const beside = resultsNodes(MEETING, ACCESS, parent, 'failuresFirst');
      assert.ok(
        beside.some(({ id }) => id === node.id),
        node.id,
      );
    }
  });

  it('leaves every command something to find, also from the palette', () => {
    const nodes = actionableNodes(MEETING, ACCESS);
    assert.ok(nodes.some(({ failure: failed }) => failed?.signIn?.profile === 'b'));
    assert.ok(nodes.some(({ contextValue }) => /\bexcluded\b/.test(contextValue)));
    assert.deepEqual(actionableNodes(undefined, undefined), []);
    for (const argument of [undefined, null, 'x', 7, {}, { id: 7 }])
      assert.equal(nodeIdOf(argument), undefined);
    assert.equal(nodeIdOf({ id: 'a' }), 'a');
  });
});

describe('an excluded customer in the results', () => {
  it('stays in sight, says what that means, and can be included again', () => {
    const [meeting] = childrenOf(MEETING);
    const node = childrenOf(MEETING, meeting).find(({ customerCode }) => customerCode === 'd');
    assert.equal(node?.label, 'D Inc.');
    assert.equal(node.description, 'excluded: not asked, not invited');
    assert.equal(node.contextValue, 'meeting customer excluded');
    assert.match(node.spoken, /^D Inc\., excluded from this meeting/);
  });
});

describe('the order of customers', () => {
  const codes = (order: 'failuresFirst' | 'byState' | 'asInFile'): readonly unknown[] => {
    const [meeting] = childrenOf(MEETING);
    return childrenOf(MEETING, meeting, order)
      .filter(({ kind }) => kind === 'customer' || kind === 'group')
      .map(({ customerCode, label }) => customerCode ?? label);
  };

  it('is as the setting says', () => {
    assert.deepEqual(codes('failuresFirst'), ['b', 'a', 'd']);
    assert.deepEqual(codes('asInFile'), ['a', 'b', 'd']);
    assert.deepEqual(codes('byState'), ['failed', 'answered', 'excluded']);
  });

  it('keeps each customer in one group, whose parent is known', () => {
    const [meeting] = childrenOf(MEETING);
    const groups = childrenOf(MEETING, meeting, 'byState').filter(({ kind }) => kind === 'group');
    const grouped = groups.flatMap((group) =>
      childrenOf(MEETING, group, 'byState').map((node) => [node, group] as const),
    );
    assert.deepEqual(
      grouped.map(([{ customerCode }]) => customerCode),
      ['b', 'a', 'd'],
    );
    for (const [node, group] of grouped) assert.equal(parentOf(MEETING, node, 'byState')?.id, group.id);
  });
});

describe('the setting that a remedy names', () => {
  it('is found in the texts of errors', () => {
    assert.equal(
      settingIn('Give the topic with --topic-name (setting customerMeetings.topicName).'),
      'customerMeetings.topicName',
    );
    assert.equal(settingIn('Allow more time (setting customerMeetings.limits).'), 'customerMeetings.limits');
    assert.equal(settingIn('Run `aws sso login`.'), undefined);
  });
});
