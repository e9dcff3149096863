import { createHash } from 'node:crypto';
import { planInvite, type InvitePlan } from '../../invite/index.ts';
import { readMetadata } from '../../metadata/index.ts';
import type { PartContent } from '../payload.ts';

/** What every event of a proof has in its title, so that a person who sees one knows what it is. */
export const PROOF_TITLE = 'Customer Meetings proves this calendar';

/** The meeting that a proof's event is made from: the product's own plan, with nobody in it. */
export interface TrialMeeting {
  readonly content: PartContent;
  /** The same with another text. */
  readonly rewritten: InvitePlan;
}

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

/**
 * A meeting of one event without attendees, a year ahead, read and planned by the same code as anybody's.
 * @param name tells it from every other proof's
 * @param nowMs milliseconds since the Unix epoch
 */
export function trialMeeting(organizer: string, name: string, nowMs: number): TrialMeeting {
  const startMs = Math.ceil((nowMs + YEAR_MS) / HOUR_MS) * HOUR_MS;
  const plan = planOf(organizer, name, startMs, nowMs, 'Nobody is invited. It is deleted at once.');
  const merge = {
    attendees: [],
    added: 0,
    removed: 0,
    kept: 0,
    people: { added: [], removed: [], kept: [] },
    changed: false,
    recorded: new Map(['one', 'two'].map((person) => [hashOf(person), [CUSTOMER]] as const)),
  };
  return {
    content: { plan, target: { number: 1, total: 1, subject: plan.subject, attendees: [] }, merge },
    rewritten: planOf(organizer, name, startMs, nowMs, 'Nobody is invited. This is its second text.'),
  };
}

/** As many people in a record as an event takes: short hashes of nobody's address. */
export function longRecord(): ReadonlyMap<string, readonly string[]> {
  return new Map(Array.from({ length: 500 }, (_, index) => [hashOf(`person ${index}`), [CUSTOMER]] as const));
}

const CUSTOMER = 'proof';
const ZONE = 'America/New_York';

function planOf(
  organizer: string,
  name: string,
  startMs: number,
  nowMs: number,
  description: string,
): InvitePlan {
  const file = {
    object_type: 'change',
    changeId: `${PROOF_TITLE} ${name}`,
    changeTitle: `${PROOF_TITLE} (${name})`,
    changeReason: description,
    customers: [CUSTOMER],
    implementationStart: new Date(startMs).toISOString(),
    implementationEnd: new Date(startMs + HOUR_MS).toISOString(),
    timezone: ZONE,
    meetingTitle: `${PROOF_TITLE} (${name}): nobody is invited`,
    meetingStartTime: new Date(startMs).toISOString(),
    meetingDuration: '45 minutes',
  };
  const { meeting } = readMetadata(JSON.stringify(file), {
    file: 'proof',
    defaultTimeZone: ZONE,
    nowEpochMs: nowMs,
  });
  if (meeting === undefined) throw new Error('The meeting of a proof cannot be read.');
  return planInvite({
    meeting,
    organizer,
    topicName: CUSTOMER,
    aggregated: {
      topicName: CUSTOMER,
      results: [],
      unique: [],
      successful: 0,
      errors: 0,
      durationMs: 0,
      sequentialMs: 0,
    },
    config: { kind: 'absent', declared: true, problems: [] },
    hideAttendees: 'always',
    acceptPartial: true,
    nowEpochMs: nowMs,
  });
}

function hashOf(person: string): string {
  return createHash('sha256').update(person, 'utf8').digest('hex').slice(0, 12);
}
