import * as z from 'zod';
import { endEvent, newChangeKey, newId, replaced, updateEvent } from './change-event.ts';
import { DEFAULT_CALENDAR, DELETED_ITEMS, type StoredEvent } from './event.ts';
import { hasBlob, withBlob } from './html.ts';
import { readEventInput } from './input.ts';
import type { Change } from './store.ts';
import type { Switches } from './switches.ts';

/** What somebody does to an event in Outlook, past every program. */
export const handEditSchema = z.strictObject({
  /** The event, by either of its ids. */
  event: z.string(),
  change: z.discriminatedUnion('do', [
    /** Deletes it: it goes to Deleted Items, and everybody is told. */
    z.strictObject({ do: z.literal('delete') }),
    /** Cancels it; `stays`: it is left on the calendar, marked as cancelled. */
    z.strictObject({ do: z.literal('cancel'), stays: z.boolean().default(false) }),
    /** Empties it out of Deleted Items: no id finds it any more. */
    z.strictObject({ do: z.literal('destroy') }),
    /** Moves it to another calendar of the mailbox, or back (`calendar`). */
    z.strictObject({ do: z.literal('move'), to: z.string().min(1) }),
    /** Types another text; the online meeting's part stays under it unless `whole`. */
    z.strictObject({ do: z.literal('retype'), html: z.string(), whole: z.boolean().default(false) }),
    /** Hides the attendees from each other, or lets them see each other. */
    z.strictObject({ do: z.literal('hide'), hidden: z.boolean() }),
    /** Makes it an event of whole days: its own. */
    z.strictObject({ do: z.literal('all-day') }),
    /** Makes it a weekly series. */
    z.strictObject({ do: z.literal('series'), occurrences: z.int().min(2) }),
    /** Makes it a copy of an invitation by somebody else. */
    z.strictObject({ do: z.literal('hand-over'), organizer: z.string() }),
    /** Takes the online meeting away, or gives it a link. */
    z.strictObject({ do: z.literal('join-link'), url: z.string().optional() }),
    /** Anything that Graph could be asked for, by its own names. */
    z.strictObject({ do: z.literal('patch'), fields: z.record(z.string(), z.unknown()) }),
  ]),
});

/** What `byHand` takes. */
export type HandEdit = z.input<typeof handEditSchema>;
type Edit = z.output<typeof handEditSchema>['change'];

/**
 * Carries out what somebody does by hand.
 * @throws Error when there is no such event; GraphRefusal for fields that no event can have
 */
export function editByHand(
  events: readonly StoredEvent[],
  edit: z.output<typeof handEditSchema>,
  switches: Switches,
  atMs: number,
): Change<StoredEvent> {
  const target = events.find(({ id, immutableId }) => id === edit.event || immutableId === edit.event);
  if (!target) throw new Error(`There is no event ${edit.event}.`);
  const { change } = edit;
  switch (change.do) {
    case 'delete':
      return endEvent(events, target, { state: 'deleted' }, atMs);
    case 'cancel':
      return endEvent(
        events,
        target,
        { state: 'cancelled', ...(change.stays ? { folder: DEFAULT_CALENDAR } : {}) },
        atMs,
      );
    case 'destroy': {
      const ended =
        target.state === 'live' ? endEvent(events, target, { state: 'deleted' }, atMs).result : target;
      return replaced(events, target, { ...ended, id: newId('AAMkAG'), immutableId: newId('AAkALg') });
    }
    case 'patch': {
      const input = readEventInput(change.fields, 'update', switches);
      return updateEvent(events, target, input, { mailbox: target.mailbox, atMs, switches });
    }
    case 'all-day':
    case 'hand-over':
    case 'hide':
    case 'join-link':
    case 'move':
    case 'retype':
    case 'series': {
      const event = { ...target, ...changed(target, change), modifiedAtMs: atMs, changeKey: newChangeKey() };
      return replaced(events, target, event);
    }
  }
}

type Plain = Exclude<Edit, { do: 'delete' | 'cancel' | 'destroy' | 'patch' }>;

function changed(target: StoredEvent, change: Plain): Partial<StoredEvent> {
  switch (change.do) {
    case 'move': {
      const { to } = change;
      if (to === DELETED_ITEMS) throw new Error('An event gets to Deleted Items by being deleted.');
      return { id: newId('AAMkAG'), folder: to };
    }
    case 'retype': {
      const { joinUrl } = target;
      const keeps = joinUrl !== undefined && !change.whole && !hasBlob(change.html, joinUrl);
      return {
        body: { contentType: 'html', content: keeps ? withBlob(change.html, joinUrl) : change.html },
        ...(change.whole ? { joinUrl: undefined, isOnlineMeeting: false } : {}),
      };
    }
    case 'hide':
      return { hideAttendees: change.hidden };
    case 'all-day': {
      const day = target.start.dateTime.slice(0, 10);
      const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
      const { timeZone } = target.start;
      return {
        isAllDay: true,
        start: { dateTime: `${day}T00:00:00`, timeZone },
        end: { dateTime: `${next}T00:00:00`, timeZone },
      };
    }
    case 'series':
      return { occurrences: change.occurrences };
    case 'hand-over':
      return { organizer: change.organizer };
    case 'join-link':
      return { joinUrl: change.url, isOnlineMeeting: change.url !== undefined };
  }
}
