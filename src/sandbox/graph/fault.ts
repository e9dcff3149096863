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
  /** How many matching requests pass first. */
  skip: z.int().min(0).optional(),
  match: z
    .strictObject({
      method: z.string().optional(),
      /** As the request log names it, e.g. `CancelEvent`. */
      operation: z.string().optional(),
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
  /** A Retry-After header as it is, e.g. an HTTP date. */
  retryAfter: z.string().optional(),
  /** A body in place of Graph's error, e.g. a gateway's page; its type is text/html. */
  text: z.string().optional(),
});

/** What `setGraphFault` takes. */
export type GraphFault = z.output<typeof graphFaultSchema>;

/** Graph's faults in force. */
export interface GraphFaults {
  /** Throws a SyntaxError when a path is no regular expression. */
  readonly set: (faults: readonly GraphFault[]) => void;
  readonly take: (method: string, path: string, operation: string) => GraphFault | undefined;
}

/** No faults yet. */
export function createGraphFaults(): GraphFaults {
  let entries: {
    readonly fault: GraphFault;
    readonly path: RegExp | undefined;
    skip: number;
    left: number;
  }[] = [];
  return {
    set: (faults) => {
      entries = faults.map((fault) => ({
        fault,
        path: fault.match?.path === undefined ? undefined : new RegExp(fault.match.path),
        skip: fault.skip ?? 0,
        left: fault.times ?? Infinity,
      }));
    },
    take: (method, path, operation) => {
      const found = entries.find((entry) => {
        const { match } = entry.fault;
        const hit =
          entry.left > 0 &&
          (match?.method === undefined || match.method.toUpperCase() === method) &&
          (match?.operation === undefined || match.operation === operation) &&
          (entry.path === undefined || entry.path.test(path));
        if (!hit || entry.skip === 0) return hit;
        entry.skip -= 1;
        return false;
      });
      if (found) found.left -= 1;
      return found?.fault;
    },
  };
}
