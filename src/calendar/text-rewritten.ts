import type { InvitePlan } from '../invite/index.ts';
import { replaceOurPart } from './body.ts';
import type { Decision } from './decide.ts';
import type { Question } from './outcome.ts';
import { textRewritten } from './questions.ts';

/**
 * The question that an update of the text alone would ask, since the part of the text that comes from here was rewritten on
 * the calendar.
 * @param body the event's whole body, where it was read
 */
export async function questionAboutText(
  plan: InvitePlan,
  decision: Decision,
  body: string | undefined,
): Promise<Question | undefined> {
  if (decision.kind !== 'update' || decision.resend || !decision.changes.body) return undefined;
  const { event } = decision.found;
  const others = Object.entries(decision.changes).some(([field, changes]) => field !== 'body' && changes);
  if (others || event.key !== plan.key || body === undefined) return undefined;
  const replaced = await replaceOurPart(body, plan.bodyHtml, event.joinUrl);
  return replaced === undefined ? textRewritten(plan, event) : undefined;
}
