/**
 * What a `Retry-After` header asks for (RFC 9110, 10.2.3), in milliseconds: seconds, or an HTTP date measured against the
 * answer's own `Date`, so that this machine's clock does not matter.
 * @param value the header, absent or blank where there is none
 * @param answeredAt the answer's `Date` header
 * @returns 0 or more; undefined when nothing readable is asked for
 */
export function readRetryAfter(
  value: string | null | undefined,
  answeredAt: string | null | undefined,
): number | undefined {
  if (value === null || value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.parse(answeredAt ?? '');
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
