import { domainToASCII, domainToUnicode } from 'node:url';
import { shownText } from './shown-text.ts';

/**
 * An address as mail systems take it: trimmed, a domain with letters of other scripts in its ASCII form (`bücher.example`
 * → `xn--bcher-kva.example`; the platform's own UTS #46). Anything that has no such form stays as it is.
 * @param email an address as somebody wrote it
 */
export function asciiAddress(email: string): string {
  const address = email.trim();
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  // Only letters, digits, dots and hyphens: a domain that holds anything else is none, and stays to be seen as it is.
  if (at < 0 || !/[^\p{ASCII}]/u.test(domain) || !/^[\p{L}\p{M}\p{N}.\u3002-]+$/u.test(domain))
    return address;
  const ascii = domainToASCII(domain);
  return ascii === '' ? address : `${address.slice(0, at + 1)}${ascii}`;
}

/**
 * The form in which addresses are compared everywhere: trimmed, with its domain's ASCII form, and lower-cased (design: who
 * is invited; the Go tool compares its restricted recipients the same way).
 * @param email an address as somebody wrote it
 */
export const addressKey = (email: string): string => asciiAddress(email).toLowerCase();

/**
 * An address for a person's eyes: invisible characters by their code point, a domain in its ASCII form with what it stands
 * for: `ada@xn--bcher-kva.example (bücher.example)`.
 */
export function shownAddress(email: string): string {
  const address = asciiAddress(email);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const unicode = /(^|\.)xn--/i.test(domain) ? domainToUnicode(domain) : domain;
  return unicode === '' || unicode === domain.toLowerCase() || unicode === domain
    ? shownText(address)
    : `${shownText(address)} (${shownText(unicode)})`;
}
