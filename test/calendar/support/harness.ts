import {
  cancelMeeting,
  createCalendar,
  openJournal,
  type CancelOutcome,
  type KnownMeeting,
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
  readonly knownMeeting?: KnownMeeting;
  readonly comment?: string;
}

/** A journal's file in memory. */
export function memoryFiles() {
  const files = new Map<string, string>();
  return {
    files,
    readTextFile: (path: string) => Promise.resolve(files.get(path)),
    appendTextFile: (path: string, text: string) => {
      files.set(path, (files.get(path) ?? '') + text);
      return Promise.resolve();
    },
  };
}

/** A fake Graph, a calendar on it, a journal, and what was reported. */
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
  const memory = memoryFiles();
  const journal = openJournal('sends.jsonl', memory);
  const wanted = (wishes: Wishes) => ({
    ...wishes,
    journal,
    forceUpdate: wishes.forceUpdate ?? false,
    signal: wishes.signal ?? new AbortController().signal,
  });
  const send = (plan: InvitePlan, wishes: Wishes = {}): Promise<SendOutcome> =>
    sendPlan(plan, calendar, wanted(wishes));
  const cancel = (plan: InvitePlan, wishes: Wishes = {}): Promise<CancelOutcome> =>
    cancelMeeting(plan, calendar, wanted(wishes));
  return { graph, clock, reported, calendar, journal, memory, open, send, cancel };
}

/** The statuses of an outcome's events, for short assertions. */
export function statuses(outcome: SendOutcome | CancelOutcome): readonly string[] {
  return outcome.events.map(({ status }) => status);
}
