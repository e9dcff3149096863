import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graphTokenFromEnvironment } from '../../src/calendar/index.ts';
import type { OpenCredential } from '../../src/calendar/sign-in/credential.ts';

const GRAPH = 'https://graph.microsoft.us';
const AZURE = { AZURE_TENANT_ID: 'tenant-1', AZURE_CLIENT_ID: 'client-1', AZURE_CLIENT_SECRET: 's3cret' };
const { signal } = new AbortController();

describe('graphTokenFromEnvironment', () => {
  it('finds nothing where nothing is set', () => {
    assert.equal(graphTokenFromEnvironment({ GRAPH_ACCESS_TOKEN: ' ' }, GRAPH), undefined);
  });

  it('takes GRAPH_ACCESS_TOKEN first, with or without "Bearer", and cannot renew it', async () => {
    const token = graphTokenFromEnvironment({ ...AZURE, GRAPH_ACCESS_TOKEN: ' Bearer ey.J-_0.x ' }, GRAPH);
    assert.equal(await token!.getAccessToken(signal), 'ey.J-_0.x');
    assert.equal(token!.renewAccessToken, undefined);
    assert.ok(!token!.description.includes('ey.J'));
  });

  it('does not pass on a token that a header would quote in its refusal', async () => {
    const token = graphTokenFromEnvironment({ GRAPH_ACCESS_TOKEN: 'abc\ndef' }, GRAPH);
    await assert.rejects(token!.getAccessToken(signal), (error: Error) => !error.message.includes('abc'));
  });

  it('signs an application in where the cloud is, asks for its Graph, and renews when asked to', async () => {
    const opened: unknown[] = [];
    const asked: string[] = [];
    const open: OpenCredential = (application) => {
      opened.push(application);
      return Promise.resolve({
        trouble: () => ({}),
        getToken: (scope, _, anew) => {
          asked.push(scope);
          return Promise.resolve({ token: anew ? 'token-2' : 'token-1' });
        },
      });
    };
    const token = graphTokenFromEnvironment(AZURE, GRAPH, { open });
    assert.ok(token);
    assert.equal(await token.getAccessToken(signal), 'token-1');
    assert.equal(await token.getAccessToken(signal), 'token-1');
    assert.equal(await token.renewAccessToken?.(signal), 'token-2');
    assert.deepEqual(opened, [
      {
        tenantId: 'tenant-1',
        clientId: 'client-1',
        clientSecret: 's3cret',
        authorityHost: 'https://login.microsoftonline.us',
        isLoopback: false,
      },
    ]);
    assert.deepEqual(asked, Array(3).fill('https://graph.microsoft.us/.default'));
    assert.equal(token.needsPerson, undefined);
    assert.equal(token.description, 'application client-1 of tenant tenant-1 (AZURE_* variables)');
  });

  it('explains variables that are set in part, without their values', () => {
    const partly = { AZURE_TENANT_ID: 'tenant-1', AZURE_CLIENT_SECRET: 's3cret' };
    assert.throws(() => graphTokenFromEnvironment(partly, GRAPH), {
      name: 'CalendarFailure',
      message: /AZURE_TENANT_ID and AZURE_CLIENT_SECRET set, AZURE_CLIENT_ID missing/,
    });
    assert.throws(
      () => graphTokenFromEnvironment(partly, GRAPH),
      (error: Error) => !error.message.includes('s3cret'),
    );
  });

  it('asks nobody once the person has stopped', async () => {
    const open: OpenCredential = () => assert.fail('a credential was opened');
    const token = graphTokenFromEnvironment(AZURE, GRAPH, { open });
    await assert.rejects(token!.getAccessToken(AbortSignal.abort()), /aborted/);
  });

  it('lets a person sign in with a code where there is one to show it to', () => {
    const withoutSecret = { ...AZURE, AZURE_CLIENT_SECRET: undefined };
    const token = graphTokenFromEnvironment(withoutSecret, GRAPH, { onDeviceCode: () => undefined });
    assert.equal(token?.needsPerson, true);
    assert.match(token.description, /code.*client-1.*tenant-1/);
    assert.throws(
      () => graphTokenFromEnvironment(withoutSecret, GRAPH),
      /AZURE_CLIENT_SECRET missing.*takes a terminal/,
    );
    const open: OpenCredential = () => assert.fail('a credential was opened');
    assert.equal(
      graphTokenFromEnvironment(AZURE, GRAPH, { onDeviceCode: () => undefined, open })?.needsPerson,
      undefined,
    );
  });

  it("refuses the sign-in host of another cloud than Graph's", () => {
    const env = { ...AZURE, AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/' };
    assert.throws(() => graphTokenFromEnvironment(env, GRAPH), {
      name: 'CalendarFailure',
      message: /AZURE_AUTHORITY_HOST is not https:\/\/login\.microsoftonline\.us.*GRAPH_BASE_URL/,
    });
  });
});
