import type { Customer } from '../customers/index.ts';
import type { ContactAccount, ContactAccounts, RequestRunner } from './account.ts';
import type { Clock } from './clock.ts';
import { toCustomerError } from './errors/customer-error.ts';
import type { QueryStep } from './errors/customer-error.ts';
import { cancelled, customerTimedOut } from './errors/run-failures.ts';
import type { QueryLimits } from './limits.ts';
import type { QueryEvent } from './progress.ts';
import { startDeadline } from './deadline.ts';
import type { ContactListMemory } from './memory/contact-list-memory.ts';
import { createQueryMemory } from './memory/query-memory.ts';
import type { QueryMemory } from './memory/query-memory.ts';
import { createBreather } from './pace/breather.ts';
import type { Breather } from './pace/breather.ts';
import { createPageSize } from './page-size.ts';
import type { PageSize } from './page-size.ts';
import { createRateGate } from './pace/rate-gate.ts';
import type { RateGate } from './pace/rate-gate.ts';
import { createRequester } from './requester.ts';
import type { CustomerError } from './result.ts';
import { openScope, raceAbort } from './scope.ts';

/** What asking customers needs from outside. */
export interface QueryDeps {
  readonly accounts: ContactAccounts;
  /** What earlier runs learnt of the accounts' pace and lists; nothing when absent. */
  readonly memory?: QueryMemory;
  readonly clock: Clock;
  /** Aborting it ends every customer at once, with what is there. */
  readonly signal: AbortSignal;
  readonly onEvent?: (event: QueryEvent) => void;
  /** 0 ≤ x < 1, for the jitter of pauses; `Math.random` unless a test says otherwise. */
  readonly random?: () => number;
}

/** One customer being asked. Its members are how far it has come; read after the work, they are what became known. */
export interface CustomerSession {
  readonly customer: Customer;
  readonly topicName: string;
  readonly deps: QueryDeps;
  readonly memory: QueryMemory;
  readonly gate: RateGate;
  readonly breather: Breather;
  readonly pageSize: PageSize;
  /** Milliseconds since the start of the run. */
  readonly atMs: () => number;
  step: QueryStep;
  /** What exactly signing in is at. */
  signingIn?: string;
  accountId?: string;
  assumedBy?: string | undefined;
  signedInAs?: string;
  notes: readonly string[];
  region?: string;
  contactList?: string;
  pages: number;
  attempts: number;
  warnings: readonly string[];
}

/** A customer signed in to. */
export interface Connected {
  readonly account: ContactAccount;
  /** Requests to SES keep to the account's pace. */
  readonly request: RequestRunner;
  readonly contactLists: ContactListMemory;
}

/** What all customers of a run have in common. */
export interface RunShare {
  /** Monotonic milliseconds. */
  readonly startedAt: number;
  readonly memory: QueryMemory;
  readonly gate: RateGate;
  readonly breather: Breather;
  readonly pageSize: PageSize;
}

/** Begins a run, now. */
export const startRun = ({ clock, memory }: QueryDeps, limits: QueryLimits): RunShare => ({
  startedAt: clock.monotonic(),
  memory: memory ?? createQueryMemory(),
  gate: createRateGate(limits.totalRequestsPerSecond, clock),
  breather: createBreather(clock),
  pageSize: createPageSize(),
});

/** A session that has not begun. */
export const newSession = (
  customer: Customer,
  topicName: string,
  deps: QueryDeps,
  { startedAt, memory, gate, breather, pageSize }: RunShare,
): CustomerSession => ({
  customer,
  topicName,
  deps,
  memory,
  gate,
  breather,
  pageSize,
  atMs: () => deps.clock.monotonic() - startedAt,
  step: 'credentials',
  pages: 0,
  attempts: 0,
  warnings: [],
  notes: [],
});

/**
 * Signs in to a customer and does some work with it, all before the customer's deadline. Whatever can end it (deadline,
 * cancel, the end of the work) ends everything in it, and nothing is waited for that cannot be ended.
 * @param session is told how far it has come
 * @returns the work's value, or the error; never rejects
 */
export async function inSession<T>(
  session: CustomerSession,
  limits: QueryLimits,
  work: (connected: Connected) => Promise<T>,
): Promise<{ readonly value: T } | { readonly error: CustomerError }> {
  const { clock, signal, accounts, onEvent, random = Math.random } = session.deps;
  const { customer } = session;
  const { memory, gate, breather } = session;
  const ms = limits.customerTimeoutMs;
  const deadline = startDeadline(clock, ms);
  const scope = openScope(signal, {
    limit: { deadline, reason: () => customerTimedOut(ms) },
    parentReason: cancelled,
  });
  const request = createRequester({
    signal: scope.signal,
    deadline,
    limits,
    clock,
    random,
    gate,
    breather,
    onTry: (tries) => {
      session.attempts = Math.max(session.attempts, tries);
    },
    onWaiting: (delayMs, reason) =>
      onEvent?.({
        type: 'waiting',
        customerCode: customer.customerCode,
        delayMs,
        reason,
        atMs: session.atMs(),
      }),
  });
  const all = async () => {
    scope.signal.throwIfAborted();
    const onPhase = (phase: string): void => {
      session.signingIn = phase;
    };
    const onNote = (note: string): void => {
      session.notes = [...session.notes, note];
    };
    const context = { signal: scope.signal, request, holdDeadline: deadline.hold, onPhase, onNote };
    const account = await accounts.connect(customer, context);
    scope.signal.throwIfAborted(); // a sign-in that came too late starts nothing
    session.region = account.region;
    session.accountId = account.accountId;
    session.assumedBy = account.assumedBy;
    session.signedInAs = account.signedInAs;
    onEvent?.({ type: 'connecting', customerCode: customer.customerCode, atMs: session.atMs() });
    const pacer = memory.pacers(account.budget);
    return work({
      account,
      contactLists: memory.contactLists,
      request: (operation, send) => request(operation, send, operation.startsWith('ses:') ? { pacer } : {}),
    });
  };
  try {
    return { value: await raceAbort(all(), scope.signal) };
  } catch (error) {
    return {
      error: toCustomerError(scope.signal.aborted ? scope.signal.reason : error, {
        customerCode: customer.customerCode,
        topicName: session.topicName,
        assumesRole: customer.credentials.kind === 'role',
        step: session.step,
        ...(session.signingIn === undefined ? {} : { signingIn: session.signingIn }),
        pagesRead: session.pages,
      }),
    };
  } finally {
    scope.close();
  }
}
