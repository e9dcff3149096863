import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InviteRequest } from '../../../src/invite/index.ts';
import { DEFAULT_LIMITS, realClock } from '../../../src/recipients/index.ts';
import type { RunRequest } from '../../../src/ui/session/inputs.ts';
import { inputsHash, keptRunOf, type KeptRun, type RunStore } from '../../../src/ui/session/kept-run.ts';
import { createSession } from '../../../src/ui/session/create-session.ts';
import type { Session } from '../../../src/ui/session/session.ts';
import { answer, failure, FILE, planned, REQUEST } from '../samples.ts';

const INPUTS = { request: REQUEST, files: new Map([['/meetings/config.json', '{}']]) };

/** A store that outlives sessions, as the disk does. */
function disk(): RunStore & { readonly kept: Map<string, KeptRun> } {
  const kept = new Map<string, KeptRun>();
  return {
    kept,
    load: (uri) => Promise.resolve(structuredClone(kept.get(uri))),
    save: (uri, run) => {
      kept.set(uri, structuredClone(run));
      return Promise.resolve();
    },
  };
}

/** A window with one session: what it asked for, and its notes. */
function window(store: RunStore, configText = '{}', request = REQUEST, sandbox = false) {
  const asked: InviteRequest[] = [];
  const notes: string[] = [];
  const session: Session = createSession(FILE, {
    describe: () => Promise.resolve(request),
    isSandbox: () => sandbox,
    surroundings: () => Promise.resolve({ env: {}, homeDirectory: '/home', sandbox }),
    readTextFile: () => Promise.resolve(configText),
    prepare: async (invite, deps) => {
      asked.push(invite);
      await deps.readTextFile('/meetings/config.json');
      return planned([answer('a', ['x@a.example']), failure('b')]);
    },
    clock: realClock,
    store,
    onRun: (happening) => {
      if (happening.type === 'note') notes.push(happening.line);
    },
  });
  return { session, asked, notes };
}

/** What a window does in its life, its end included. */
const askedAndKept = async ({ session }: ReturnType<typeof window>) => {
  await session.ask();
  await session.settled();
};

describe('a run kept for the next window', () => {
  it('is shown again, and its failed customers alone are asked', async () => {
    const store = disk();
    await askedAndKept(window(store));

    const { session, asked, notes } = window(store);
    await session.restore();
    assert.equal(session.state().restored, true);
    assert.deepEqual(
      session.state().customers.map(({ customerCode, status }) => [customerCode, status]),
      [
        ['a', 'answered'],
        ['b', 'failed'],
      ],
    );
    assert.equal(asked.length, 0);
    await session.ask(['b']);
    assert.deepEqual(asked[0]?.retry, ['b']);
    assert.deepEqual(
      asked[0].previous?.map(({ customerCode }) => customerCode),
      ['a', 'b'],
    );
    assert.deepEqual(notes, []);
  });

  it('is not built upon when file, settings or config.json have changed: everybody is asked, and the log says why', async () => {
    const changes: [string, RunRequest][] = [
      ['{"changed":true}', REQUEST],
      ['{}', { ...REQUEST, metadataText: '{ }' }],
      ['{}', { ...REQUEST, topicName: 'aws-announce' }],
    ];
    for (const [configText, request] of changes) {
      const store = disk();
      await askedAndKept(window(store));
      const { session, asked, notes } = window(store, configText, request);
      await session.restore();
      await session.ask(['b']);
      assert.equal(asked[0]?.previous, undefined);
      assert.equal(asked[0]?.retry, undefined);
      assert.match(notes[0] ?? '', /all customers are asked again/);
    }
  });

  it("of the sandbox is never shown, nor built upon, for the person's own accounts", async () => {
    const store = disk();
    await askedAndKept(window(store, '{}', REQUEST, true));
    const { session, asked } = window(store);
    await session.restore();
    assert.equal(session.state().restored, undefined);
    await session.ask(['b']);
    assert.equal(asked[0]?.previous, undefined);
  });

  it('does not replace what this window has asked itself', async () => {
    const store = disk();
    const { session } = window(store);
    await session.ask();
    await session.restore();
    assert.equal(session.state().phase, 'planned');
  });
});

describe('keptRunOf', () => {
  it('keeps the last good answer of a customer that has failed since', () => {
    const first = keptRunOf(
      INPUTS,
      false,
      [answer('a', ['x@a.example']), answer('b', ['y@b.example'])],
      undefined,
    );
    const second = keptRunOf(INPUTS, false, [answer('a', ['x@a.example']), failure('b')], first);
    const third = keptRunOf(INPUTS, false, [failure('a'), failure('b')], second);
    assert.deepEqual(first.older, []);
    assert.deepEqual(
      second.older.map(({ customerCode }) => customerCode),
      ['b'],
    );
    assert.deepEqual(third.older.map(({ customerCode }) => customerCode).sort(), ['a', 'b']);
  });

  it('forgets answers to another question', () => {
    const first = keptRunOf(INPUTS, false, [answer('a', ['x@a.example'])], undefined);
    const other = { ...INPUTS, request: { ...REQUEST, topicName: 'other' } };
    assert.deepEqual(keptRunOf(other, false, [failure('a')], first).older, []);
    assert.deepEqual(keptRunOf(INPUTS, true, [failure('a')], first).older, []);
  });
});

describe('inputsHash', () => {
  it('is the same for the same question, whatever the limits and the order of files', () => {
    const hurried = { ...REQUEST, limits: { ...DEFAULT_LIMITS, maxAttempts: 9 } };
    const files = [
      ['/a', '1'],
      ['/b', undefined],
    ] as const;
    assert.equal(
      inputsHash({ request: REQUEST, files: new Map(files) }),
      inputsHash({ request: hurried, files: new Map(files.toReversed()) }),
    );
    assert.notEqual(
      inputsHash({ request: REQUEST, files: new Map(files) }),
      inputsHash({ request: REQUEST, files: new Map([['/a', '1']]) }),
    );
  });
});
