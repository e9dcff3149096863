import type { CancelOutcome, SendOutcome } from '../../calendar/index.ts';
import type { InvitePlan, Preparation } from '../../invite/index.ts';
import type { MetadataReading } from '../../metadata/index.ts';
import { phaseOf, type CustomerRecipientResult, type QueryEvent } from '../../recipients/index.ts';
import type { Choices } from './choices.ts';
import { notExcluded, type ExcludedCustomer } from './excluded.ts';
import type { KeptRun } from './kept-run.ts';
import type { CustomerProgress, CustomerStatus, SessionState } from './state.ts';

/** What can happen to a session. */
export type SessionEvent =
  /** A run begins. `retry` names the customers asked again; absent, all of them are asked. */
  | {
      readonly type: 'asked';
      readonly topicName: string;
      readonly sandbox: boolean;
      readonly retry?: readonly string[];
    }
  | { readonly type: 'read'; readonly reading: MetadataReading }
  | { readonly type: 'query'; readonly event: QueryEvent }
  /** `at`: when, in milliseconds since the Unix epoch. */
  | { readonly type: 'prepared'; readonly preparation: Preparation; readonly at: number }
  /** What an earlier window was told is shown again. */
  | { readonly type: 'restored'; readonly kept: KeptRun; readonly at: number }
  /** The person took customers out or put them back; these are the ones that are out now. */
  | { readonly type: 'excluded'; readonly excluded: readonly ExcludedCustomer[] }
  /** The person decided about single people, or about who sees whom. */
  | { readonly type: 'chosen'; readonly choices: Choices }
  /** A plan from the answers that are there takes the place of the one before; `why` only where the person did not ask for it. */
  | {
      readonly type: 'replanned';
      readonly preparation: Preparation;
      readonly at: number;
      readonly why?: string;
    }
  /** File, config or settings differ from what the plan was made of; `undefined`: they match again. */
  | { readonly type: 'compared'; readonly outdated: string | undefined }
  /** The person chose to send without the missing customers: the same plan with that decision in it. */
  | { readonly type: 'accepted'; readonly plan: InvitePlan }
  | { readonly type: 'sending' }
  | { readonly type: 'sendEnded'; readonly outcome: SendOutcome }
  | { readonly type: 'cancelling' }
  | { readonly type: 'cancelEnded'; readonly outcome: CancelOutcome };

/**
 * The session's next state. Pure: tree, preview, status bar and menus all follow from it.
 * @param state the session so far
 * @param event what happened
 */
export function reduce(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'asked':
      return begin(state, event);
    case 'read':
      return { ...state, reading: event.reading, customers: expected(state, event.reading.customerCodes) };
    case 'query':
      return { ...state, customers: advance(state.customers, event.event) };
    case 'prepared':
      return end(state, event.preparation, event.at);
    case 'restored':
      return restored(state, event.kept, event.at);
    case 'excluded':
      return {
        ...state,
        excluded: event.excluded,
        customers: notExcluded(event.excluded, state.customers),
      };
    case 'chosen':
      return { ...state, choices: event.choices };
    case 'replanned':
      return replanned(state, event);
    case 'compared':
      return without(state, 'outdated', event.outdated === undefined ? {} : { outdated: event.outdated });
    case 'accepted':
      return state.preparation?.kind === 'planned'
        ? { ...state, preparation: { ...state.preparation, plan: event.plan } }
        : state;
    case 'sending':
      return without(without({ ...state, phase: 'sending' }, 'outcome'), 'cancellation');
    case 'sendEnded':
      return {
        ...state,
        phase: event.outcome.kind === 'done' ? 'sent' : 'planned',
        outcome: event.outcome,
      };
    case 'cancelling':
      return without({ ...state, phase: 'sending', cancelling: true }, 'cancellation');
    case 'cancelEnded':
      return cancelled(state, event.outcome);
  }
}

/** A meeting that was sent stays sent: its new plan is what sending again would send. */
function replanned(
  state: SessionState,
  { preparation, at, why }: Extract<SessionEvent, { type: 'replanned' }>,
): SessionState {
  const next = { ...without(end(state, preparation, at), 'outdated'), phase: state.phase };
  return why === undefined ? next : { ...next, replanned: why };
}

/** What was sent before is gone from the calendar only when the calendar says so. */
function cancelled(state: SessionState, cancellation: CancelOutcome): SessionState {
  const ended = without(state, 'cancelling', { cancellation });
  const gone = cancellation.kind === 'done' || cancellation.kind === 'nothing';
  if (!gone && state.outcome?.kind === 'done') return { ...ended, phase: 'sent' };
  const phase = state.preparation?.kind ?? 'idle';
  return gone ? without({ ...ended, phase }, 'outcome') : { ...ended, phase };
}

/** A copy without one optional field (which `exactOptional` readers take as "not there"), plus replacements. */
function without(
  state: SessionState,
  key: 'outdated' | 'replanned' | 'outcome' | 'preparation' | 'restored' | 'cancelling' | 'cancellation',
  extra: Partial<SessionState> = {},
): SessionState {
  const copy = { ...state };
  Reflect.deleteProperty(copy, key);
  return { ...copy, ...extra };
}

