import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createContactListMemory,
  type ContactListMemory,
} from '../../../src/recipients/memory/contact-list-memory.ts';
import type { TextStore } from '../../../src/recipients/memory/text-store.ts';

function storeOf(text?: string): TextStore & { readonly text: () => string | undefined } {
  let kept = text;
  return {
    text: () => kept,
    read: () => Promise.resolve(kept),
    write: (next) => {
      kept = next;
      return Promise.resolve();
    },
  };
}

const recallAll = (memory: ContactListMemory, ...accounts: string[]) =>
  Promise.all(accounts.map((account) => memory.recall(account)));

describe('createContactListMemory', () => {
  it('knows in the next process what it learnt in this one', async () => {
    const store = storeOf();
    const first = createContactListMemory(store);
    assert.equal(await first.recall('a'), undefined);
    first.remember('a', 'main');
    first.remember('b', 'other');
    await first.save();
    assert.deepEqual(await recallAll(createContactListMemory(store), 'a', 'b', 'c'), [
      'main',
      'other',
      undefined,
    ]);
  });

  it('forgets, also what is kept', async () => {
    const store = storeOf();
    const first = createContactListMemory(store);
    first.remember('a', 'main');
    await first.save();
    const second = createContactListMemory(store);
    assert.equal(await second.recall('a'), 'main');
    second.forget('a');
    assert.equal(await second.recall('a'), undefined);
    await second.save();
    assert.equal(await createContactListMemory(store).recall('a'), undefined);
  });

  it('adds to what another process has kept meanwhile', async () => {
    const store = storeOf();
    const [one, two] = [createContactListMemory(store), createContactListMemory(store)];
    await Promise.all([one.recall('x'), two.recall('x')]);
    one.remember('a', 'main');
    two.remember('b', 'main');
    await one.save();
    await two.save();
    assert.deepEqual(await recallAll(createContactListMemory(store), 'a', 'b'), ['main', 'main']);
  });

  it('takes a text it cannot read for none, and mends it', async () => {
    for (const text of ['', '{', '[]', '{"version":2,"lists":{}}', '{"version":1,"lists":{"a":7}}']) {
      const store = storeOf(text);
      const memory = createContactListMemory(store);
      assert.equal(await memory.recall('a'), undefined);
      memory.remember('a', 'main');
      await memory.save();
      assert.equal(await createContactListMemory(store).recall('a'), 'main');
    }
  });

  it('goes on without a store, or with one that fails', async () => {
    const broken: TextStore = {
      read: () => Promise.reject(new Error('unreadable')),
      write: () => Promise.reject(new Error('read-only')),
    };
    for (const memory of [createContactListMemory(), createContactListMemory(broken)]) {
      memory.remember('a', 'main');
      await memory.save();
      assert.equal(await memory.recall('a'), 'main');
    }
  });

  it('writes nothing when there is nothing new', async () => {
    const store = storeOf('{"version":1,"lists":{"a":"main"}}');
    const memory = createContactListMemory({
      ...store,
      write: () => assert.fail('nothing changed'),
    });
    await memory.recall('a');
    memory.remember('a', 'main');
    await memory.save();
  });
});
