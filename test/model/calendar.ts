import type { RecordedRequest, Sandbox, StoredEvent, Switches } from '../../src/sandbox/index.ts';

/** The calendars before and after a run, and what was asked of them meanwhile; all from the sandbox's own records. */
export interface Watched {
  readonly before: readonly StoredEvent[];
  readonly after: readonly StoredEvent[];
  readonly requests: readonly RecordedRequest[];
}

/** Watches the calendars while something goes on. */
export async function watch<T>(
  sandbox: Sandbox,
  work: () => Promise<T>,
): Promise<readonly [result: T, watched: Watched]> {
  const before = sandbox.events();
  sandbox.clearRequests();
  const result = await work();
  return [result, { before, after: sandbox.events(), requests: sandbox.requests() }];
}

/** Whether an event is a meeting of the mailbox's own that has not ended, in whichever calendar. */
export const isLive = ({ state, organizer }: StoredEvent): boolean =>
  state === 'live' && organizer === undefined;

/** The mark that tells which meeting an event is, if it has one. */
export const keyOf = ({ singleValueExtendedProperties: all }: StoredEvent): string | undefined =>
  all.find(({ id }) => id.endsWith(' MeetingKey'))?.value;

/** The live events with a mark in a mailbox. */
export const liveOf = (events: readonly StoredEvent[], mailbox: string): readonly StoredEvent[] =>
  events.filter((event) => event.mailbox === mailbox && isLive(event) && keyOf(event) !== undefined);

/** The event as it was before. */
export const earlier = ({ before }: Watched, event: StoredEvent): StoredEvent | undefined =>
  before.find(({ iCalUId }) => iCalUId === event.iCalUId);

/** Events that a run made or changed. */
export function changed(watched: Watched): readonly StoredEvent[] {
  return watched.after.filter((event) => earlier(watched, event)?.changeKey !== event.changeKey);
}

/** All of an event that somebody can see or hear of. */
export function looksOf(event: StoredEvent | undefined): string {
  if (event === undefined) return '';
  const { subject, body, start, end, locations, attendees, hideAttendees, isAllDay, state, folder } = event;
  const seen = { subject, body, start, end, locations, attendees, hideAttendees, isAllDay, state, folder };
  return JSON.stringify({ ...seen, notifications: event.notifications.length });
}

/** Who was mailed by what happened meanwhile, by kind of mail; addresses as the calendar has them. */
export function mailed(watched: Watched): Readonly<Record<Mail, ReadonlySet<string>>> {
  const by = { invited: new Set<string>(), updated: new Set<string>(), cancelled: new Set<string>() };
  for (const event of watched.after) {
    const old = earlier(watched, event)?.notifications.length ?? 0;
    for (const { kind, to } of event.notifications.slice(old))
      for (const address of to) by[kind].add(address);
  }
  return by;
}

export type Mail = 'invited' | 'updated' | 'cancelled';

/** The addresses, in lower case, under which the team knows whomever the calendar keeps under this one. */
export function namesOf(address: string, { alias }: Switches): readonly string[] {
  const key = address.toLowerCase();
  const names = Object.entries(alias).flatMap(([name, kept]) =>
    kept.toLowerCase() === key ? [name.toLowerCase()] : [],
  );
  return names.length > 0 ? names : [key];
}

/** The attendees of an event as the team knows them. */
export const peopleOn = (event: StoredEvent, switches: Switches): readonly string[] =>
  event.attendees.flatMap(({ address }) => namesOf(address, switches));

/** Whether the run asked for something to be written. */
export const wrote = ({ requests }: Watched): boolean =>
  requests.some(({ service, write }) => service === 'graph' && write);
