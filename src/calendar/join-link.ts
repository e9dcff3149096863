import { MAX_ATTEMPTS, waitBefore } from './backoff.ts';
import { GraphFailure } from './failure.ts';
import type { CalendarEvent } from './graph-event.ts';
import { UNSTOPPABLE, type Run } from './run.ts';

/**
 * A just created online meeting with its join link. Teams may add the link a moment after the event: then the event is
 * read again, with waits where other events are to carry the link. A link that does not come is no failure.
 */
export async function withJoinLink(run: Run, event: CalendarEvent, awaited: boolean): Promise<CalendarEvent> {
  for (
    let attempt = 1;
    event.joinUrl === undefined && attempt <= (awaited ? MAX_ATTEMPTS : 1);
    attempt += 1
  ) {
    try {
      const fresh = await run.calendar.read(run.plan.organizer, event.id, UNSTOPPABLE);
      if (fresh?.joinUrl !== undefined) return { ...event, joinUrl: fresh.joinUrl };
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
    }
    const delayMs = awaited ? waitBefore(attempt, { kind: 'answer', code: 'JoinLinkMissing' }) : undefined;
    if (delayMs === undefined) break;
    const stopped = await run.calendar.clock.sleep(delayMs, run.signal).then(
      () => false,
      () => true,
    );
    if (stopped) break;
  }
  return event;
}
