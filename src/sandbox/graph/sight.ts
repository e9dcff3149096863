import type { StoredEvent } from './event.ts';
import type { Switches } from './switches.ts';

/** What the calendar does not show yet: new events that a search misses, join links that come late. */
export interface Sight {
  /** An event was just made. */
  readonly made: (event: StoredEvent) => void;
  /** A list begins; `search`: by extended property. @returns which events it may show */
  readonly look: (search: boolean) => (event: StoredEvent) => boolean;
  /** Whether it is the turn of this read to be refused. */
  readonly refusesRead: () => boolean;
  /** The event is about to be answered. @returns whether its join link is known by now */
  readonly showsJoinLink: (event: StoredEvent) => boolean;
}

/** `now` gives ms since the Unix epoch. Counts by process: another one that shares the calendar's file counts for itself. */
export function createSight(switches: () => Switches, now: () => number): Sight {
  let looks = 0;
  let reads = 0;
  const madeAtLook = new Map<string, number>();
  const answers = new Map<string, number>();
  return {
    made: ({ immutableId }) => void madeAtLook.set(immutableId, looks),
    look: (search) => {
      const { searchLagMs, blindFinds, viewsLag } = switches();
      if (!search && !viewsLag) return () => true;
      const look = looks;
      looks += 1;
      return ({ immutableId, createdAtMs }) =>
        now() - createdAtMs >= searchLagMs && look - (madeAtLook.get(immutableId) ?? -Infinity) >= blindFinds;
    },
    refusesRead: () => {
      reads += 1;
      const { readConflictEvery } = switches();
      return readConflictEvery > 0 && reads % readConflictEvery === 0;
    },
    showsJoinLink: ({ immutableId }) => {
      const before = answers.get(immutableId) ?? 0;
      answers.set(immutableId, before + 1);
      return before >= switches().joinLinkLate;
    },
  };
}
