import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Events = z.object({
  events: z.array(
    z.looseObject({
      subject: z.string(),
      state: z.string(),
      body: z.object({ content: z.string() }),
      attendees: z.array(z.object({ address: z.string() })),
      joinUrl: z.string().optional(),
    }),
  ),
});

/** An event on the sandbox's calendar. */
export type CalendarEvent = z.output<typeof Events>['events'][number];

/** The calendar that the sample workspace's sandbox keeps in the extension's storage; empty before the first send. */
export async function sampleCalendar(dataDirectory: string): Promise<readonly CalendarEvent[]> {
  const storage = join(dataDirectory, 'data', 'User', 'globalStorage', 'customer-meetings.customer-meetings');
  const text = await readFile(join(storage, 'sandbox', 'calendar.json'), 'utf8').catch(() => '{"events":[]}');
  return Events.parse(JSON.parse(text)).events;
}

/** The calendar of a sandbox in another process. */
export async function calendarAt(sandboxUrl: string): Promise<readonly CalendarEvent[]> {
  const answer = await fetch(`${sandboxUrl}/_sandbox/calendar`);
  return Events.parse(await answer.json()).events;
}
