import { GraphFailure, isUntrusted, type Told } from '../failure.ts';
import { tellAadsts } from './aadsts.ts';
import type { Trouble } from './credential.ts';
import type { SignInNames } from './names.ts';

/** What a failed sign-in was about; nothing of it is secret. */
export interface SignInAttempt {
  /** Whose it is, for people. */
  readonly description: string;
  /** Origin of Microsoft Entra. */
  readonly authorityHost: string;
  readonly names: SignInNames;
  /** What the libraries in between may have dropped. */
  readonly trouble?: Trouble | undefined;
}

/**
 * What a sign-in threw, as a failure told for a person: by Entra's `AADSTS…` number, else by the operating system's
 * code. Never its own text, which may quote anything.
 */
export function signInFailureOf(error: unknown, signal: AbortSignal, attempt: SignInAttempt): GraphFailure {
  if (error instanceof GraphFailure) return error;
  if (signal.aborted) return new GraphFailure({ kind: 'aborted', code: 'Aborted' });
  const { networkError, refusal } = attempt.trouble ?? {};
  const texts = refusal === undefined ? textsOf(error) : [...textsOf(error), refusal];
  if (texts.some((text) => text.includes('authorization_declined'))) {
    return failed('SignInDeclined', ['The sign-in was declined.', 'Run again when you want to sign in.']);
  }
  // Before any number: the last answer before the time ran out says that nobody has signed in yet.
  if (texts.some((text) => text.includes('device_code_expired'))) {
    return failed('AADSTS70020', tellAadsts('AADSTS70020', attempt.names));
  }
  const numbers = texts.flatMap((text) => text.match(/AADSTS\d{4,}/g) ?? []);
  const known = numbers.find((number) => tellAadsts(number, attempt.names) !== undefined) ?? numbers[0];
  if (known !== undefined) {
    return failed(known, tellAadsts(known, attempt.names) ?? tellUnknown(known, attempt));
  }
  const network = systemCode(networkError) ?? systemCode(error);
  if (network !== undefined) return failed(network, tellNetwork(network, attempt));
  const name = error instanceof Error ? error.name : 'SignInFailed';
  return failed(name, tellUnknown(name, attempt));
}

/** A sign-in failure with a code of ours. */
export function failed(code: string, told?: Told): GraphFailure {
  return new GraphFailure({ kind: 'signin', code, ...(told !== undefined && { told }) });
}

function tellUnknown(code: string, { description, names, authorityHost }: SignInAttempt): Told {
  return [
    `Signing in to Microsoft Graph failed (${code}) for ${description}.`,
    `Check ${names.tenant}, ${names.client} and the network to ${authorityHost}, and try again.`,
  ];
}

function tellNetwork(code: string, { authorityHost }: SignInAttempt): Told {
  const { host } = new URL(authorityHost);
  if (isUntrusted(code)) {
    return [
      `${host}, where one signs in to Microsoft Graph, could not prove that it is ${host} (${code}).`,
      'If your organization inspects traffic, point NODE_EXTRA_CA_CERTS at its certificate.',
    ];
  }
  return [
    `${host}, where one signs in to Microsoft Graph, cannot be reached (${code}).`,
    'Check the network, VPN and proxy, and run again.',
  ];
}

function textsOf(error: unknown): readonly string[] {
  const texts: string[] = [];
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    texts.push(cause.message);
    if ('errorCode' in cause && typeof cause.errorCode === 'string') texts.push(cause.errorCode);
  }
  return texts;
}

/** The operating system's or TLS's code of a connection that failed, e.g. `ENOTFOUND`. */
function systemCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (!('code' in cause) || typeof cause.code !== 'string') continue;
    // Azure's pipeline names what it knows nothing better of REQUEST_SEND_ERROR.
    if (cause.code !== 'REQUEST_SEND_ERROR' && /^(E[A-Z_]+|[A-Z_]+)$/.test(cause.code)) return cause.code;
  }
  return undefined;
}
