import * as z from 'zod';
import type { EventOutcome } from '../calendar/index.ts';
import type { InvitePlan, Preparation } from '../invite/index.ts';
import type { Meeting, Problem, ZonedTime } from '../metadata/index.ts';
import { addressKey, type AggregatedRecipients, type CustomerRecipientResult } from '../recipients/index.ts';
import { customerErrorDocument, customerErrorSchema } from './error-document.ts';
import { problemDocument, problemSchema } from './problem-document.ts';

const count = z.int().nonnegative();
/** Wall time without offset, and the IANA zone it is in. */
const timeSchema = z.strictObject({ dateTime: z.string(), timeZone: z.string() });

/** Somebody, and the customers that named (or had named) this person. */
const personSchema = z.strictObject({ email: z.string(), customerCodes: z.array(z.string()) });

/** What `--output json` prints for the meeting actions (design: JSON document). Every key is always there. */
export const inviteDocumentSchema = z.strictObject({
  action: z.string(),
  dryRun: z.boolean(),
  topicName: z.string(),
  metadataFile: z.string(),
  fingerprint: z.string().nullable(),
  complete: z.boolean(),
  meeting: z
    .strictObject({
      id: z.string(),
      kind: z.enum(['change', 'announcement']),
      subject: z.string(),
      start: timeSchema,
      end: timeSchema,
      organizer: z.string().nullable(),
      hideAttendees: z.boolean().nullable(),
      location: z.string().nullable(),
    })
    .nullable(),
  customers: z.array(
    z.strictObject({
      customerCode: z.string(),
      customerName: z.string().nullable(),
      status: z.enum(['ok', 'error']),
      recipients: z.array(z.string()),
      durationMs: count,
      pages: count,
      attempts: count,
      error: customerErrorSchema.nullable(),
    }),
  ),
  recipients: z.array(personSchema),
  excluded: z.array(
    z.strictObject({
      email: z.string(),
      customerCodes: z.array(z.string()),
      reason: z.enum(['restricted', 'unsubscribed', 'invalid', 'by hand']),
    }),
  ),
  summary: z.strictObject({
    unique: count,
    customers: count,
    successful: count,
    errors: count,
    durationMs: count,
    sequentialMs: count,
  }),
  events: z.array(
    z.strictObject({
      status: z.enum(['planned', 'created', 'updated', 'unchanged', 'cancelled']),
      id: z.string().nullable(),
      joinUrl: z.string().nullable(),
      webLink: z.string().nullable(),
      subject: z.string(),
      attendees: count,
      added: z.array(personSchema),
      removed: z.array(personSchema.extend({ reason: z.enum(['unsubscribed', 'taken off']) })),
      kept: z.array(
        personSchema.extend({ reason: z.enum(['failed', 'left out', 'not in file', 'by hand']) }),
      ),
    }),
  ),
  problems: z.array(problemSchema),
});

export type InviteDocument = z.infer<typeof inviteDocumentSchema>;

/** All that the document tells; what a run did not come to know is left out. */
export interface InviteFacts {
  readonly action: string;
  readonly dryRun: boolean;
  readonly topicName: string;
  readonly metadataFile: string;
  readonly preparation?: Preparation;
  /** As it was printed; the plan's own where nothing else is said. */
  readonly fingerprint?: string;
  /** Where there is no plan to have it. */
  readonly organizer?: string;
  readonly events: readonly EventOutcome[];
  /** Problems of the run itself, beyond those of file, config and plan. */
  readonly problems: readonly Problem[];
}

