import * as z from 'zod';
import { openTransport } from '../client.ts';
import { describeFailure } from '../errors.ts';
import { GraphFailure, type FailureFacts } from '../failure.ts';
import type { GraphToken } from '../token.ts';
import { readClaims, type TokenClaims } from './claims.ts';
import { signInFailureOf } from './failure.ts';
import { SETTINGS } from './names.ts';

/** One thing that has to be right before a meeting can be sent. */
export interface AccessStep {
  readonly step: 'sign-in' | 'mailbox' | 'permission';
  /** `unknown`: it could not be told by reading alone. */
  readonly status: 'ok' | 'missing' | 'unknown';
  /** One sentence. */
  readonly message: string;
  /** What to do, unless it is all right. */
  readonly remedy?: string;
}

/** What is asked, and as whom. */
export interface AccessQuestion {
  readonly baseUrl: string;
  readonly token: GraphToken;
  readonly organizer: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 30_000;
const calendarSchema = z.object({ canEdit: z.boolean().optional().catch(undefined) });

/**
 * Whether a meeting could be sent from the organizer's calendar: sign-in and consent, mailbox, permission to write, in
 * this order; ends with the first that is missing. Reads only: what a read cannot prove is said to be unknown.
 */
export async function checkCalendarAccess(question: AccessQuestion): Promise<readonly AccessStep[]> {
  const { token, organizer, signal } = question;
  let accessToken: string;
  try {
    accessToken = await token.getAccessToken(signal);
  } catch (error) {
    const failure = signInFailureOf(error, signal, {
      description: token.description,
      authorityHost: question.baseUrl,
      names: SETTINGS,
    });
    return [missing('sign-in', failure.facts, question)];
  }
  const claims = readClaims(accessToken);
  const whose = claims.account === undefined ? '' : `, ${claims.account}`;
  const signedIn: AccessStep = {
    step: 'sign-in',
    status: 'ok',
    message: `Signed in: ${token.description}${token.description.includes(whose.slice(2)) ? '' : whose}.`,
  };
  const call = openTransport({
    baseUrl: question.baseUrl,
    token,
    fetch: question.fetch,
    requestTimeoutMs: TIMEOUT_MS,
  });
  const user = `/users/${encodeURIComponent(organizer)}`;
  try {
    await call({ method: 'GET', path: `${user}/events`, query: { $top: '1', $select: 'id' }, signal });
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return [signedIn, missing(isMailbox(error.facts) ? 'mailbox' : 'permission', error.facts, question)];
  }
  const mailbox: AccessStep = {
    step: 'mailbox',
    status: 'ok',
    message: `The calendar of ${organizer} can be read.`,
  };
  const canEdit = await call({
    method: 'GET',
    path: `${user}/calendar`,
    query: { $select: 'canEdit' },
    signal,
  })
    .then((answer) => calendarSchema.safeParse(answer).data?.canEdit)
    .catch(() => undefined);
  return [signedIn, mailbox, permission(claims, canEdit, organizer)];
}

/**
 * Whether the calendar may be written, as far as the token and the calendar say so themselves. Pure.
 * @param canEdit the calendar's own word (Microsoft Graph docs: calendar)
 */
export function permission(claims: TokenClaims, canEdit: boolean | undefined, organizer: string): AccessStep {
  const { delegated, application } = claims;
  const granted = [...(delegated ?? []), ...(application ?? [])];
  const writes = granted.some((name) => /^Calendars\.ReadWrite(\.Shared)?$/.test(name));
  if (delegated !== undefined && !writes) {
    return {
      step: 'permission',
      status: 'missing',
      message: 'The sign-in may read calendars but not write them.',
      remedy:
        'Add the delegated permission Calendars.ReadWrite to the app registration, consent to it and sign in again.',
    };
  }
  if (canEdit === false) {
    return {
      step: 'permission',
      status: 'missing',
      message: `The calendar of ${organizer} is shared for reading only.`,
      remedy: `Have ${organizer} share the calendar with the right to edit, or organize from your own.`,
    };
  }
  if (application !== undefined && delegated === undefined && !writes && hasCalendars(application)) {
    return {
      step: 'permission',
      status: 'missing',
      message: 'The application may read calendars but not write them.',
      remedy:
        'Grant the application permission Calendars.ReadWrite, or the role "Application Calendars.ReadWrite" in Exchange Online.',
    };
  }
  if (writes || canEdit === true) {
    const wide = application !== undefined && writes && delegated === undefined;
    return {
      step: 'permission',
      status: 'ok',
      message: wide
        ? 'Calendars.ReadWrite is granted to the application, for every mailbox of the tenant unless Exchange narrows it.'
        : 'Meetings may be written to this calendar.',
    };
  }
  return {
    step: 'permission',
    status: 'unknown',
    message: 'Whether meetings may be written to this calendar does not show by reading it.',
    remedy: 'Send Test to Myself… proves it: the test goes to one address only.',
  };
}

function hasCalendars(roles: readonly string[]): boolean {
  return roles.some((role) => role.startsWith('Calendars.'));
}

function isMailbox({ status, kind }: FailureFacts): boolean {
  return status === 404 || kind !== 'answer';
}

function missing(step: AccessStep['step'], facts: FailureFacts, question: AccessQuestion): AccessStep {
  const { token, organizer, baseUrl } = question;
  const { message, remedy } = describeFailure(facts, {
    organizer,
    baseUrl,
    identity: token.description,
    ...(token.whenRefused !== undefined && { whenRefused: token.whenRefused }),
  });
  return { step, status: 'missing', message, remedy };
}
