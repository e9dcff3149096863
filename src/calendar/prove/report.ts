import type { ProofResult } from './check.ts';
import type { LeftEvent } from './clear.ts';
import type { Proof, ProvedCheck } from './prove-calendar.ts';

const MARKS: Readonly<Record<ProofResult, string>> = {
  holds: '✅ holds:',
  differs: '❗ differs:',
  'cannot be told': '❔ cannot be told here:',
};

/** One assumption's lines: what came of it and what was seen; where it differs, what that means for sending. */
export function checkLines({ code, assumption, meaning, result, seen }: ProvedCheck): readonly string[] {
  const line = `${MARKS[result]} ${code}: ${assumption} (${seen})`;
  return result === 'differs' ? [line, `   → ${meaning}`] : [line];
}

/** The report's first line. */
export function proofHeading(total: number): string {
  return `🔬 ${String(total)} assumptions about this calendar, each tried on events without attendees, a year ahead`;
}

/** The report's last line. */
export function proofSummary({ checks, events, leftOver, interrupted }: Proof): string {
  const count = (wanted: ProofResult): number => checks.filter(({ result }) => result === wanted).length;
  const told = `${String(count('holds'))} hold, ${verb(count('differs'), 'differs', 'differ')}, ${String(count('cannot be told'))} cannot be told here`;
  const made =
    events === 0
      ? 'No event was made'
      : leftOver.length === 0
        ? `${verb(events, 'event was', 'events were')} made and deleted`
        : `${verb(events, 'event was', 'events were')} made, and not all could be deleted`;
  return `🏁 ${interrupted ? 'Interrupted: ' : ''}${told}. ${made}; nobody was mailed.`;
}

/** What to do about an event that is left, without its link. */
export function leftSentence({ title, startMs, webLink }: LeftEvent): string {
  const when = `${new Date(startMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return webLink === undefined
    ? `An event may be left: Microsoft Graph never answered whether it was made, and it could not be found. Look for "${title}" at ${when} and delete it. Nobody is invited to it.`
    : `An event could not be deleted: "${title}" at ${when}. Delete it in Outlook. Nobody is invited to it.`;
}

/** The whole report, to be pasted into an issue: no address, id or link in it. In English, for whoever mends it. */
export function proofReport(proof: Proof): string {
  const lines = [proofHeading(proof.checks.length), ...proof.checks.flatMap(checkLines), proofSummary(proof)];
  return `${lines.join('\n')}\n`;
}

function verb(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
