import { planBlocks, type InvitePlan } from '../invite/index.ts';
import type { CalendarError } from './outcome.ts';

/** Why a plan may not be sent at all, whatever the calendar says; `undefined` when it may. */
export function refusalOf(plan: InvitePlan): CalendarError | undefined {
  const [first, ...more] = planBlocks(plan);
  if (first !== undefined) {
    const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
    return {
      code: first.code,
      message: first.message + others,
      remedy:
        first.code === 'PartialNotAccepted'
          ? 'Ask these customers again, or decide to send without them.'
          : 'Correct what the problems point at, and run again.',
    };
  }
  if (plan.attendees.length === 0) {
    return {
      code: 'NobodyToInvite',
      message: 'The plan invites nobody.',
      remedy: 'Check the topic, the customers and their restricted recipients.',
    };
  }
  return undefined;
}
