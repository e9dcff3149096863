import type { InvitePlan } from '../invite/index.ts';
import { hasOtherTimes } from './amiss.ts';
import type { CalendarEvent } from './graph-event.ts';
import { withLearned } from './people.ts';
import { timeHash, type MeetingRecord, type PeopleFacts } from './record.ts';

/**
 * A record as an answer to a write has it: who is there under another address, and which times the calendar made of those
 * that were sent. Times that it took for others count as sent, so that the next run corrects them in UTC; what it keeps
 * otherwise even in UTC is remembered as shown, so that nobody is told again and again.
 * @param answer the event as answered, where it is not what was sent
 * @param utc whether the times were sent in UTC
 */
export function asAnswered(
  record: MeetingRecord,
  { key, ...plan }: InvitePlan,
  learned: PeopleFacts,
  answer: CalendarEvent | undefined,
  utc: boolean,
): MeetingRecord {
  const knows = learned.aliases.size + learned.absorbed.size + learned.extra.size > 0;
  const people = knows ? { people: withLearned(record.people, learned) } : {};
  if (answer === undefined || !hasOtherTimes({ key, ...plan }, answer)) return { ...record, ...people };
  const { startMs = plan.start.epochMs, endMs = plan.end.epochMs } = answer;
  const there = { start: timeHash(key, startMs), end: timeHash(key, endMs) };
  return utc
    ? { ...record, ...people, utc: true, shown: there }
    : { ...record, ...people, utc: true, sent: { ...record.sent, ...there } };
}
