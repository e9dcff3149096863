import type { EventFields, Notification } from './event.ts';

type Attendees = EventFields['attendees'];

/**
 * Who is told of an update (Microsoft Graph docs, update event: a change of attendees alone goes to the changed ones
 * only). `others` says that something an attendee can see changed besides; extended properties are not seen by anybody.
 */
export function notificationsOfUpdate(
  before: Attendees,
  after: Attendees,
  others: boolean,
  atMs: number,
): readonly Notification[] {
  const key = (address: string) => address.toLowerCase();
  const had = new Map(before.map((attendee) => [key(attendee.address), attendee]));
  const has = new Map(after.map((attendee) => [key(attendee.address), attendee]));
  const added = after.filter(({ address }) => !had.has(key(address)));
  const removed = before.filter(({ address }) => !has.has(key(address)));
  const kept = after.filter(({ address }) => had.has(key(address)));
  const updated = others ? kept : kept.filter(({ address, type }) => had.get(key(address))?.type !== type);
  return [
    ...notification('invited', added, atMs),
    ...notification('updated', updated, atMs),
    ...notification('cancelled', removed, atMs),
  ];
}

/** One notification, or none when there is nobody to tell. */
export function notification(kind: Notification['kind'], to: Attendees, atMs: number): Notification[] {
  return to.length === 0 ? [] : [{ kind, to: to.map(({ address }) => address), atMs }];
}
