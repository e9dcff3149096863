import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConfigLoad } from '../../../src/customers/index.ts';
import {
  createQueryMemory,
  DEFAULT_LIMITS,
  realClock,
  type AccessRequest,
  type CustomerAccessResult,
} from '../../../src/recipients/index.ts';
import { createAccessBoard } from '../../../src/ui/access/board.ts';
import { checkAccess, type CheckDeps, type CheckRequest } from '../../../src/ui/access/check.ts';
import { countAccess, failedCodes, type AccessState } from '../../../src/ui/access/state.ts';

const REQUEST: CheckRequest = {
  configFile: '/meetings/config.json',
  uri: 'file:///meetings/config.json',
  sandbox: true,
  topicName: 'aws-calendar',
  limits: DEFAULT_LIMITS,
  env: {},
  homeDirectory: '/home/me',
};

export function result(customerCode: string, failed = false): CustomerAccessResult {
  return {
    customerCode,
    warnings: [],
    durationMs: 120,
    accountId: '111122223333',
    region: 'eu-west-1',
    contactList: 'list',
    ...(failed
      ? {
          error: {
            customerCode,
            code: 'SsoSignInNeeded',
            message: 'the SSO sign-in is missing',
            remedy: 'Run it.',
            retryable: false,
            cause: 'sso-session corp',
            signIn: { kind: 'sso', profile: customerCode },
          },
        }
      : {}),
  };
}

const CONFIG: ConfigLoad = {
  kind: 'loaded',
  file: REQUEST.configFile,
  config: {
    awsRegion: 'us-east-1',
    customers: new Map(
      ['a', 'b', 'c'].map((customerCode) => [
        customerCode,
        { customerCode, customerName: `${customerCode.toUpperCase()} Inc.`, restrictedRecipients: [] },
      ]),
    ),
  },
  problems: [],
};

function deps(failing: readonly string[], load: ConfigLoad = CONFIG) {
  const asked: (readonly string[])[] = [];
  const states: AccessState[] = [];
  const world: CheckDeps = {
    aws: {
      open: () => assert.fail('the check itself opens accounts'),
      readTextFile: () => assert.fail('the check itself reads no AWS files'),
      memory: createQueryMemory(),
    },
    clock: realClock,
    signal: new AbortController().signal,
    readTextFile: () => Promise.resolve(undefined),
    load: () => Promise.resolve(load),
    check: ({ customerCodes }: AccessRequest, { onResult }) => {
      asked.push(customerCodes);
      const results = customerCodes.map((code) => result(code, failing.includes(code)));
      results.forEach((one) => onResult?.(one));
      return Promise.resolve({
        results,
        awsFiles: [{ kind: 'config', path: '/home/me/.aws/config', state: 'read' }],
      });
    },
    onState: (state) => states.push(state),
  };
  return { world, asked, states };
}

describe('checking access', () => {
  it('shows every customer as it answers, and the AWS files used', async () => {
    const { world, states } = deps(['b']);
    const state = await checkAccess(REQUEST, world);
    assert.equal(state.phase, 'checked');
    assert.deepEqual(countAccess(state), { ready: 2, failed: 1, open: 0 });
    assert.deepEqual(
      states.map((now) => countAccess(now).open),
      [3, 2, 1, 0, 0],
    );
    assert.deepEqual(
      state.awsFiles.map(({ path }) => path),
      ['/home/me/.aws/config'],
    );
    assert.deepEqual(failedCodes(state), ['b']);
  });

  it('asks only those named again, and keeps what it knows of the others', async () => {
    const before = await checkAccess(REQUEST, deps(['b', 'c']).world);
    const { world, asked } = deps([]);
    const state = await checkAccess(REQUEST, world, { only: ['b'], before });
    assert.deepEqual(asked, [['b']]);
    assert.deepEqual(countAccess(state), { ready: 2, failed: 1, open: 0 });
    assert.deepEqual(failedCodes(state), ['c']);
  });

  it('asks nobody with a config.json that cannot be used, and says why', async () => {
    const problem = { severity: 'error', code: 'ConfigNotRead', message: 'Broken.', path: '' } as const;
    const { world, asked } = deps([], { kind: 'failed', problems: [problem] });
    const state = await checkAccess(REQUEST, world);
    assert.deepEqual([state.phase, state.problems, asked], ['failed', [problem], []]);
  });

  it('checks an entry that cannot be used as well: it says why', async () => {
    const reason = { code: 'ConfigInvalid', message: 'No.', remedy: 'Mend it.' } as const;
    const config = { ...CONFIG.config, invalidCustomers: new Map([['d', reason]]) };
    const { world, asked } = deps([], { ...CONFIG, config });
    await checkAccess(REQUEST, world);
    assert.deepEqual(asked, [['a', 'b', 'c', 'd']]);
  });

  it('is cancelled with what had answered', async () => {
    const abort = new AbortController();
    const { world } = deps([]);
    const state = await checkAccess(REQUEST, {
      ...world,
      signal: abort.signal,
      check: (_, { onResult }) => {
        onResult?.(result('a'));
        abort.abort();
        return Promise.resolve({ results: [result('a')], awsFiles: [] });
      },
    });
    assert.deepEqual([state.phase, countAccess(state).open], ['cancelled', 2]);
  });

  it('is done once at a time', async () => {
    const board = createAccessBoard();
    let begun = 0;
    const work = async (): Promise<AccessState> => {
      begun += 1;
      return checkAccess(REQUEST, deps([]).world);
    };
    const [first, second] = await Promise.all([board.once(work), board.once(work)]);
    assert.equal(first, second);
    assert.equal(begun, 1);
    assert.equal(board.isBusy(), false);
  });
});
