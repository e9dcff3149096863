import { BASE_CODE } from './fault.ts';

/** One request as the sandbox saw it. Times are ms since the sandbox started (monotonic). */
export interface RecordedRequest {
  readonly service: 'sts' | 'ses' | 'sso' | 'sso-oidc' | 'signin' | 'graph' | 'unknown';
  /** AWS's operation name; for Graph e.g. `CreateEvent`; `Unknown` for what no service has. */
  readonly operation: string;
  readonly customerCode?: string;
  readonly accountId?: string;
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  readonly startedAtMs: number;
  /** When the last byte was written or the connection ended; absent while it is being answered. */
  readonly endedAtMs?: number;
  /** Absent when no complete answer was given. */
  readonly status?: number;
  /** Requests in flight at that moment, this one included. */
  readonly inFlightAtStart: number;
  /** Whether the operation would change something at the service, had it been allowed. */
  readonly write: boolean;
  /** Present and true when the answer was that there were too many requests. */
  readonly throttled?: boolean;
}

/** How long a run took and how much of it went on at once. All zero without requests. */
export interface Timing {
  readonly firstRequestMs: number;
  readonly lastAnswerMs: number;
  readonly spanMs: number;
  readonly peakInFlight: number;
  /** The most customers that had a request in flight at the same moment. */
  readonly peakCustomersInFlight: number;
}

/** What is learnt about a request while it is looked at. */
export type RequestFacts = Partial<
  Pick<RecordedRequest, 'service' | 'operation' | 'customerCode' | 'accountId' | 'write' | 'throttled'>
>;

/** A request being recorded. */
export interface JournalEntry {
  note(facts: RequestFacts): void;
  /** `status` only when the answer was given completely. */
  end(status: number | undefined): void;
}

/** The record of all requests. */
export interface Journal {
  begin(method: string, path: string): JournalEntry;
  all(): readonly RecordedRequest[];
  clear(): void;
}

const KEPT = 50_000;

/** An empty record. `elapsed` gives monotonic ms since the sandbox started; the oldest of 50,000 entries is dropped. */
export function createJournal(elapsed: () => number): Journal {
  let entries: RecordedRequest[] = [];
  let inFlight = 0;
  return {
    begin: (method, path) => {
      inFlight += 1;
      let entry: RecordedRequest = {
        service: 'unknown',
        operation: 'Unknown',
        method,
        path,
        startedAtMs: elapsed(),
        inFlightAtStart: inFlight,
        write: method !== 'GET' && method !== 'HEAD',
      };
      entries.push(entry);
      if (entries.length > KEPT) entries.shift();
      const replace = (changed: RecordedRequest) => {
        const at = entries.lastIndexOf(entry);
        if (at >= 0) entries[at] = changed;
        entry = changed;
      };
      return {
        note: (facts) => replace({ ...entry, ...facts }),
        end: (status) => {
          if (entry.endedAtMs !== undefined) return;
          inFlight -= 1;
          replace({ ...entry, endedAtMs: elapsed(), ...(status === undefined ? {} : { status }) });
        },
      };
    },
    all: () => [...entries],
    clear: () => {
      entries = [];
    },
  };
}

/** How often an operation was asked for, and how often that was answered by a throttling. */
export interface OperationCounts {
  readonly requests: number;
  readonly throttled: number;
}

/** Counts a record by customer and operation; `base` has what concerns no customer. Graph is left out. */
export function countsOf(
  requests: readonly RecordedRequest[],
): Readonly<Record<string, Readonly<Record<string, OperationCounts>>>> {
  const counts: Record<string, Record<string, OperationCounts>> = {};
  for (const { service, operation, customerCode = BASE_CODE, throttled } of requests) {
    if (service === 'graph') continue;
    const ofCustomer = (counts[customerCode] ??= {});
    const known = ofCustomer[operation] ?? { requests: 0, throttled: 0 };
    ofCustomer[operation] = {
      requests: known.requests + 1,
      throttled: known.throttled + (throttled ? 1 : 0),
    };
  }
  return counts;
}

/** Measures a record; a request still in flight counts as lasting for ever but does not end the span. */
export function timingOf(requests: readonly RecordedRequest[]): Timing {
  if (requests.length === 0)
    return { firstRequestMs: 0, lastAnswerMs: 0, spanMs: 0, peakInFlight: 0, peakCustomersInFlight: 0 };
  const firstRequestMs = Math.min(...requests.map((request) => request.startedAtMs));
  const lastAnswerMs = Math.max(firstRequestMs, ...requests.map((request) => request.endedAtMs ?? 0));
  const moments = requests
    .flatMap((request) => [
      { atMs: request.startedAtMs, change: 1, customer: request.customerCode },
      { atMs: request.endedAtMs ?? Infinity, change: -1, customer: request.customerCode },
    ])
    // An answer and the next request in the same instant did not overlap.
    .sort((a, b) => (a.atMs === b.atMs ? a.change - b.change : a.atMs - b.atMs));
  const byCustomer = new Map<string, number>();
  let inFlight = 0;
  let peakInFlight = 0;
  let peakCustomersInFlight = 0;
  for (const { change, customer } of moments) {
    inFlight += change;
    peakInFlight = Math.max(peakInFlight, inFlight);
    if (customer === undefined) continue;
    const left = (byCustomer.get(customer) ?? 0) + change;
    if (left > 0) byCustomer.set(customer, left);
    else byCustomer.delete(customer);
    peakCustomersInFlight = Math.max(peakCustomersInFlight, byCustomer.size);
  }
  return {
    firstRequestMs,
    lastAnswerMs,
    spanMs: lastAnswerMs - firstRequestMs,
    peakInFlight,
    peakCustomersInFlight,
  };
}
