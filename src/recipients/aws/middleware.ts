import type { MiddlewareStack } from '@smithy/types';
import { assertAllowed } from './allowed-operations.ts';
import type { AwsOperation } from './allowed-operations.ts';

/** Gives a client the allow-list, before anything else of a request happens: nothing else can ever be asked with it. */
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
}
