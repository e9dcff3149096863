const YES = new Set(['yes', 'true', 'y']);
const NO = new Set(['no', 'false', 'n']);

/** What a field means that is yes or no as JSON or as forms write it; `undefined` where it says neither. */
export function meansYes(value: string | boolean | undefined): boolean | undefined {
  if (typeof value !== 'string') return value;
  const word = value.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}
