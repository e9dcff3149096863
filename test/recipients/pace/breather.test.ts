import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { realClock } from '../../../src/recipients/index.ts';
import { createBreather } from '../../../src/recipients/pace/breather.ts';

const going = new AbortController().signal;

/** Keeps the thread busy, as preparing a request does. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('createBreather', () => {
  it('gives the event loop a turn between pieces of work, and keeps their order', async () => {
    const { breathe } = createBreather(realClock);
    const order: number[] = [];
    let turns = 0;
    let counting = true;
    const count = (): void => {
      turns++;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        await breathe(going);
        order.push(index);
        work(2);
      }),
    );
    counting = false;
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    assert.ok(turns >= 8, `${turns} turns in 80 ms of work`);
  });

  it('costs nothing while there is room', async () => {
    let asked = 0;
    const { breathe } = createBreather({
      monotonic: () => 0,
      turn: () => {
        asked++;
        return Promise.resolve();
      },
    });
    for (let i = 0; i < 3; i++) await breathe(going);
    assert.equal(asked, 0);
    await breathe(going);
    assert.equal(asked, 1, 'a turn is due after a few pieces');
  });

  it('does spare work when nothing else is waiting', async () => {
    const { breathe } = createBreather(realClock);
    const order: string[] = [];
    const piece = async (name: string, options: { spare?: boolean; then?: string } = {}): Promise<void> => {
      await breathe(going, options.spare);
      order.push(name);
      if (options.then !== undefined) await piece(options.then);
    };
    await Promise.all([
      piece('first', { then: 'after the first' }),
      piece('spare', { spare: true }),
      ...Array.from({ length: 9 }, (_, index) => piece(`request ${index}`)),
    ]);
    assert.equal(order.length, 12);
    assert.deepEqual(order.slice(-2), ['after the first', 'spare']);
  });

  it('keeps nobody who has no more use for a turn', async () => {
    let turns = 0;
    const { breathe } = createBreather({
      monotonic: () => 0,
      turn: () => {
        turns++;
        return Promise.resolve();
      },
    });
    await Promise.all(Array.from({ length: 30 }, () => breathe(AbortSignal.abort())));
    assert.equal(turns, 0);
  });

  it('lets everybody go on where there are no turns', async () => {
    let now = 0;
    const { breathe } = createBreather({ monotonic: () => (now += 1000) });
    await Promise.all([breathe(going), breathe(going)]);
  });
});
