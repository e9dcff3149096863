import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance, nearestFirst, nearestName } from '../../src/metadata/nearest.ts';

describe('nearestFirst', () => {
  it('puts the likeliest name first', () => {
    assert.equal(nearestFirst('aws-calender', ['aws-announce', 'aws-calendar', 'x'])[0], 'aws-calendar');
    assert.equal(nearestFirst('us-esat-1', ['us-west-1', 'us-east-1', 'us-east-2'])[0], 'us-east-1');
  });

  it('keeps the order of equally near names', () => {
    assert.deepEqual(nearestFirst('b', ['c', 'a']), ['c', 'a']);
  });
});

describe('nearestName', () => {
  const FLAGS = ['topic-name', 'json-metadata', 'sender-email', 'dry-run', 'output', 'preview'];
  for (const [wrong, right] of [
    ['topicname', 'topic-name'],
    ['topic_name', 'topic-name'],
    ['TOPIC-NAME', 'topic-name'],
    ['json-meatdata', 'json-metadata'],
    ['sender-mail', 'sender-email'],
    ['dryrun', 'dry-run'],
    ['ouptut', 'output'],
    ['pre-view', 'preview'],
  ] as const) {
    it(`takes ${wrong} for ${right}`, () => assert.equal(nearestName(wrong, FLAGS), right));
  }

  for (const wrong of ['x', 'verbose', 'customers', '']) {
    it(`has no guess for ${JSON.stringify(wrong)}`, () => assert.equal(nearestName(wrong, FLAGS), undefined));
  }

  it('finds the short code that was meant', () => {
    const codes = ['hts', 'htsnonprod', 'mcg', 'mhk'];
    assert.equal(nearestName('htsnoprod', codes), 'htsnonprod');
    assert.equal(nearestName('mcgg', codes), 'mcg');
    assert.equal(nearestName('hst', codes), 'hts');
    assert.equal(nearestName('zeta', codes), undefined);
    assert.equal(nearestName('ab', ['xy']), undefined);
    assert.equal(nearestName('a', []), undefined);
  });

  it('takes the nearest, and of equally near ones the first', () => {
    assert.equal(nearestName('abcdef', ['abxxef', 'abcdex']), 'abcdex');
    assert.equal(nearestName('abc', ['abx', 'abd']), 'abx');
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours as one', () => assert.equal(editDistance('esat', 'east'), 1));

  it('is symmetric, zero only for the same text, and never more than the longer text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance, editDistance(b, a));
        assert.equal(distance === 0, a === b);
        assert.ok(distance <= Math.max(a.length, b.length));
      }),
    );
  });
});
