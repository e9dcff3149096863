import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpRequest } from '@smithy/core/protocols';
import { loadSharedConfigFiles, loadSsoSessionData } from '@smithy/core/config';
import { lendFiles } from '../../../../src/recipients/aws/credentials/lend-files.ts';
import { redirectedHandler } from '../../../../src/recipients/aws/credentials/redirected-handler.ts';
import type { RunHandler } from '../../../../src/recipients/aws/run-handler.ts';
import * as providers from '../../../../src/recipients/aws/sdk/providers.ts';

describe('files lent to the SDK', () => {
  const read = (session: string, startUrl: string) =>
    lendFiles(
      providers,
      [
        { header: 'default', settings: { sso_session: session } },
        { header: `sso-session.${session}`, settings: { sso_start_url: startUrl } },
      ],
      async (files) => ({
        profile: (await loadSharedConfigFiles(files)).configFile.default?.sso_session,
        sessions: await loadSsoSessionData(files),
      }),
    );

  it('say what was lent, also with names that its parser would not take as they stand', async () => {
    for (const session of ['corp', 'my corp', 'a]b', "joe's", 'zürich', 'a=b', 'x#1', '[x]', 'constructor'])
      assert.deepEqual(await read(session, 'https://x.example/start#/'), {
        profile: session,
        sessions: { [session]: { sso_start_url: 'https://x.example/start#/' } },
      });
  });

  it('are refused with what would be read as something else', async () => {
    for (const session of ['a #b', 'a ;b', '#a', ' a', 'a ', 'a\nsso_start_url = x', 'a\r', ''])
      await assert.rejects(
        read(session, 'https://x.example'),
        { code: 'ProfileInvalid' },
        JSON.stringify(session),
      );
  });
});

describe('a redirected handler', () => {
  it('sends each path to its endpoint, and what has none where it was going', async () => {
    const asked: string[] = [];
    const handler = {
      handle: ({ protocol, hostname, port, path, headers }: Parameters<RunHandler['handle']>[0]) => {
        asked.push(`${protocol}//${hostname}:${port ?? ''}${path} ${headers.host ?? ''}`);
        return Promise.reject(new Error('far enough'));
      },
    } as RunHandler;
    const redirected = redirectedHandler(handler, (path) =>
      path === '/token'
        ? 'http://127.0.0.1:81/oidc/'
        : path === '/portal'
          ? 'https://sso.example'
          : undefined,
    );
    for (const path of ['/token', '/portal', '/other']) {
      const headers = { host: 'aws.example' };
      const request = new HttpRequest({ protocol: 'https:', hostname: 'aws.example', path, headers });
      await assert.rejects(redirected.handle(request), /far enough/);
    }
    assert.deepEqual(asked, [
      'http://127.0.0.1:81/oidc/token 127.0.0.1:81',
      'https://sso.example:/portal sso.example',
      'https://aws.example:/other aws.example',
    ]);
  });
});
