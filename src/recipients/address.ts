import { asciiAddress } from '../common/index.ts';

export { addressKey, asciiAddress, shownAddress } from '../common/index.ts';

/** Characters of an unquoted local part (RFC 5322 `dot-atom`); SES takes only 7-bit ASCII there. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/** One label of a host name (RFC 1123). */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * Whether an address can be invited at all: `local@domain.tld` with the lengths of RFC 5321 §4.5.3.1 (64 octets before
 * the `@`, 254 in all); a domain counts in its ASCII form. Quoted local parts and address literals are refused: no mailbox people are invited at has them.
 * @param email as somebody wrote it; white space around it does not count
 */
export function isValidAddress(email: string): boolean {
  const address = asciiAddress(email);
  const at = address.lastIndexOf('@');
  if (at < 1 || at > 64 || address.length > 254) return false;
  const labels = address.slice(at + 1).split('.');
  return (
    LOCAL_PART.test(address.slice(0, at)) && labels.length >= 2 && labels.every((label) => LABEL.test(label))
  );
}
