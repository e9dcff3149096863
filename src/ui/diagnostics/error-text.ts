import type { NodeFailure } from '../tree/node.ts';

/**
 * A failure for a ticket or a mail: everything that helps somebody else, in English, which whoever runs the accounts
 * reads. Messages have been redacted where they were made: no keys, no command lines.
 * @param who a customer's name, or what stands for several
 */
export function errorText(who: string, failure: NodeFailure, now: Date): string {
  const { code, message, remedy, requestId, customerCodes } = failure;
  return [
    `${code}: ${message}`,
    `What to do: ${remedy}`,
    `Customer: ${customerCodes.length === 1 ? `${who} (${customerCodes.join()})` : customerCodes.join(', ')}`,
    ...(requestId === undefined ? [] : [`AWS request id: ${requestId}`]),
    `Copied: ${now.toISOString()}`,
  ].join('\n');
}
