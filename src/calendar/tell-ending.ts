import type { CalendarError, EventOutcome, Question } from './outcome.ts';

/** Names what is done already, where a meeting has several events. */
export function located(
  error: CalendarError,
  { number, total }: { readonly number: number; readonly total: number },
  events: readonly EventOutcome[],
): CalendarError {
  if (total <= 1) return error;
  const there = events.map(({ subject }) => `"${subject}"`).join(', ');
  return {
    ...error,
    message: `Event ${String(number)} of ${String(total)}: ${error.message} ${there === '' ? 'None of the others has been touched.' : `Done: ${there}.`}`,
    remedy: `${error.remedy} Running again leaves what is done and goes on with the rest.`,
  };
}

/** Something that no case here foresees. */
export function unexpected(error: unknown): CalendarError {
  return {
    code: 'UnexpectedError',
    message: `Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Look at the calendar and run again; it is safe. If it goes on, please report it.',
  };
}

export const STOPPED: CalendarError = {
  code: 'Stopped',
  message: 'It was stopped before this event.',
  remedy: 'Run again to finish it; it is safe.',
};

/** A question that came up after something was written. */
export function asError(question: Question): CalendarError {
  return {
    code: question.code,
    message: question.message,
    remedy: 'Look at the calendar, then run again and answer.',
  };
}
