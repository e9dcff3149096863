import type { AggregatedRecipients, CustomerRecipientResult } from '../recipients/index.ts';

/** One customer's bar; percentages are of the whole picture's width. */
export interface WaterfallBar {
  readonly customerCode: string;
  readonly customerName?: string;
  readonly status: 'ok' | 'failed' | 'cancelled';
  readonly startPercent: number;
  readonly widthPercent: number;
  /** The customer that took longest; exactly one, unless nobody took any time. */
  readonly slowest: boolean;
  /** E.g. `1.2 s`. */
  readonly duration: string;
}

/** A picture of who was asked when, and what asking at the same time was worth. */
export interface Waterfall {
  /** In the metadata's order. */
  readonly bars: readonly WaterfallBar[];
  /** How much time the whole width stands for, in milliseconds. */
  readonly totalMs: number;
  /** "Asking one by one would have taken …; all at once took …." */
  readonly sentence: string;
}

/** No bar is thinner than this, or quick answers would not be seen at all. */
const THINNEST_PERCENT = 0.5;

/** Computes the waterfall of a run. Pure data, so that page and webview draw the same picture. */
export function computeWaterfall(aggregated: AggregatedRecipients): Waterfall {
  const { results } = aggregated;
  const totalMs = Math.max(aggregated.durationMs, ...results.map(endOf), 1);
  const slowest = results.reduce<CustomerRecipientResult | undefined>(
    (longest, result) => (result.durationMs > (longest?.durationMs ?? 0) ? result : longest),
    undefined,
  );
  return {
    bars: results.map((result) => barOf(result, totalMs, result === slowest)),
    totalMs,
    sentence: sentenceFor(aggregated),
  };
}

/** A duration for people: `640 ms`, `1.2 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  const whole = Math.round(ms);
  if (whole < 1000) return `${whole} ms`;
  if (whole < 59_950) return `${(whole / 1000).toFixed(1)} s`;
  const seconds = Math.round(whole / 1000);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function barOf(result: CustomerRecipientResult, totalMs: number, slowest: boolean): WaterfallBar {
  const widthPercent = Math.max(THINNEST_PERCENT, percent(result.durationMs, totalMs));
  return {
    customerCode: result.customerCode,
    ...(result.customerName === undefined ? {} : { customerName: result.customerName }),
    status: result.error === undefined ? 'ok' : result.error.code === 'Cancelled' ? 'cancelled' : 'failed',
    startPercent: Math.min(100 - widthPercent, percent(result.startedAtMs, totalMs)),
    widthPercent,
    slowest,
    duration: formatDuration(result.durationMs),
  };
}

function sentenceFor({ results, sequentialMs, durationMs }: AggregatedRecipients): string {
  if (results.length === 0) return 'Nobody was asked.';
  if (results.length === 1) return `One customer was asked; that took ${formatDuration(durationMs)}.`;
  return `Asking one by one would have taken ${formatDuration(sequentialMs)}; all at once took ${formatDuration(durationMs)}.`;
}

function endOf(result: CustomerRecipientResult): number {
  return result.startedAtMs + result.durationMs;
}

/** Two decimals are a tenth of a pixel at any width a page has. */
function percent(part: number, whole: number): number {
  return Math.round(Math.min(100, Math.max(0, (part / whole) * 100)) * 100) / 100;
}
