import { readRetryAfter } from '../recipients/index.ts';
import { GraphFailure, REDIRECTED } from './failure.ts';
import { errorAnswer } from './graph-event.ts';

/**
 * An answer that is not 2xx, as facts (Microsoft Graph docs: error responses). Gateways answer with HTML or nothing:
 * then the code is made from the status.
 * @param text the answer's body
 * @param ownRequestId what we sent as `client-request-id`, for answers that carry no id of their own
 */
export function refusal(response: Response, text: string, ownRequestId: string): GraphFailure {
  const { status } = response;
  const parsed = errorAnswer.safeParse(jsonOr(text));
  const error = parsed.success ? parsed.data.error : undefined;
  const inner = error?.innerError ?? error?.innererror;
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), response.headers.get('date'));
  const existing = error?.['@event.existingEventId'];
  return new GraphFailure({
    kind: 'answer',
    status,
    code: error?.code ?? `Http${String(status)}`,
    requestId: inner?.['request-id'] ?? response.headers.get('request-id') ?? ownRequestId,
    ...(typeof error?.message === 'string' && { rawMessage: error.message }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(typeof existing === 'string' && existing !== '' && { existingEventId: existing }),
  });
}

/** What `fetch` threw, as facts, with the operating system's code (Node.js: undici keeps it in `cause`). */
export function networkFailure(
  error: unknown,
  why: { readonly late: boolean; readonly aborted: boolean },
  requestId: string | undefined,
): GraphFailure {
  const id = requestId === undefined ? {} : { requestId };
  if (why.aborted) return new GraphFailure({ kind: 'aborted', code: 'Aborted', ...id });
  if (why.late) return new GraphFailure({ kind: 'timeout', code: 'RequestTimeout', ...id });
  return new GraphFailure({ kind: 'network', code: causeCode(error), ...id });
}

/** What a sign-in threw, as facts: Entra's `AADSTS…` number where there is one. Never its text, which may quote anything. */
export function signInFailure(error: unknown, signal: AbortSignal, requestId: string): GraphFailure {
  if (error instanceof GraphFailure) return error;
  if (signal.aborted) return new GraphFailure({ kind: 'aborted', code: 'Aborted', requestId });
  const text = error instanceof Error ? error.message : '';
  const code = /AADSTS\d{4,}/.exec(text)?.[0] ?? (error instanceof Error ? error.name : 'SignInFailed');
  return new GraphFailure({ kind: 'signin', code, requestId });
}

function causeCode(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    if (/unexpected redirect/i.test(cause.message)) return REDIRECTED;
    if (cause instanceof AggregateError && cause.errors.length > 0) return causeCode(cause.errors[0]);
  }
  return 'ConnectionFailed';
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
