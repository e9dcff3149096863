import type { QuestionCode } from '../../../src/common/index.ts';
import {
  cancelMeeting,
  createCalendar,
  type CancelOutcome,
  type Question,
  type SendEvent,
  type SendOutcome,
  sendPlan,
} from '../../../src/calendar/index.ts';
import { openJournal } from '../../../src/history/index.ts';
import type { GraphToken } from '../../../src/calendar/index.ts';
import type { KnownMeeting } from '../../../src/calendar/known-meeting.ts';
import type { InvitePlan } from '../../../src/invite/index.ts';
import { instantClock } from './clock.ts';
import { fakeGraph } from './fake-graph.ts';

export const TOKEN: GraphToken = {
  description: 'a test token',
  getAccessToken: () => Promise.resolve('token-1'),
};

export interface Wishes {
  readonly forceUpdate?: boolean;
  /** Questions answered by name, as by `--answer`. */
  readonly answers?: readonly QuestionCode[];
  readonly answer?: (question: Question) => Promise<boolean>;
  readonly signal?: AbortSignal;
  /** What the plan's file says it was scheduled as. */
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
  const wanted = ({ forceUpdate = false, answers, answer, signal, comment }: Wishes) => ({
    journal,
    forceUpdate,
    signal: signal ?? new AbortController().signal,
    ...(answers !== undefined && { answers: new Set(answers) }),
    ...(answer !== undefined && { answer }),
    ...(comment !== undefined && { comment }),
  });
  const send = (plan: InvitePlan, wishes: Wishes = {}): Promise<SendOutcome> =>
    sendPlan(ofFile(plan, wishes), calendar, wanted(wishes));
  const cancel = (plan: InvitePlan, wishes: Wishes = {}): Promise<CancelOutcome> =>
    cancelMeeting(ofFile(plan, wishes), calendar, wanted(wishes));
  return { graph, clock, reported, calendar, journal, memory, open, send, cancel };
}

/** The plan of a file that says what it was scheduled as. */
function ofFile(plan: InvitePlan, { knownMeeting }: Wishes): InvitePlan {
  if (knownMeeting === undefined) return plan;
  const { id: meetingId, cancelled, ...meeting } = knownMeeting;
  const modifications = [
    { type: 'meeting_scheduled', meeting: { meetingId, ...meeting } },
    ...(cancelled ? [{ type: 'meeting_cancelled' }] : []),
  ];
  return { ...plan, meeting: { ...plan.meeting, record: { modifications } } };
}

/** The statuses of an outcome's events, for short assertions. */
export function statuses(outcome: SendOutcome | CancelOutcome): readonly string[] {
  return outcome.events.map(({ status }) => status);
}
