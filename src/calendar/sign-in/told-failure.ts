import type { GraphFailure } from '../failure.ts';
import { signInFailureOf } from './failure.ts';
import { SETTINGS } from './names.ts';

/**
 * What the editor's own sign-in threw, as a failure told for a person.
 * @param description whose sign-in it was
 * @param authorityHost origin of Microsoft Entra
 */
export function accountSignInFailure(
  error: unknown,
  signal: AbortSignal,
  description: string,
  authorityHost: string,
): GraphFailure {
  return signInFailureOf(error, signal, { description, authorityHost, names: SETTINGS });
}

/** A failed sign-in in one or two sentences with its remedy. */
export function signInSentence({ facts }: GraphFailure): string {
  return facts.told?.join(' ') ?? `Signing in to Microsoft Graph failed (${facts.code}).`;
}
