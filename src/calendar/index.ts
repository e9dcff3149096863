export {
  checkGraphBaseUrl,
  graphOf,
  resolveGraphBaseUrl,
  signInFor,
  type GraphBaseUrl,
  type SignInPlace,
} from './base-url.ts';
export { createCalendar, type Calendar, type CalendarOptions } from './calendar.ts';
export { CalendarFailure } from './failure.ts';
export { sendLines } from './lines.ts';
export { lookForPlan } from './look.ts';
export type { CalendarError, EventOutcome, Question, SendOutcome } from './outcome.ts';
export { sendPlan, type SendOptions } from './send.ts';
export type { SendEvent } from './send-event.ts';
export { storedSecretToken, type StoredSecret } from './sign-in/stored-secret-token.ts';
export { accountSignInFailure, signInSentence } from './sign-in/told-failure.ts';
export { graphTokenFromEnvironment, type GraphToken, type SignInOptions } from './token.ts';
