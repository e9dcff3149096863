export {
  checkGraphBaseUrl,
  graphOf,
  resolveGraphBaseUrl,
  signInFor,
  type GraphBaseUrl,
  type SignInPlace,
} from './base-url.ts';
export { createCalendar, type Calendar, type CalendarOptions } from './calendar.ts';
export {
  cancelMeeting,
  lookToCancel,
  meetingOnFile,
  type CancelOptions,
  type CancelOutcome,
} from './cancel.ts';
export { confirmedCancel } from './confirmed-cancel.ts';
export {
  comparePlan,
  plannedOnly,
  readMeeting,
  type AttendeeChanges,
  type MeetingSnapshot,
  type PlanComparison,
} from './compare-plan.ts';
export { conflictSentence, findConflicts, type Conflict } from './conflicts.ts';
export { CalendarFailure } from './failure.ts';
export type { SoughtMeeting } from './find.ts';
export { sendLines } from './lines.ts';
export { lookForPlan, type LookOptions, type PlanLook } from './look.ts';
export { differenceLines, type DifferenceLineOptions } from './difference-lines.ts';
export {
  changedFields,
  differenceFingerprint,
  type EventDifference,
  type PlanDifference,
} from './difference.ts';
export type { AddedPerson, KeptPerson, PeopleChanges, RemovedPerson } from './merge.ts';
export type { CalendarError, CalendarWarning, EventOutcome, Question, SendOutcome } from './outcome.ts';
export { checkLines, leftSentence, proofHeading, proofReport, proofSummary } from './prove/report.ts';
export { PROOF_CHECKS } from './prove/checks.ts';
export { proveCalendar, type Proof, type ProvedCheck } from './prove/prove-calendar.ts';
export { sendPlan, type SendOptions } from './send.ts';
export type { SendEvent } from './send-event.ts';
export { isTest, testPlan, type TestPlan } from './test-plan.ts';
export { checkCalendarAccess, type AccessStep } from './sign-in/check-access.ts';
export { storedSecretToken, type StoredSecret } from './sign-in/stored-secret-token.ts';
export { accountSignInFailure, signInSentence } from './sign-in/told-failure.ts';
export { graphTokenFromEnvironment, type GraphToken, type SignInOptions } from './token.ts';
