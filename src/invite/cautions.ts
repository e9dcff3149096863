import type { Problem } from '../metadata/index.ts';
import type { InvitePlan } from './plan.ts';

/**
 * Warnings after which somebody may not want to send at all, the gravest first: the file itself advises against it,
 * people learn of each other, or what the invite rests on was assumed.
 */
const CAUTIONS: readonly string[] = [
  'TestRun',
  'MeetingNotWanted',
  'StatusUnready',
  'MeetingOver',
  'AttendeesVisible',
  'PlaceholderLeft',
  'HtmlAsText',
  'CustomerNamedInText',
  'CustomersNamed',
  'NoConfigFile',
  'ZoneAssumed',
  'ZoneDataOld',
  'DurationLooksLikeHours',
];

/** What a person should read once more before a yes, however much else there was to read. In the order of weight. */
export function cautions(plan: Pick<InvitePlan, 'problems'>): readonly Problem[] {
  return CAUTIONS.flatMap((code) => plan.problems.filter((problem) => problem.code === code));
}
