export type { CalendarError, EventOutcome, Question, SendOutcome } from './outcome.ts';
