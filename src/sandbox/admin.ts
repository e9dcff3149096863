import * as z from 'zod';
import { jsonAnswer, type Answer } from './answer.ts';
import { faultSchema, type Fault } from './fault.ts';
import { graphFaultSchema, type GraphFault } from './graph/fault.ts';
import type { RecordedRequest, Timing } from './journal.ts';
import type { Scenario } from './scenario.ts';

/** What can be asked and set under `/_sandbox/`, so that another process can drive the sandbox. */
export interface AdminControls {
  readonly scenario: Scenario;
  requests(): readonly RecordedRequest[];
  timing(): Timing;
  clearRequests(): void;
  setFaults(customerCode: string, faults: readonly Fault[]): void;
  faults(): Readonly<Record<string, readonly Fault[]>>;
  setLatency(customerCode: string, ms: number): void;
  setGraphFaults(faults: readonly GraphFault[]): void;
  calendar(): unknown;
  expireSessions(): void;
}

const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema)]);
const latencySchema = z.strictObject({ ms: z.number().min(0) });

/**
 * Answers an administration request: `GET|DELETE requests`, `GET timing|faults|calendar|scenario`, `PUT|DELETE
 * faults/{code}`, `PUT latency/{code}` with `{"ms": n}`, `PUT|DELETE graph-fault`, `POST expire-sessions`.
 * A fault is one object or an array of them.
 */
export function answerAdmin(method: string, path: string, body: string, controls: AdminControls): Answer {
  const [, , what = '', code = ''] = (path.split('?')[0] ?? '').split('/').map(decodeURIComponent);
  const aboutOne = method !== 'GET' && (what === 'faults' || what === 'latency');
  if (aboutOne && !controls.scenario.customers.some((customer) => customer.code === code))
    return problem(404, `The scenario has no customer ${code}.`);
  switch (`${method} ${what}`) {
    case 'GET requests':
      return jsonAnswer(200, { requests: controls.requests(), timing: controls.timing() });
    case 'DELETE requests':
      controls.clearRequests();
      return DONE;
    case 'GET timing':
      return jsonAnswer(200, controls.timing());
    case 'GET faults':
      return jsonAnswer(200, controls.faults());
    case 'GET calendar':
      return jsonAnswer(200, { events: controls.calendar() });
    case 'GET scenario':
      return jsonAnswer(200, controls.scenario);
    case 'PUT faults':
      return put(oneOrMore(faultSchema), body, (value) => controls.setFaults(code, [value].flat()));
    case 'DELETE faults':
      controls.setFaults(code, []);
      return DONE;
    case 'PUT latency':
      return put(latencySchema, body, ({ ms }) => controls.setLatency(code, ms));
    case 'PUT graph-fault':
      return put(oneOrMore(graphFaultSchema), body, (value) => controls.setGraphFaults([value].flat()));
    case 'DELETE graph-fault':
      controls.setGraphFaults([]);
      return DONE;
    case 'POST expire-sessions':
      controls.expireSessions();
      return DONE;
    default:
      return problem(404, `There is no ${method} ${path}.`);
  }
}

const DONE: Answer = { status: 204, headers: {}, body: '' };

const problem = (status: number, message: string) => jsonAnswer(status, { message });

function put<T extends z.ZodType>(schema: T, body: string, use: (value: z.output<T>) => void): Answer {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return problem(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return problem(400, z.prettifyError(parsed.error));
  try {
    use(parsed.data);
  } catch (error) {
    return problem(400, error instanceof Error ? error.message : 'It cannot be set.');
  }
  return DONE;
}
