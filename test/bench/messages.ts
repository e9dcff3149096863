import * as z from 'zod';

/** One query of the engine, as the command line would make it. */
export const querySchema = z.object({
  type: z.literal('query'),
  customerCodes: z.array(z.string()),
  /** On top of the command line's own limits. */
  limits: z.record(z.string(), z.number()).default({}),
  /** Cancels after so many ms, or with `cancelOnOrder` at the order to cancel but not before. */
  cancelAfterMs: z.number().optional(),
  cancelOnOrder: z.boolean().default(false),
  /** Whether connections, sign-ins and what is known of lists begin anew. */
  freshPool: z.boolean().default(false),
});

/** Many cancelled queries in one process, with what is left behind after each. */
export const leakCheckSchema = z.object({
  type: z.literal('leak-check'),
  customerCodes: z.array(z.string()),
  cancelAfterMs: z.number(),
  /** Before the first is measured. */
  warmUpRuns: z.int(),
  runs: z.int(),
});

/** What the engine's process is told. */
export const orderSchema = z.discriminatedUnion('type', [
  querySchema,
  leakCheckSchema,
  z.object({ type: z.literal('cancel') }),
  /** Closes the pool and lets go of the caller: if nothing is left behind, the process ends. */
  z.object({ type: z.literal('end') }),
]);

/** How a query went. */
export const queryReportSchema = z.object({
  type: z.literal('query'),
  kind: z.enum(['planned', 'failed', 'cancelled']),
  wallMs: z.number(),
  /** From cancelling to the end; absent when it was not cancelled. */
  settledMs: z.number().optional(),
  answered: z.int(),
  recipients: z.int(),
  /** One for each customer that failed. */
  errors: z.array(z.object({ customerCode: z.string(), code: z.string(), message: z.string() })),
  /** Of ini files, by the SDK's parser. */
  iniParses: z.int(),
  /** The longest time in which the event loop did nothing else; ms. */
  longestStallMs: z.number(),
  cpuMs: z.number(),
  /** The most memory the process has had so far, resident. */
  peakRssMb: z.number(),
});

export const leakReportSchema = z.object({
  type: z.literal('leak-check'),
  longestSettledMs: z.number(),
  /** Handles and requests of the event loop after each measured run. */
  handles: z.array(z.int()),
  /** KB a run, by least squares over the measured runs, after garbage collection. */
  rssSlopeKb: z.number(),
  heapSlopeKb: z.number(),
});

/** What the engine's process answers. */
export const reportSchema = z.discriminatedUnion('type', [
  queryReportSchema,
  leakReportSchema,
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('broken'), message: z.string() }),
]);

export type Order = z.input<typeof orderSchema>;
export type Query = z.input<typeof querySchema>;
export type LeakCheck = z.input<typeof leakCheckSchema>;
export type QueryReport = z.output<typeof queryReportSchema>;
export type LeakReport = z.output<typeof leakReportSchema>;
export type Report = z.output<typeof reportSchema>;
