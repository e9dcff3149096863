import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeCustomer } from './fakes/accounts.ts';
import { realRun } from './fakes/run.ts';
import { startStandIn } from './fakes/stand-in.ts';

const CONTACTS =
  '{"Contacts":[{"EmailAddress":"a@x.example","TopicPreferences":[{"TopicName":"aws-calendar","SubscriptionStatus":"OPT_IN"}]}]}';
const KEYS = (code: string) => `[${code}]\naws_access_key_id = AKIA${code}\naws_secret_access_key = s\n`;

describe('a page size that SES does not take', () => {
  it('is left out, for the rest of the run, and asked for again in the next', async (test) => {
    const sizes: unknown[] = [];
    const server = await startStandIn({
      ListContacts: {
        ofBody: (body) => {
          const { PageSize } = JSON.parse(body) as { readonly PageSize?: number };
          sizes.push(PageSize);
          if (PageSize === undefined) return { body: CONTACTS };
          const message = 'PageSize must be between 1 and 100';
          return { status: 400, body: JSON.stringify({ __type: 'BadRequestException', message }) };
        },
      },
    });
    test.after(() => server.close());
    const codes = ['a', 'b', 'c'];
    const run = {
      customers: codes.map((code) => fakeCustomer(code, { region: 'us-east-1' })),
      config: '',
      credentials: codes.map(KEYS).join(''),
      env: { AWS_ENDPOINT_URL: server.url },
      limits: { maxCustomerConcurrency: 1, customerTimeoutMs: 20_000 },
    };
    for (const again of [0, 1]) {
      const { unique, errors } = await realRun(test, run);
      assert.deepEqual([unique.length, errors], [1, 0]);
      assert.deepEqual(sizes.slice(again * 4), [1000, undefined, undefined, undefined]);
    }
  });

  it('is not the matter of any other refusal', async (test) => {
    const refusal = { __type: 'BadRequestException', message: 'List: x does not contain Topic: y' };
    const server = await startStandIn({ ListContacts: { status: 400, body: JSON.stringify(refusal) } });
    test.after(() => server.close());
    const { results } = await realRun(test, {
      customers: [fakeCustomer('a', { region: 'us-east-1' })],
      config: '',
      credentials: KEYS('a'),
      env: { AWS_ENDPOINT_URL: server.url },
    });
    assert.equal(results[0]?.error?.code, 'RequestRejected');
    assert.equal(server.operations.filter((name) => name === 'ListContacts').length, 1);
  });
});
