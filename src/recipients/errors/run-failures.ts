import { CustomerFailure } from './failure.ts';

/** The person stopped the run, or the window closed. */
export const cancelled = (): CustomerFailure =>
  new CustomerFailure({
    code: 'Cancelled',
    message: 'cancelled before its answer was complete',
    remedy: 'Ask this customer again.',
  });

/** One request took too long; worth another try. @param ms the limit that was reached */
export const requestTimedOut = (operation: string, ms: number): CustomerFailure =>
  new CustomerFailure({
    code: 'RequestTimeout',
    message: `${operation} was not answered completely within ${seconds(ms)}`,
    remedy: 'Ask again, or allow more time with --request-timeout (setting customerMeetings.limits).',
  });

/** The customer as a whole took too long. @param ms the limit that was reached */
export const customerTimedOut = (ms: number): CustomerFailure =>
  new CustomerFailure({
    code: 'CustomerTimeout',
    message: `no complete answer within ${seconds(ms)}`,
    remedy:
      'Ask this customer again, or allow more time with --customer-timeout (setting customerMeetings.limits).',
  });

/** `60 s`, `2.5 s`. @param ms milliseconds */
export const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
