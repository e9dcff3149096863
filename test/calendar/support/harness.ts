import {
  createCalendar,
  type Question,
  type SendEvent,
  type SendOutcome,
  sendPlan,
} from '../../../src/calendar/index.ts';
import type { GraphToken } from '../../../src/calendar/index.ts';
import type { InvitePlan } from '../../../src/invite/index.ts';
import { instantClock } from './clock.ts';
import { fakeGraph } from './fake-graph.ts';

export const TOKEN: GraphToken = {
  description: 'a test token',
  getAccessToken: () => Promise.resolve('token-1'),
};

export interface Wishes {
  readonly forceUpdate?: boolean;
  readonly answer?: (question: Question) => Promise<boolean>;
  readonly signal?: AbortSignal;
}

/** A fake Graph, a calendar on it, and what it reported. */
export function harness(options: { readonly requestTimeoutMs?: number; readonly token?: GraphToken } = {}) {
  const graph = fakeGraph();
  const clock = instantClock();
  const reported: SendEvent[] = [];
  const open = () =>
    createCalendar({
      baseUrl: 'https://graph.microsoft.com',
      token: options.token ?? TOKEN,
      fetch: graph.fetch,
      clock,
      onEvent: (event) => reported.push(event),
      ...(options.requestTimeoutMs !== undefined && { requestTimeoutMs: options.requestTimeoutMs }),
    });
  const calendar = open();
  const send = (plan: InvitePlan, wishes: Wishes = {}): Promise<SendOutcome> =>
    sendPlan(plan, calendar, {
      forceUpdate: wishes.forceUpdate ?? false,
      signal: wishes.signal ?? new AbortController().signal,
      ...(wishes.answer !== undefined && { answer: wishes.answer }),
    });
  return { graph, clock, reported, calendar, open, send };
}

/** The statuses of an outcome's events, for short assertions. */
export function statuses(outcome: SendOutcome): readonly string[] {
  return outcome.events.map(({ status }) => status);
}
