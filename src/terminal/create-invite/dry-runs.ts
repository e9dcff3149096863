import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { PlanDifference } from '../../calendar/index.ts';
import { changedFields } from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import { addressKey, type TextStore } from '../../recipients/index.ts';

const hashes = z.array(z.string());
const byCustomer = z.record(z.string(), hashes);

/** What a dry run showed, as far as it takes to say later what is different: hashes, never an address. */
const shown = z.object({
  /** As it was printed. */
  fingerprint: z.string(),
  /** What goes out besides people, each by a hash. */
  fields: z.record(z.string(), z.string()),
  invited: byCustomer,
  calendar: z
    .object({ added: byCustomer, removed: byCustomer, kept: byCustomer, changes: z.array(z.string()) })
    .optional(),
});

export type ShownPlan = z.infer<typeof shown>;

const file = z.object({ v: z.literal(1), shown: z.array(shown) });

/** So many dry runs are remembered. */
const MOST = 20;

/** What earlier dry runs of this machine showed, the newest last. A file that cannot be read is as good as none. */
async function readShown(store: TextStore): Promise<readonly ShownPlan[]> {
  try {
    return file.parse(JSON.parse((await store.read()) ?? '')).shown;
  } catch {
    return [];
  }
}

/** Remembers what a dry run showed. A folder that cannot be written keeps nobody from anything: rejects with nothing. */
export async function rememberShown(store: TextStore, entry: ShownPlan): Promise<void> {
  const others = (await readShown(store)).filter(({ fingerprint }) => fingerprint !== entry.fingerprint);
  const text = JSON.stringify({ v: 1, shown: [...others, entry].slice(-MOST) });
  await store.write(text).catch(() => undefined);
}

/** What the dry run of a fingerprint showed; `undefined` when it was another machine's, or long ago. */
export async function shownBy(store: TextStore, fingerprint: string): Promise<ShownPlan | undefined> {
  return (await readShown(store)).find((entry) => entry.fingerprint === fingerprint);
}

/** A plan and what it would do to the calendar, as it is remembered. */
export function shownOf(
  fingerprint: string,
  plan: InvitePlan,
  difference: PlanDifference | undefined,
): ShownPlan {
  const { key } = plan;
  const missing = plan.completeness.kind === 'complete' ? [] : plan.completeness.missing;
  const of = (text: unknown): string => hash(key, JSON.stringify(text));
  const { added, removed, kept } = difference?.people ?? {};
  return {
    fingerprint,
    fields: {
      'the organizer': of(addressKey(plan.organizer)),
      'the subject': of(plan.subject),
      'the time': of([plan.start.epochMs, plan.end.epochMs, plan.start.timeZone, plan.end.timeZone]),
      'the place': of(plan.location),
      'the text': of(plan.bodyHtml),
      'who sees whom': of(plan.hideAttendees),
      'which customers answered': of([...plan.answered].sort()),
      'which customers are missing': of(missing.map(({ customerCode }) => customerCode).sort()),
      'what was decided by hand': of(plan.byHand ?? null),
    },
    invited: grouped(key, plan.attendees),
    ...(difference !== undefined && {
      calendar: {
        added: grouped(key, added ?? []),
        removed: grouped(key, removed ?? []),
        kept: grouped(key, kept ?? []),
        changes: [...changedFields(difference)],
      },
    }),
  };
}

/** How the plan differs from the confirmed one, as the middle of a sentence; empty where that cannot be told. */
export function planChanges(before: ShownPlan | undefined, now: ShownPlan): string {
  if (before === undefined) return '';
  const fields = Object.keys(now.fields).filter((name) => now.fields[name] !== before.fields[name]);
  return [
    ...customerChanges(before.invited, now.invited, 'invited'),
    ...fields.map((name) => `${name} ${name.startsWith('which') ? 'have changed' : 'has changed'}`),
  ].join('; ');
}

/** The same for what would be done to the calendar. */
export function calendarChanges(before: ShownPlan | undefined, now: ShownPlan): string {
  const then = before?.calendar;
  const { calendar } = now;
  if (then === undefined || calendar === undefined) return '';
  const added = calendar.changes.filter((field) => !then.changes.includes(field));
  const gone = then.changes.filter((field) => !calendar.changes.includes(field));
  return [
    ...customerChanges(then.added, calendar.added, 'added'),
    ...customerChanges(then.removed, calendar.removed, 'taken off'),
    ...customerChanges(then.kept, calendar.kept, 'kept'),
    ...added.map((field) => `${field} changes now`),
    ...gone.map((field) => `${field} changes no longer`),
  ].join('; ');
}

type ByCustomer = z.infer<typeof byCustomer>;

function customerChanges(before: ByCustomer, now: ByCustomer, what: string): readonly string[] {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return codes.flatMap((code) => {
    const [then, there] = [new Set(before[code]), new Set(now[code])];
    const more = [...there].filter((person) => !then.has(person)).length;
    const fewer = [...then].filter((person) => !there.has(person)).length;
    if (more + fewer === 0) return [];
    const counts = [
      ...(more > 0 ? [`${more} more ${what}`] : []),
      ...(fewer > 0 ? [`${fewer} fewer ${what}`] : []),
    ];
    return [`${code === '' ? 'of no customer' : code}: ${counts.join(', ')}`];
  });
}

function grouped(
  key: string,
  people: readonly { readonly email: string; readonly customerCodes: readonly string[] }[],
): ByCustomer {
  const groups: Record<string, string[]> = {};
  for (const { email, customerCodes } of people) {
    for (const code of customerCodes.length === 0 ? [''] : customerCodes)
      (groups[code] ??= []).push(hash(key, addressKey(email)));
  }
  return groups;
}

function hash(key: string, text: string): string {
  return createHash('sha256').update(`${key}\n${text}`, 'utf8').digest('hex').slice(0, 12);
}
