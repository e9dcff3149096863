import type { FailureFacts } from '../failure.ts';

/** A refusal, for the end of a sentence: `ErrorItemNotFound (status 404)`. Only what is a code; never Graph's own text. */
export function refusalText({ code, status }: FailureFacts): string {
  const told = /^[\w.:-]{1,80}$/.test(code) ? code : 'a code of its own';
  return status === undefined ? told : `${told} (status ${String(status)})`;
}

/** Milliseconds as seconds, for people. */
export function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** How far off a moment is, e.g. `1 h late` or `30 s early`. */
export function offText(ms: number): string {
  const amount = Math.abs(ms);
  const size = amount % 60_000 === 0 ? `${String(amount / 60_000)} min` : `${String(amount / 1000)} s`;
  return `${size} ${ms > 0 ? 'late' : 'early'}`;
}

/** The name of a time zone as it may be told: foreign text, cut to what a zone's name consists of. */
export function zoneText(zone: string | null | undefined): string {
  if (zone === null || zone === undefined || zone === '') return 'none';
  return zone.replace(/[^\w/+:. -]/g, '?').slice(0, 60);
}
