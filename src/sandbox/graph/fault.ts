import * as z from 'zod';

/** Something that goes wrong with Graph requests. The first that matches a request is used up by one. */
export const graphFaultSchema = z.strictObject({
  kind: z.enum([
    'status', // answers `status` and does nothing
    'status-after', // does the work, then answers `status`: a gateway that gave up too soon
    'reset-before', // destroys the connection and does nothing
    'reset-after', // does the work, then destroys the connection
    'hang', // never answers
  ]),
  match: z
    .strictObject({
      method: z.string().optional(),
      /** Source of a regular expression for the path with its query, still percent-encoded. */
      path: z.string().optional(),
    })
    .optional(),
  /** How many requests it hits; absent: until it is taken away. */
  times: z.int().min(1).optional(),
  /** For `status` and `status-after`; 503 when absent. */
  status: z.int().min(400).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfterSeconds: z.number().min(0).optional(),
});

/** What `setGraphFault` takes. */
export type GraphFault = z.output<typeof graphFaultSchema>;

/** Graph's faults in force. */
export interface GraphFaults {
  /** Throws a SyntaxError when a path is no regular expression. */
  readonly set: (faults: readonly GraphFault[]) => void;
  readonly take: (method: string, path: string) => GraphFault | undefined;
}

/** No faults yet. */
export function createGraphFaults(): GraphFaults {
  let entries: { readonly fault: GraphFault; readonly path: RegExp | undefined; left: number }[] = [];
  return {
    set: (faults) => {
      entries = faults.map((fault) => ({
        fault,
        path: fault.match?.path === undefined ? undefined : new RegExp(fault.match.path),
        left: fault.times ?? Infinity,
      }));
    },
    take: (method, path) => {
      const found = entries.find(
        ({ fault: { match }, path: pattern, left }) =>
          left > 0 &&
          (match?.method === undefined || match.method.toUpperCase() === method) &&
          (pattern === undefined || pattern.test(path)),
      );
      if (found) found.left -= 1;
      return found?.fault;
    },
  };
}
