import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { subscriptionStatus } from '../../src/recipients/subscription.ts';

const own = (status: string, topic = 't') => ({
  TopicPreferences: [{ TopicName: topic, SubscriptionStatus: status }],
});
const fallback = (status: string, topic = 't') => ({
  TopicDefaultPreferences: [{ TopicName: topic, SubscriptionStatus: status }],
});

describe('subscriptionStatus', () => {
  for (const [what, contact, expected] of [
    ['opted in', own('OPT_IN'), 'explicit'],
    ['opted out', own('OPT_OUT'), 'unsubscribed'],
    ['opted out against an OPT_IN default', { ...own('OPT_OUT'), ...fallback('OPT_IN') }, 'unsubscribed'],
    ['opted in against an OPT_OUT default', { ...own('OPT_IN'), ...fallback('OPT_OUT') }, 'explicit'],
    ['no preference, default OPT_IN', fallback('OPT_IN'), 'default'],
    ['no preference, default OPT_OUT', fallback('OPT_OUT'), 'unsubscribed'],
    ['preferences for other topics only', { ...own('OPT_OUT', 'u'), ...fallback('OPT_IN') }, 'default'],
    ['nothing at all: the filter was asked with defaults', {}, 'default'],
    ['empty lists', { TopicPreferences: [], TopicDefaultPreferences: [] }, 'default'],
    ['unsubscribed from everything', { ...own('OPT_IN'), UnsubscribeAll: true }, 'unsubscribed'],
    ['a status nobody knows', own('MAYBE'), 'unsubscribed'],
    ['a topic that differs in case only', own('OPT_OUT', 'T'), 'default'],
  ] as const)
    it(`${what}: ${expected}`, () => assert.equal(subscriptionStatus(contact as never, 't'), expected));
});
