import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearestName } from '../../../src/terminal/flags/nearest.ts';

const KNOWN = ['topic-name', 'json-metadata', 'sender-email', 'dry-run', 'output', 'preview'];

describe('nearestName', () => {
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
    it(`takes ${wrong} for ${right}`, () => assert.equal(nearestName(wrong, KNOWN), right));
  }

  for (const wrong of ['x', 'verbose', 'customers', '']) {
    it(`has no guess for ${JSON.stringify(wrong)}`, () => assert.equal(nearestName(wrong, KNOWN), undefined));
  }
});
