import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeptAnswers } from '../../../src/ui/session/kept-answers.ts';
import type { KeptRun } from '../../../src/ui/session/kept-run.ts';

const run = (topicName: string): KeptRun => ({
  inputs: '',
  files: [],
  sandbox: false,
  topicName,
  results: [],
  older: [],
});

describe('kept answers', () => {
  it('are read once, and then are what was saved last', async () => {
    let reads = 0;
    const kept = createKeptAnswers('file:///meeting.json', {
      load: () => {
        reads++;
        return Promise.resolve(run('earlier'));
      },
      save: () => Promise.resolve(),
    });
    assert.equal((await kept.load())?.topicName, 'earlier');
    await kept.load();
    await kept.save(run('later'));
    assert.equal((await kept.load())?.topicName, 'later');
    assert.equal(reads, 1);
  });

  it('are written one after the other, the last one last, and one that fails holds up none', async () => {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const kept = createKeptAnswers('file:///meeting.json', {
      load: () => Promise.resolve(undefined),
      save: (_, { topicName }) => {
        begun.push(topicName);
        return new Promise((resolve, reject) => {
          ends.push(topicName === 'first' ? () => reject(new Error('no space')) : resolve);
        });
      },
    });
    const first = assert.rejects(kept.save(run('first')), /no space/);
    void kept.save(run('second'));
    let written = false;
    const all = kept.written().then(() => (written = true));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(begun, ['first']);
    ends[0]?.();
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([begun, written], [['first', 'second'], false]);
    ends[1]?.();
    await all;
    assert.equal(written, true);
  });
});
