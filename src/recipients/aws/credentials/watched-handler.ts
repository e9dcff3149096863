import type { RunHandler } from '../run-handler.ts';

/** What became of a request that an SDK's provider made behind our back. */
export type WatchedOutcome = { readonly path: string } & (
  { readonly error: unknown } | { readonly status: number }
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
      onOutcome({ path, status: answer.response.statusCode });
      return answer;
    } catch (error) {
      onOutcome({ path, error });
      throw error;
    }
  },
});

/** Whether what happened says nothing about the sign-in: the network, a proxy, or AWS being in trouble. */
export const isOutage = (outcome: WatchedOutcome | undefined): boolean =>
  outcome !== undefined && ('error' in outcome || outcome.status >= 500 || outcome.status === 429);

/** The outage as a failure to classify. */
export const outageError = (outcome: WatchedOutcome): unknown => {
  if ('error' in outcome) return outcome.error;
  const name = outcome.status === 429 ? 'TooManyRequestsException' : 'ServiceUnavailable';
  const message = `the sign-in service answered with HTTP ${outcome.status}`;
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: outcome.status } });
};
