import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { redact } from '../../common/index.ts';
import type { ErrorSigns } from './signs.ts';

/**
 * Answers that cannot be understood: web pages where data should be, broken JSON or XML, missing members.
 * @returns undefined when the signs are of another kind
 */
export function answerFailure(signs: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  const isPage = /text\/html/i.test(signs.contentType ?? '') || /<!doctype html|<html/i.test(signs.message);
  if (isPage) return webPage(signs.status, about, signs.requestId);
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

/**
 * An answer that no service of AWS gives: a web page, or a redirect (HTTP 3xx), which the services asked here never use.
 * The text is for debuggers: {@link foreignAnswerFailure} says it to people.
 */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer';
  readonly kind: 'page' | 'redirect';
  readonly status: number;

  constructor(kind: 'page' | 'redirect', status: number) {
    super(`a ${kind} where an answer of AWS should be (HTTP ${status})`);
    this.kind = kind;
    this.status = status;
  }
}

/** What answered instead of AWS, and what to do. */
export function foreignAnswerFailure({ kind, status }: ForeignAnswer, about: AskedAbout): FailureFacts {
  return kind === 'page' ? webPage(status, about) : redirected(status, about);
}

const BETWEEN = 'something between you and AWS';

/**
 * A web page where AWS's answer should be. Pages that refuse (HTTP 404, say) come from a server that is not AWS's; all
 * others are what networks say to people who have yet to sign in to them.
 * @param status HTTP status, when known
 */
function webPage(status: number | undefined, about: AskedAbout, requestId?: string): FailureFacts {
  const { endpoint } = about;
  const isRefusal = status !== undefined && status >= 400 && status < 500 && status !== 407;
  const who = isRefusal && endpoint !== undefined ? `${endpoint} is not AWS: it` : BETWEEN;
  const remedy = isRefusal ? notAws(endpoint) : signInToNetwork(endpoint);
  return {
    code: 'ProxyPage',
    message: `${who} answered with a web page${httpStatus({ status })}`,
    remedy,
    requestId,
    cause: isRefusal && endpoint !== undefined ? `endpoint ${endpoint}` : 'proxy page',
    shared: { message: `${who} answered with web pages`, remedy },
    // A load balancer in trouble also answers with a page; then it is worth another try.
    retry: (status ?? 0) >= 500 && status !== 511 ? 'transient' : undefined,
  };
}

function redirected(status: number, about: AskedAbout): FailureFacts {
  const remedy = signInToNetwork(about.endpoint);
  return {
    code: 'ProxyPage',
    message: `${BETWEEN} redirected the request elsewhere (HTTP ${status}), which AWS does not do`,
    remedy,
    cause: 'proxy page',
    shared: { message: `${BETWEEN} redirected requests elsewhere, which AWS does not do`, remedy },
  };
}

const signInToNetwork = (endpoint: string | undefined): string =>
  `A proxy or a network sign-in page: open a browser and sign in to the network, or set the proxy, then ask again.${
    endpoint === undefined
      ? ''
      : ` Should ${endpoint} be a mistake, correct endpoint_url or AWS_ENDPOINT_URL.`
  }`;

const notAws = (endpoint: string | undefined): string =>
  endpoint === undefined
    ? 'Ask whoever runs the proxy or the firewall to let requests to AWS through as they are.'
    : 'Correct endpoint_url or the AWS_ENDPOINT_URL variables, or have the service behind them started.';

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
