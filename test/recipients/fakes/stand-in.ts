import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a stand-in answers; a function gets the socket to misbehave with. */
export type StandInAnswer =
  | { readonly status?: number; readonly contentType?: string; readonly body: string }
  | ((socket: Socket) => void);

/** A loopback HTTP server that answers by AWS operation, and counts. */
export interface StandIn {
  readonly url: string;
  readonly operations: readonly string[];
  /** `Authorization` of each request, in order. */
  readonly signatures: readonly string[];
  readonly connections: () => number;
  readonly openSockets: () => number;
  readonly close: () => Promise<void>;
}

/** An STS error as XML. */
export const stsError = (code: string, message: string, status = 403): StandInAnswer => ({
  status,
  contentType: 'text/xml',
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-1</RequestId></ErrorResponse>`,
});

/** AssumeRole's answer for a role of an account. */
export const assumedRole = (accountId: string, operation = 'AssumeRole'): StandInAnswer => ({
  contentType: 'text/xml',
  body: `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result><AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:s</AssumedRoleId><Arn>arn:aws:sts::${accountId}:assumed-role/ses/s</Arn></AssumedRoleUser><Credentials><AccessKeyId>ASIAEXAMPLE${accountId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></${operation}Result></${operation}Response>`,
});

/** An answer, or what makes one of the request's body. */
export type StandInAnswers = Readonly<
  Record<string, StandInAnswer | { readonly ofBody: (body: string) => StandInAnswer }>
>;

/** Answers by operation name; what is not in the table answers well: one list `main`, one subscriber. */
export async function startStandIn(answers: StandInAnswers = {}): Promise<StandIn> {
  const usual: Readonly<Record<string, StandInAnswer>> = {
    AssumeRole: assumedRole('111122223333'),
    ListContactLists: { body: '{"ContactLists":[{"ContactListName":"main"}]}' },
    ListContacts: {
      body: '{"Contacts":[{"EmailAddress":"a@x.example","TopicPreferences":[{"TopicName":"aws-calendar","SubscriptionStatus":"OPT_IN"}]}]}',
    },
    GetContactList: { body: '{"Topics":[{"TopicName":"aws-calendar"}]}' },
  };
  const operations: string[] = [];
  const signatures: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const operation = operationOf(request.method, request.url ?? '', body);
      operations.push(operation);
      signatures.push(request.headers.authorization ?? '');
      const given = answers[operation] ?? usual[operation] ?? { status: 404, body: '{}' };
      const answer = 'ofBody' in given ? given.ofBody(body) : given;
      if (typeof answer === 'function') answer(request.socket);
      else {
        response.writeHead(answer.status ?? 200, {
          'content-type': answer.contentType ?? 'application/json',
          'x-amzn-requestid': 'request-1',
        });
        response.end(answer.body);
      }
    });
  });
  server.on('connection', (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operations,
    signatures,
    connections: () => connections,
    openSockets: () => sockets.size,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function operationOf(method: string | undefined, url: string, body: string): string {
  if (url.startsWith('/federation/credentials')) return 'GetRoleCredentials';
  if (url.endsWith('/contacts/list')) return 'ListContacts';
  if (url.startsWith('/v2/email/contact-lists/')) return method === 'GET' ? 'GetContactList' : 'write';
  if (url.startsWith('/v2/email/contact-lists')) return method === 'GET' ? 'ListContactLists' : 'write';
  return new URLSearchParams(body).get('Action') ?? 'unknown';
}
