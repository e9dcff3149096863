export type { Attendee, Completeness, Exclusion, InvitePlan, MissingCustomer, PlanPart } from './plan.ts';
export { BODY_CONTAINER_ID, inviteBody, type NamedCustomer } from './body.ts';
export { meetingKey } from './key.ts';
export { planFingerprint } from './fingerprint.ts';
export { planLines, type PlanLineOptions } from './lines.ts';
export { DEFAULT_LOCATION, planInvite, type PlanInput } from './plan-invite.ts';
export { prepareInvite, type InviteRequest, type Preparation, type PrepareDeps } from './prepare.ts';
export { renderPreviewPage, type PreviewExtra } from './preview-page.ts';
export { chooseOrganizer, planBlocks, type Organizer } from './problems.ts';
export {
  MAX_ATTENDEES_PER_EVENT,
  partitionAttendees,
  partSubject,
  planParts,
  type Partition,
} from './split.ts';
export type { HideAttendees } from './visibility.ts';
export { computeWaterfall, formatDuration, type Waterfall, type WaterfallBar } from './waterfall.ts';
