import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { redact } from './redact.ts';
import type { ErrorSigns } from './signs.ts';

/**
 * Answers that cannot be understood: web pages where data should be, broken JSON or XML, missing members.
 * @returns undefined when the signs are of another kind
 */
export function answerFailure(signs: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  const isPage =
    /text\/html/i.test(signs.contentType ?? '') || /<!doctype html|<html|"<\w+/i.test(signs.message);
  if (isPage) return proxyPage(signs.status, signs.requestId);
  const undecodable =
    signs.name === 'SyntaxError' ||
    signs.message.includes('Deserialization error') ||
    (signs.name === 'TypeError' && /Expected real number|Cannot read properties of/.test(signs.message));
  if (!undecodable) return undefined;
  return malformedAnswer(
    `the answer${about.operation === undefined ? '' : ` to ${about.operation}`}${httpStatus(signs)} cannot be read: ${redact(signs.message)}`,
    signs.requestId,
  );
}

/** A web page where AWS's answer should be. @param status HTTP status, when known */
export const proxyPage = (status: number | undefined, requestId?: string): FailureFacts => ({
  code: 'ProxyPage',
  message: `something between you and AWS answered with a web page${httpStatus({ status })}`,
  remedy:
    'A proxy or a network sign-in page: open a browser and sign in to the network, or set the proxy, then ask again.',
  requestId,
  cause: 'proxy page',
  // A load balancer in trouble also answers with a page; then it is worth another try.
  retry: (status ?? 0) >= 500 && status !== 511 ? 'transient' : undefined,
});

/** An answer that is no answer: never taken for "nobody". */
export const malformedAnswer = (message: string, requestId?: string): FailureFacts => ({
  code: 'MalformedAnswer',
  message,
  remedy:
    'Ask again; if it stays so, something between you and AWS changes the answers (proxy, endpoint_url).',
  requestId,
});

const httpStatus = ({ status }: Pick<ErrorSigns, 'status'>): string =>
  status === undefined ? '' : ` (HTTP ${status})`;
