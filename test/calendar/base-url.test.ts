import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contradictsAuthority } from '../../src/calendar/base-url.ts';
import { resolveGraphBaseUrl, signInFor } from '../../src/calendar/index.ts';

const resolved = (GRAPH_BASE_URL?: string) => resolveGraphBaseUrl({ GRAPH_BASE_URL });

describe('GRAPH_BASE_URL', () => {
  it('is the global cloud when absent or empty', () => {
    for (const value of [undefined, '', '  ']) {
      assert.deepEqual(resolved(value), { ok: true, baseUrl: 'https://graph.microsoft.com' });
    }
  });

  it("takes Microsoft's hosts over https and loopback addresses, as origins", () => {
    const taken = {
      'https://graph.microsoft.us': 'https://graph.microsoft.us',
      'https://DOD-graph.microsoft.us/': 'https://dod-graph.microsoft.us',
      'https://microsoftgraph.chinacloudapi.cn:443': 'https://microsoftgraph.chinacloudapi.cn',
      'http://127.0.0.1:4567': 'http://127.0.0.1:4567',
      'http://127.9.8.7': 'http://127.9.8.7',
      'http://localhost:80/': 'http://localhost',
      'https://localhost:4567': 'https://localhost:4567',
      'http://[::1]:4567': 'http://[::1]:4567',
    };
    for (const [value, baseUrl] of Object.entries(taken))
      assert.deepEqual(resolved(value), { ok: true, baseUrl }, value);
  });

  it('refuses everything else with a sentence', () => {
    const refused = [
      'graph.microsoft.com',
      'http://graph.microsoft.com',
      'https://graph.microsoft.com/v1.0',
      'https://graph.microsoft.com:8443',
      'https://graph.microsoft.com.evil.example',
      'https://evil.example/graph.microsoft.com',
      'https://graph.microsoft.com?x=1',
      'https://graph.microsoft.com#x',
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example',
      'http://0.0.0.0:80',
      'http://10.0.0.1',
      'http://[::ffff:10.0.0.1]',
      'ftp://localhost',
      'file:///etc/passwd',
      'http://127.0.0.1:4567/v1.0',
    ];
    for (const value of refused) {
      const answer = resolved(value);
      assert.equal(answer.ok, false, value);
      assert.match(answer.message, /^GRAPH_BASE_URL ".*" cannot be used: .*\.$/s);
    }
  });

  it('never repeats a password', () => {
    const answer = resolved('https://user:hunter2@graph.microsoft.com');
    assert.ok(!answer.ok && !answer.message.includes('hunter2'));
  });

  it('decides where one signs in', () => {
    assert.deepEqual(signInFor('https://graph.microsoft.us'), {
      authorityHost: 'https://login.microsoftonline.us',
      resource: 'https://graph.microsoft.us',
      scope: 'https://graph.microsoft.us/.default',
      provider: 'microsoft-sovereign-cloud',
      sovereign: 'USGovernment',
    });
    assert.equal(
      signInFor('https://dod-graph.microsoft.us').authorityHost,
      'https://login.microsoftonline.us',
    );
    assert.equal(
      signInFor('https://microsoftgraph.chinacloudapi.cn').authorityHost,
      'https://login.chinacloudapi.cn',
    );
    assert.equal(signInFor('http://127.0.0.1:1').scope, 'https://graph.microsoft.com/.default');
  });

  it('lets a loopback Graph, and no other, have its sign-in on a loopback address over https', () => {
    const authority = (baseUrl: string, AZURE_AUTHORITY_HOST: string) =>
      signInFor(baseUrl, { AZURE_AUTHORITY_HOST }).authorityHost;
    assert.equal(authority('http://127.0.0.1:1', 'https://localhost:2/'), 'https://localhost:2');
    for (const elsewhere of ['http://localhost:2', 'https://login.evil.example', 'localhost', '']) {
      assert.equal(authority('http://127.0.0.1:1', elsewhere), 'https://login.microsoftonline.com');
    }
    assert.equal(
      authority('https://graph.microsoft.us', 'https://localhost:2'),
      'https://login.microsoftonline.us',
    );
  });

  it('says when AZURE_AUTHORITY_HOST is of another cloud', () => {
    const said = (baseUrl: string, AZURE_AUTHORITY_HOST?: string) =>
      contradictsAuthority({ AZURE_AUTHORITY_HOST }, baseUrl);
    const us = 'https://graph.microsoft.us';
    assert.equal(said(us), undefined);
    assert.equal(said(us, 'https://login.microsoftonline.us/'), undefined);
    assert.equal(said('http://localhost:1', 'https://localhost:2'), undefined);
    for (const other of ['https://login.microsoftonline.com', 'https://localhost:2', 'nonsense'])
      assert.match(
        said(us, other) ?? '',
        /^AZURE_AUTHORITY_HOST is not https:\/\/login\.microsoftonline\.us/,
      );
  });
});
