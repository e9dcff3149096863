export type { Attendee, Completeness, Exclusion, InvitePlan, MissingCustomer, PlanPart } from './plan.ts';
export { addModifications, type EditedMetadata } from './add-modifications.ts';
export { NOBODY_BY_HAND, settledByHand, type ByHand } from './by-hand.ts';
export { BODY_CONTAINER_ID, inviteBody } from './body.ts';
export { cautions } from './cautions.ts';
export { calendarFile, isOwnCalendarFile } from './calendar-file.ts';
export type { NamedCustomer } from './content.ts';
export { meetingKey } from '../metadata/index.ts';
export { modificationsFor, type ModificationEntry, type RecordedPlan } from './modification.ts';
export { confirmationOf, metadataNotUpdated } from './not-updated.ts';
export { planFingerprint } from './fingerprint.ts';
export { planLines, type PlanLineOptions } from './lines.ts';
export { DEFAULT_LOCATION, meetingContent, type MeetingContent } from './meeting-content.ts';
export { planInvite, type PlanInput } from './plan-invite.ts';
export {
  prepareCalendarFile,
  type CalendarFilePreparation,
  type CalendarFileRequest,
} from './prepare-calendar-file.ts';
export { prepareInvite, type InviteRequest, type Preparation, type PrepareDeps } from './prepare.ts';
export { renderPreviewPage, type PreviewExtra } from './preview-page.ts';
export { sameAccount } from './same-account.ts';
export { chooseOrganizer, planBlocks, type Organizer } from './problems.ts';
export {
  MAX_ATTENDEES_PER_EVENT,
  partitionAttendees,
  partSubject,
  planParts,
  type Partition,
} from './split.ts';
export { withPeopleWhoStay, type HideAttendees, type PeopleWhoStay } from './visibility.ts';
export { computeWaterfall, formatDuration, type Waterfall, type WaterfallBar } from './waterfall.ts';
