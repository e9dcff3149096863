/** The day (`YYYY-MM-DD`) and the release of the last comparison, from the text of src/metadata/zone-changes.ts. */
export function lastComparison(text: string): { readonly release: string; readonly on: string };

/** What there is to say on a day about a comparison; `undefined` while it is recent enough. */
export function overdue(
  comparison: { readonly release: string; readonly on: string },
  nowEpochMs: number,
): string | undefined;
