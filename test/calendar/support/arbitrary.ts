import fc from 'fast-check';
import { assignParts } from '../../../src/calendar/assign.ts';
import type { Decision } from '../../../src/calendar/decide.ts';
import type { FoundEvent } from '../../../src/calendar/find.ts';
import { calendarEvent } from '../../../src/calendar/graph-event.ts';
import { createPayload, linkHash, nextRecord, updatePayload } from '../../../src/calendar/payload.ts';
import { readRecord } from '../../../src/calendar/record.ts';
import type { InvitePlan } from '../../../src/invite/index.ts';
import { planFor } from './plans.ts';

type Json = Record<string, unknown>;

export const CUSTOMERS = ['hts', 'cds', 'fin'] as const;
export const address = fc.constantFrom(...Array.from({ length: 9 }, (_, i) => `p${i}@mail.example`));
const addresses = fc.uniqueArray(address, { maxLength: 6 });

/** Plans of one meeting: some customers answer with some people, others do not, some people are named by hand. */
export const plan: fc.Arbitrary<InvitePlan> = fc
  .record({
    people: fc.record({ hts: addresses, cds: addresses, fin: addresses, '': addresses }),
    missing: fc.subarray([...CUSTOMERS]),
    subject: fc.constantFrom('Database move', 'Database move, second try'),
    start: fc.constantFrom('2027-02-02T10:00:00', '2027-02-02T10:30:00'),
    location: fc.constantFrom('', 'Room 1', 'Room 2'),
    bodyText: fc.constantFrom('One.', 'Two.'),
    hideAttendees: fc.boolean(),
  })
  .map(({ people, missing, ...rest }) =>
    planFor({
      ...rest,
      missing,
      people: Object.fromEntries(
        Object.entries(people).filter(([code]) => !(missing as string[]).includes(code)),
      ),
    }),
  );

/** What somebody does to the attendees in Outlook. */
export const byHand = fc.record({ adds: addresses, removes: addresses });

/** The one target of a small plan. */
export function onlyTarget(of: InvitePlan, found: FoundEvent | undefined) {
  const [target] = assignParts(of, new Map(found === undefined ? [] : [[1, found]]));
  return target ?? { number: 1, total: 1, subject: of.subject, attendees: [] };
}

/** The event after a decision was carried out, by way of the very bodies that are sent. */
export async function carriedOut(
  of: InvitePlan,
  decision: Decision,
  found: FoundEvent | undefined,
): Promise<FoundEvent> {
  const target = onlyTarget(of, found);
  if (decision.kind === 'create') {
    return store((await createPayload({ plan: of, target, merge: decision.merge }, 0)) as Json);
  }
  if (decision.kind !== 'update') throw new Error(`nothing to carry out: ${decision.kind}`);
  const { merge, changes } = decision;
  const body = changes.body ? of.bodyHtml : undefined;
  const content = { plan: of, target, merge };
  const { record: before } = decision.found;
  const link = body === undefined ? before?.sent.join : linkHash(content);
  const record = nextRecord(content, before, link);
  const patch = updatePayload(content, changes, { body, utc: false, mark: false, record }) as Json;
  return store(patch, found);
}

/** Adds and removes attendees as a person would. */
export function changedByHand(
  found: FoundEvent,
  { adds, removes }: { readonly adds: readonly string[]; readonly removes: readonly string[] },
): FoundEvent {
  const stay = found.event.attendees.filter((one) => !removes.includes(one.address));
  const news = adds.filter((one) => !stay.some((other) => other.address === one));
  const attendees = [...stay, ...news.map((one) => ({ address: one, type: 'optional' as const }))];
  return { ...found, event: { ...found.event, attendees } };
}

function store(sent: Json, before?: FoundEvent): FoundEvent {
  const parsed = calendarEvent.parse({
    id: 'id-1',
    ...(before !== undefined && {
      subject: before.event.subject,
      location: { displayName: before.event.location },
      hideAttendees: before.event.hideAttendees,
      attendees: before.event.attendees.map(({ address: mail, name, type }) => ({
        type,
        emailAddress: { address: mail, name },
      })),
    }),
    ...sent,
  });
  const event =
    before === undefined || sent.start !== undefined
      ? parsed
      : { ...parsed, startMs: before.event.startMs!, endMs: before.event.endMs! };
  const record = readRecord(event.recordText);
  return record === undefined ? { event } : { event, record };
}