/** Makes the document of a run. Pure: the same facts give the same document. */
export function inviteDocument(facts: InviteFacts): InviteDocument {
  const { preparation } = facts;
  const plan = preparation?.kind === 'planned' ? preparation.plan : undefined;
  const { aggregated, reading } = preparation ?? {};
  const meeting = plan?.meeting ?? reading?.meeting;
  return {
    action: facts.action,
    dryRun: facts.dryRun,
    topicName: facts.topicName,
    metadataFile: facts.metadataFile,
    fingerprint: facts.fingerprint ?? plan?.fingerprint ?? null,
    complete: plan?.completeness.kind === 'complete',
    meeting: meeting === undefined ? null : meetingDocument(meeting, plan, facts.organizer),
    customers: (aggregated?.results ?? []).map(customerDocument),
    recipients: (plan?.attendees ?? []).map(personDocument),
    excluded: (plan?.excluded ?? []).map(({ email, customerCodes, reason }) => ({
      email,
      customerCodes: [...customerCodes],
      reason,
    })),
    summary: summaryDocument(aggregated),
    events: facts.events.map(({ status, id, joinUrl, webLink, subject, attendees, people }) => ({
      status,
      id: id ?? null,
      joinUrl: joinUrl ?? null,
      webLink: webLink ?? null,
      subject,
      attendees,
      added: (people?.added ?? []).map(personDocument),
      removed: (people?.removed ?? []).map((one) => ({ ...personDocument(one), reason: one.reason })),
      kept: (people?.kept ?? []).map((one) => ({ ...personDocument(one), reason: one.reason })),
    })),
    problems: [...problemsOf(preparation), ...facts.problems].map(problemDocument),
  };
}

function personDocument({
  email,
  customerCodes,
}: {
  readonly email: string;
  readonly customerCodes: readonly string[];
}): z.infer<typeof personSchema> {
  return { email, customerCodes: [...customerCodes] };
}

/** The problems that a preparation carries, wherever it ended. */
export function problemsOf(preparation: Preparation | undefined): readonly Problem[] {
  if (preparation === undefined) return [];
  if (preparation.kind === 'planned') return preparation.plan.problems;
  if (preparation.kind === 'failed') return preparation.problems;
  return preparation.reading?.problems ?? [];
}

function meetingDocument(
  meeting: Meeting,
  plan: InvitePlan | undefined,
  organizer: string | undefined,
): NonNullable<InviteDocument['meeting']> {
  const location = plan?.location ?? meeting.location ?? '';
  return {
    id: meeting.objectId,
    kind: meeting.kind,
    subject: plan?.subject ?? meeting.subject,
    start: timeDocument(plan?.start ?? meeting.start),
    end: timeDocument(plan?.end ?? meeting.end),
    organizer: plan?.organizer ?? organizer ?? null,
    hideAttendees: plan?.hideAttendees ?? null,
    location: location === '' ? null : location,
  };
}

const timeDocument = ({ dateTime, timeZone }: ZonedTime): z.infer<typeof timeSchema> => ({
  dateTime,
  timeZone,
});

function customerDocument(result: CustomerRecipientResult): InviteDocument['customers'][number] {
  return {
    customerCode: result.customerCode,
    customerName: result.customerName ?? null,
    status: result.error === undefined ? 'ok' : 'error',
    recipients: peopleOf(result),
    durationMs: Math.round(result.durationMs),
    pages: result.pages,
    attempts: result.attempts,
    error: result.error === undefined ? null : customerErrorDocument(result.error),
  };
}

/** Each person once, as the 📧 line counts them, spelled as first seen. */
function peopleOf({ recipients }: CustomerRecipientResult): string[] {
  const people = new Map<string, string>();
  for (const { email } of recipients) {
    const key = addressKey(email);
    if (!people.has(key)) people.set(key, email.trim());
  }
  return [...people.values()];
}

function summaryDocument(aggregated: AggregatedRecipients | undefined): InviteDocument['summary'] {
  return {
    unique: aggregated?.unique.length ?? 0,
    customers: aggregated?.results.length ?? 0,
    successful: aggregated?.successful ?? 0,
    errors: aggregated?.errors ?? 0,
    durationMs: Math.round(aggregated?.durationMs ?? 0),
    // The sum of the rounded times, so that a reader's own sum of `customers[].durationMs` is the same.
    sequentialMs: (aggregated?.results ?? []).reduce(
      (sum, { durationMs }) => sum + Math.round(durationMs),
      0,
    ),
  };
}
