import { isThrottlingName } from '../../errors/throttling.ts';
import type { RunHandler } from '../run-handler.ts';

/** What became of a request that an SDK's provider made behind our back. */
export type WatchedOutcome = { readonly path: string } & (
  | { readonly error: unknown }
  /** The error's name as the service gives it in a header, for answers that are errors. */
  | { readonly status: number; readonly errorName?: string }
);

/**
 * A handler that tells what becomes of its requests. The SDK's providers turn everything that happens to their requests
 * into sentences of their own: a captive portal, a broken connection and a sign-in that is over all come out as "Token is
 * expired".
 */
export const watchedHandler = (
  handler: RunHandler,
  onOutcome: (outcome: WatchedOutcome) => void,
): RunHandler => ({
  ...(handler.metadata === undefined ? {} : { metadata: handler.metadata }),
  handle: async (request, options) => {
    const { path } = request;
    try {
      const answer = await handler.handle(request, options);
      const { statusCode: status, headers } = answer.response;
      const errorName = headers['x-amzn-errortype']?.split(/[:#]/)[0];
      onOutcome({ path, status, ...(errorName === undefined ? {} : { errorName }) });
      return answer;
    } catch (error) {
      onOutcome({ path, error });
      throw error;
    }
  },
});

/** Whether what happened says nothing about the sign-in: the network, a proxy, or AWS being in trouble. */
export const isOutage = (outcome: WatchedOutcome | undefined): boolean =>
  outcome !== undefined && ('error' in outcome || outcome.status >= 500 || isThrottled(outcome));

/** Also with HTTP 400, as SSO OIDC slows callers down (API reference: CreateToken, SlowDownException). */
const isThrottled = (outcome: { readonly status: number; readonly errorName?: string }): boolean =>
  outcome.status === 429 || isThrottlingName(outcome.errorName ?? '');

/** The outage as a failure to classify. */
export const outageError = (outcome: WatchedOutcome): unknown => {
  if ('error' in outcome) return outcome.error;
  const name = isThrottled(outcome) ? 'TooManyRequestsException' : 'ServiceUnavailable';
  const message = `the sign-in service answered with HTTP ${outcome.status}`;
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: outcome.status } });
};
