import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../../../src/recipients/errors/classify.ts';
import { ProxyTrouble } from '../../../src/recipients/errors/proxy-failures.ts';
import type { ProxyEvent } from '../../../src/recipients/errors/proxy-failures.ts';

const use = { variable: 'HTTPS_PROXY', proxy: 'http://proxy.example:3128', hasUser: false };
const said = (event: ProxyEvent, region = 'us-east-1') =>
  classify(new ProxyTrouble(use, event, 'email.us-east-1.amazonaws.com:443'), {
    operation: 'ses:ListContacts',
    region,
  });

describe('what a proxy does', () => {
  it('names the proxy and its variable, and once for all who fail by it where the hosts differ', () => {
    const events: readonly ProxyEvent[] = [
      ...[400, 401, 403, 407, 500, 502, 503, 504].map((status) => ({ kind: 'refused' as const, status })),
      ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPROTO'].map((code) => ({
        kind: 'unreachable' as const,
        code,
      })),
      { kind: 'no answer' },
      { kind: 'silent' },
    ];
    for (const event of events) {
      const { code, message, remedy, cause, shared } = said(event);
      assert.deepEqual([code, cause], ['ProxyFailed', 'proxy http://proxy.example:3128']);
      assert.match(message, /^the proxy http:\/\/proxy\.example:3128 \(HTTPS_PROXY\) /);
      assert.doesNotMatch(remedy, /report/);
      assert.ok(shared);
      assert.doesNotMatch(shared.message + shared.remedy, /us-east-1/);
    }
  });

  it('is tried again where it may pass, and not where it was certain the first time', () => {
    assert.equal(said({ kind: 'refused', status: 503 }).retry, 'transient');
    assert.equal(said({ kind: 'silent' }).retry, 'transient');
    assert.equal(said({ kind: 'refused', status: 407 }).retry, 'never');
    assert.equal(said({ kind: 'unreachable', code: 'ECONNREFUSED' }).retry, 'never');
  });

  it('is the region’s doing where the host cannot exist', () => {
    assert.match(
      said({ kind: 'refused', status: 502 }, 'us-esat-1').message,
      /region "us-esat-1" does not exist/,
    );
    assert.match(
      said({ kind: 'refused', status: 504 }, 'mx-central-1').message,
      /no SES in region mx-central-1/,
    );
  });
});