function begin(state: SessionState, event: Extract<SessionEvent, { type: 'asked' }>): SessionState {
  const again = event.retry === undefined ? undefined : new Set(event.retry);
  const customers = state.customers.map((customer) =>
    again === undefined || again.has(customer.customerCode) ? fresh(customer) : customer,
  );
  const begun: SessionState = {
    ...state,
    phase: 'asking',
    sandbox: event.sandbox,
    topicName: event.topicName,
    customers,
    ...(state.preparation?.kind === 'planned' ? { previousPlan: state.preparation.plan } : {}),
  };
  const gone = ['outcome', 'outdated', 'replanned', 'preparation', 'restored', 'cancellation'] as const;
  return gone.reduce((left, key) => without(left, key), begun);
}

/** Keeps what is known of a customer, its name above all, and forgets its answer. */
function fresh(customer: Pick<CustomerProgress, 'customerCode' | 'customerName'>): CustomerProgress {
  return {
    customerCode: customer.customerCode,
    ...(customer.customerName === undefined ? {} : { customerName: customer.customerName }),
    status: 'waiting',
    recipients: 0,
  };
}

function expected(state: SessionState, codes: readonly string[]): readonly CustomerProgress[] {
  const known = new Map(state.customers.map((customer) => [customer.customerCode, customer]));
  const all = codes.map((customerCode) => known.get(customerCode) ?? fresh({ customerCode }));
  return notExcluded(state.excluded, all);
}

function advance(customers: readonly CustomerProgress[], event: QueryEvent): readonly CustomerProgress[] {
  if (event.type === 'started') {
    const known = new Set(customers.map((customer) => customer.customerCode));
    const added = event.customerCodes.filter((code) => !known.has(code));
    return [...customers, ...added.map((customerCode) => fresh({ customerCode }))];
  }
  return customers.map((customer) =>
    customer.customerCode === event.customerCode ? step(customer, event) : customer,
  );
}

function step(customer: CustomerProgress, event: Exclude<QueryEvent, { type: 'started' }>): CustomerProgress {
  switch (event.type) {
    case 'queued':
      return fresh({ ...customer, ...event });
    case 'credentials':
    case 'connecting':
    case 'list':
    case 'waiting':
      return { ...customer, status: 'asking', ...noteOf(event) };
    case 'page':
      // Whether a page event counts its own page or all so far, the number shown never goes backwards.
      return {
        ...customer,
        status: 'asking',
        recipients: Math.max(customer.recipients, event.recipients),
        ...noteOf(event),
      };
    case 'done':
    case 'failed':
    case 'cancelled':
      return answered(event.result);
  }
}

function noteOf(event: QueryEvent): Pick<CustomerProgress, 'note'> {
  const note = phaseOf(event);
  return note === undefined ? {} : { note };
}

/** From this age on, in milliseconds, an answer says how old it is. */
const OLD_MS = 120_000;

/**
 * A customer that has nothing more to say, from its result.
 * @param at now, in milliseconds since the Unix epoch, where the answer's age matters
 * @returns progress without a note; a failure's recipients count as none
 */
export function answered(result: CustomerRecipientResult, at?: number): CustomerProgress {
  const ageMs = at === undefined || result.answeredAt === undefined ? 0 : at - result.answeredAt;
  return {
    customerCode: result.customerCode,
    ...(result.customerName === undefined ? {} : { customerName: result.customerName }),
    status: statusOf(result),
    recipients: result.recipients.length,
    result,
    ...(ageMs >= OLD_MS ? { ageMs } : {}),
  };
}

function statusOf(result: CustomerRecipientResult): CustomerStatus {
  if (result.error === undefined) return 'answered';
  return result.error.code === 'Cancelled' ? 'cancelled' : 'failed';
}

function end(state: SessionState, preparation: Preparation, at: number): SessionState {
  const results = preparation.aggregated?.results;
  // Without answers (bad file, bad config) nobody was asked: a list of customers for ever "waiting" would be untrue.
  const customers = results === undefined ? [] : results.map((result) => answered(result, at));
  const reading = preparation.reading ?? state.reading;
  return {
    ...state,
    phase: preparation.kind,
    preparation,
    customers,
    ...(reading === undefined ? {} : { reading }),
  };
}

/** The phase stays `idle`: nothing has been asked in this window, and nothing of this can be sent. */
function restored(state: SessionState, kept: KeptRun, at: number): SessionState {
  const older = new Map(kept.older.map((result) => [result.customerCode, result]));
  const customers = kept.results.map((result): CustomerProgress => {
    const before = older.get(result.customerCode);
    if (before === undefined) return answered(result, at);
    const ageMs = at - (before.answeredAt ?? at);
    return { ...answered(result, at), older: { recipients: before.recipients.length, ageMs } };
  });
  const excluded = kept.excluded ?? [];
  const asked = notExcluded(excluded, customers);
  return { ...state, topicName: kept.topicName, customers: asked, excluded, restored: true };
}
