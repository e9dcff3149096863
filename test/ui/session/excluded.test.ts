import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InviteRequest } from '../../../src/invite/index.ts';
import { DEFAULT_LIMITS, realClock } from '../../../src/recipients/index.ts';
import { withExcluded, withoutExcluded } from '../../../src/ui/session/excluded.ts';
import type { KeptRun } from '../../../src/ui/session/kept-run.ts';
import { createSession } from '../../../src/ui/session/create-session.ts';
import type { Session } from '../../../src/ui/session/session.ts';
import { summaryLine } from '../../../src/ui/session/summary.ts';
import { answer, failure, FILE, planned, reading, stateWith } from '../samples.ts';

const CODES = ['a', 'b', 'c'];

interface World {
  readonly session: () => Session;
  readonly asked: InviteRequest[];
}

/** Sessions of windows one after the other, over one store; customer c always fails. */
function world(): World {
  const asked: InviteRequest[] = [];
  const store = new Map<string, KeptRun>();
  const session = (): Session =>
    createSession(FILE, {
      describe: async () =>
        Promise.resolve({
          metadataFile: FILE.path,
          metadataText: '{}',
          workingDirectory: '/meetings',
          topicName: 'aws-calendar',
          defaultTimeZone: 'America/New_York',
          hideAttendees: 'auto',
          limits: DEFAULT_LIMITS,
        }),
      isSandbox: () => true,
      surroundings: async () => Promise.resolve({ env: {}, homeDirectory: '/home', sandbox: true }),
      readTextFile: () => Promise.resolve(undefined),
      prepare: (request, { onReading }) => {
        asked.push(request);
        onReading?.(reading(CODES));
        const codes = CODES.filter((code) => request.leftOutByHand?.includes(code) !== true);
        const results = codes.map((code) =>
          code === 'c' ? failure(code) : answer(code, [`x@${code}.example`]),
        );
        return Promise.resolve(planned(results));
      },
      clock: realClock,
      store: {
        load: (uri) => Promise.resolve(store.get(uri)),
        save: (uri, run) => {
          store.set(uri, run);
          return Promise.resolve();
        },
      },
      onRun: () => undefined,
    });
  return { session, asked };
}

const codesOf = (session: Session): readonly string[] =>
  session.state().customers.map(({ customerCode }) => customerCode);

describe('excluding customers', () => {
  it('makes the plan anew without them from the answers that are there, and asks nobody', async () => {
    const { session: open, asked } = world();
    const session = open();
    await session.ask();
    const state = await session.exclude(['c']);
    assert.equal(state.phase, 'planned');
    assert.deepEqual(codesOf(session), ['a', 'b']);
    assert.deepEqual(state.excluded, [{ customerCode: 'c', customerName: 'C Inc.' }]);
    assert.deepEqual(asked[1]?.leftOutByHand, ['c']);
    assert.deepEqual(asked[1].retry, []);
    assert.equal(asked[1].previous?.length, 3);
    assert.match(summaryLine(state), /2 of 2 customers answered · 1 excluded/);
  });

  it('holds for every later run, for a retry and for the decision to send partially', async () => {
    const { session: open, asked } = world();
    const session = open();
    await session.ask();
    await session.exclude(['a']);
    await session.ask();
    await session.ask(['c']);
    await session.acceptPartial();
    assert.deepEqual(
      asked.slice(1).map(({ leftOutByHand }) => leftOutByHand),
      [['a'], ['a'], ['a'], ['a']],
    );
    assert.deepEqual(codesOf(session), ['b', 'c']);
  });

  it('is undone by including them again: then they alone are asked', async () => {
    const { session: open, asked } = world();
    const session = open();
    await session.ask();
    await session.exclude(['a', 'b']);
    const state = await session.include(['a']);
    assert.deepEqual(
      state.excluded.map(({ customerCode }) => customerCode),
      ['b'],
    );
    assert.deepEqual(codesOf(session), ['a', 'c']);
    // Only a has no earlier answer, so only a is asked.
    assert.deepEqual(
      asked.at(-1)?.previous?.map(({ customerCode }) => customerCode),
      ['c'],
    );
    assert.deepEqual(asked.at(-1)?.retry, []);
  });

  it('is kept with the meeting: another window’s first run leaves them out as well', async () => {
    const { session: open, asked } = world();
    const before = open();
    await before.ask();
    await before.exclude(['b']);

    const queried = open();
    await queried.ask(); // before anything was restored
    assert.deepEqual(asked.at(-1)?.leftOutByHand, ['b']);

    const shown = open();
    await shown.restore();
    assert.deepEqual(codesOf(shown), ['a', 'c']);
    const count = asked.length;
    const state = await shown.include(['b']);
    assert.equal(asked.length, count, 'nothing is asked in a window that has asked nobody yet');
    assert.deepEqual(state.excluded, []);

    const last = open();
    await last.ask();
    assert.deepEqual(asked.at(-1)?.leftOutByHand, []);
  });

  it('does nothing while the meeting is sent', async () => {
    const session = world().session();
    await session.ask();
    let end: () => void = () => undefined;
    const sending = session.sending(
      () => new Promise((resolve) => (end = () => resolve({ kind: 'aborted', events: [] }))),
    );
    assert.deepEqual((await session.exclude(['a'])).excluded, []);
    end();
    await sending;
  });

  it('does not wait for customers that do not take part', async () => {
    const { session: open } = world();
    const session = open();
    await session.ask();
    await session.exclude(['c']);
    const seen = new Set<string>();
    session.onChange(({ customers }) => customers.forEach(({ customerCode }) => seen.add(customerCode)));
    await session.ask();
    assert.deepEqual([...seen].sort(), ['a', 'b']);
  });
});

describe('the list of excluded customers', () => {
  it('has each customer once, whatever is pressed twice', () => {
    const once = stateWith({ excluded: withExcluded(stateWith({}), ['a', 'a']) });
    assert.deepEqual(withExcluded(once, ['a']), [{ customerCode: 'a' }]);
    assert.deepEqual(withoutExcluded(once, ['b']), [{ customerCode: 'a' }]);
    assert.deepEqual(withoutExcluded(once, ['a']), []);
  });
});
