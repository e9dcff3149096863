import { Readable } from 'node:stream';
import type { MiddlewareStack } from '@smithy/types';
import * as z from 'zod';
import { proxyPage } from '../errors/answer-failures.ts';
import { CustomerFailure } from '../errors/failure.ts';
import { assertAllowed } from './allowed-operations.ts';
import type { AwsOperation } from './allowed-operations.ts';

/** The raw answer, as far as it matters here. */
const rawAnswer = z.object({
  statusCode: z.number(),
  headers: z.object({ 'content-type': z.string().optional() }),
  body: z.unknown(),
});

/**
 * Adds what every client of ours has: the allow-list, before anything else of a request happens; a look at the answer,
 * because the SDK takes a web page from STS for an empty answer; and the header that keeps connections alive inside VS Code. There the caller's agent is replaced by one without keep-alive unless the
 * request itself asks for it (the AWS Toolkit for VS Code adds the same header for the same reason).
 */
export function guardClient<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  service: AwsOperation['service'],
): void {
  stack.add(
    (next, context) => (args) => {
      assertAllowed(service, context.commandName);
      return next(args);
    },
    { step: 'initialize', priority: 'high', name: 'allowedOperations' },
  );
  stack.add(
    (next) => (args) => {
      const { request } = args;
      if (typeof request === 'object' && request !== null && 'headers' in request)
        (request.headers as Record<string, string>).Connection = 'keep-alive';
      return next(args);
    },
    { step: 'build', name: 'keepConnectionsAlive' },
  );
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      const answer = rawAnswer.safeParse(result.response);
      if (!answer.success || !/text\/html/i.test(answer.data.headers['content-type'] ?? '')) return result;
      if (answer.data.body instanceof Readable) answer.data.body.destroy();
      throw new CustomerFailure(proxyPage(answer.data.statusCode));
    },
    { step: 'deserialize', priority: 'low', name: 'refuseWebPages' },
  );
}
