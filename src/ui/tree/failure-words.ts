import type { CustomerError, SharedCause } from '../../recipients/index.ts';
import type { NodeFailure } from './node.ts';

/** Settings as error texts name them. */
const SETTING = /\bcustomerMeetings(?:\.[a-zA-Z]+)+/;

/** @returns the setting that a remedy says to change, e.g. `customerMeetings.topicName`; `undefined` when it names none */
export function settingIn(remedy: string): string | undefined {
  return SETTING.exec(remedy)?.[0];
}

/** The words for a node's `contextValue` that say which remedies it has: `failure`, `sso` or `login`, `setting`. */
export function failureWords({ remedy, signIn }: Pick<NodeFailure, 'remedy' | 'signIn'>): readonly string[] {
  return [
    'failure',
    ...(signIn === undefined ? [] : [signIn.kind]),
    ...(settingIn(remedy) === undefined ? [] : ['setting']),
  ];
}

/** One customer's error as a node carries it. */
export function failureOf(error: CustomerError): NodeFailure {
  const { code, message, remedy, requestId, signIn, customerCode } = error;
  return {
    code,
    message,
    remedy,
    ...(requestId === undefined ? {} : { requestId }),
    ...(signIn === undefined ? {} : { signIn }),
    customerCodes: [customerCode],
  };
}

/** What several customers failed by, as a node carries it. */
export function sharedFailure(cause: SharedCause): NodeFailure {
  const { code, message, remedy, signIn, customerCodes } = cause;
  return { code, message, remedy, customerCodes, ...(signIn === undefined ? {} : { signIn }) };
}
