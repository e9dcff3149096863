import { createHash } from 'node:crypto';
import { DEFAULT_CALENDAR, DELETED_ITEMS, folderOf, type StoredEvent } from './event.ts';

/** A calendar of a mailbox. */
export interface CalendarFolder {
  readonly id: string;
  /** As an event's `folder` has it. */
  readonly folder: string;
}

/** The calendars of a mailbox: the default one, and those that events of it were moved to. */
export function calendarsOf(mailbox: string, events: readonly StoredEvent[]): readonly CalendarFolder[] {
  const folders = events.filter((event) => event.mailbox === mailbox).map(folderOf);
  const others = [...new Set(folders)].filter((name) => name !== DEFAULT_CALENDAR && name !== DELETED_ITEMS);
  return [DEFAULT_CALENDAR, ...others].map((folder) => ({ id: folderId(mailbox, folder), folder }));
}

/** The id of a folder: containers keep theirs (Microsoft Graph docs: immutable identifiers). */
export function folderId(mailbox: string, folder: string): string {
  return `AQMkAD${createHash('sha256').update(`${mailbox} ${folder}`).digest('base64')}`;
}

/** A calendar as Graph answers it. */
export function calendarJson(mailbox: string, { id, folder }: CalendarFolder): Record<string, unknown> {
  const isDefault = folder === DEFAULT_CALENDAR;
  return {
    id,
    name: isDefault ? 'Calendar' : folder,
    isDefaultCalendar: isDefault,
    canEdit: true,
    isRemovable: !isDefault,
    owner: { name: mailbox, address: mailbox },
  };
}

/** Deleted Items as Graph answers it. */
export function deletedItemsJson(mailbox: string): Record<string, unknown> {
  return { id: folderId(mailbox, DELETED_ITEMS), displayName: 'Deleted Items', isHidden: false };
}
