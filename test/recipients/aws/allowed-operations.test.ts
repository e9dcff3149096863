import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { ALLOWED_OPERATIONS } from '../../../src/recipients/index.ts';
import { assertAllowed } from '../../../src/recipients/aws/allowed-operations.ts';
import { clientConfig } from '../../../src/recipients/aws/client-config.ts';
import { openConnections } from '../../../src/recipients/aws/connections.ts';
import { openRunHandler } from '../../../src/recipients/aws/run-handler.ts';
import { guardClient } from '../../../src/recipients/aws/middleware.ts';
import * as everything from '@aws-sdk/client-sesv2';
import { loadAwsSdk } from '../../../src/recipients/aws/sdk/index.ts';

describe('the list of allowed operations', () => {
  it('is short and only reads', () => {
    assert.deepEqual(
      ALLOWED_OPERATIONS.map(({ service, operation }) => `${service}:${operation}`),
      [
        'sts:AssumeRole',
        'sts:AssumeRoleWithWebIdentity',
        'sts:GetSessionToken',
        'sts:GetCallerIdentity',
        'ses:ListContactLists',
        'ses:GetContactList',
        'ses:ListContacts',
      ],
    );
  });

  it('refuses the right operation of the wrong service, and no operation at all', () => {
    assert.throws(() => assertAllowed('sts', 'ListContactsCommand'), { name: 'OperationNotAllowed' });
    assert.throws(() => assertAllowed('ses', undefined), { name: 'OperationNotAllowed' });
    assert.doesNotThrow(() => assertAllowed('ses', 'ListContactsCommand'));
  });
});

describe('a guarded client', () => {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.connection ?? ''}`);
    response.setHeader('content-type', 'application/json').end('{"ContactLists":[]}');
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('throws before anything leaves, for every operation of SES that is not on the list', async () => {
    const sdk = await loadAwsSdk();
    const connections = openConnections(sdk);
    try {
      const client = new sdk.ses.SESv2Client(
        clientConfig({
          region: 'us-east-1',
          endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          useFipsEndpoint: false,
          useDualstackEndpoint: false,
          credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
          handler: openRunHandler(connections, 1000, new AbortController().signal),
        }),
      );
      guardClient(client.middlewareStack, 'ses');
      const commands = Object.entries(everything).filter(([name]) => /^\w+Command$/.test(name));
      assert.ok(commands.length > 50);
      const allowed: string[] = [];
      for (const [name, Command] of commands) {
        const make = Command as new (input: object) => InstanceType<typeof sdk.ses.ListContactListsCommand>;
        try {
          await client.send(new make({ ContactListName: 'l', EmailAddress: 'a@x.example' }));
          allowed.push(name);
        } catch (error) {
          assert.equal((error as Error).name, 'OperationNotAllowed', name);
        }
      }
      assert.deepEqual(allowed.sort(), [
        'GetContactListCommand',
        'ListContactListsCommand',
        'ListContactsCommand',
      ]);
      assert.equal(received.length, 3);
      assert.ok(received.every((request) => request.endsWith(' keep-alive')));
    } finally {
      connections.close();
    }
  });
});
