import * as z from 'zod';
import { jsonAnswer, type Answer } from './answer.ts';
import type { ConnectionCounts } from './connections.ts';
import { BASE_CODE, faultSchema, type Fault } from './fault.ts';
import { graphFaultSchema, type GraphFault } from './graph/fault.ts';
import { handEditSchema, type HandEdit } from './graph/hand-edit.ts';
import type { Switches } from './graph/switches.ts';
import type { countsOf, RecordedRequest, Timing } from './journal.ts';
import { ssoState, type SsoState } from './profile.ts';
import type { Scenario } from './scenario.ts';

/** What can be asked and set under `/_sandbox/`, so that another process can drive the sandbox. */
export interface AdminControls {
  readonly scenario: Scenario;
  requests(): readonly RecordedRequest[];
  timing(): Timing;
  counts(): ReturnType<typeof countsOf>;
  connections(): ConnectionCounts;
  clearRequests(): void;
  setFaults(customerCode: string, faults: readonly Fault[]): void;
  faults(): Readonly<Record<string, readonly Fault[]>>;
  setLatency(customerCode: string, ms: number): void;
  setSubscribers(customerCode: string, topicName: string, addresses: readonly string[]): void;
  setGraphFaults(faults: readonly GraphFault[]): void;
  calendar(): unknown;
  byHand(edit: HandEdit): Promise<unknown>;
  switches(): Switches;
  setSwitches(given: unknown): void;
  expireSessions(): void;
  ageSecondFactors(): void;
  expireSignIns(): void;
  setSsoSession(name: string, state: SsoState): Promise<void>;
}

const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema)]);
const subscribersSchema = z.strictObject({ topicName: z.string(), addresses: z.array(z.string()) });
const latencySchema = z.strictObject({ ms: z.number().min(0) });
const ssoSessionSchema = z.strictObject({ state: ssoState });

/**
 * Answers an administration request: `GET|DELETE requests`, `GET
 * timing|counts|connections|faults|calendar|scenario|switches`, `PUT|DELETE faults/{code}` (a customer's, or `base`), `PUT
 * latency/{code}` with `{"ms": n}`, `PUT subscribers/{code}` with `{"topicName": …, "addresses": […]}`, `PUT sso-session/{name}` with `{"state": …}`, `PUT|DELETE graph-fault`, `PUT|DELETE
 * switches` (those given over the scenario's), `POST calendar` with what somebody does to an event by hand, `POST
 * expire-sessions|expire-sign-ins|age-second-factors`. A fault is one object or an array of them.
 */
export async function answerAdmin(
  method: string,
  path: string,
  body: string,
  controls: AdminControls,
): Promise<Answer> {
  const [, , what = '', code = ''] = (path.split('?')[0] ?? '').split('/').map(decodeURIComponent);
  const aboutOne = method !== 'GET' && (what === 'faults' || what === 'latency');
  const codes = [...controls.scenario.customers.map((customer) => customer.code)];
  if (what === 'faults') codes.push(BASE_CODE);
  if (aboutOne && !codes.includes(code)) return problem(404, `The scenario has no customer ${code}.`);
  switch (`${method} ${what}`) {
    case 'GET requests':
      return jsonAnswer(200, { requests: controls.requests(), timing: controls.timing() });
    case 'DELETE requests':
      controls.clearRequests();
      return DONE;
    case 'GET timing':
      return jsonAnswer(200, controls.timing());
    case 'GET counts':
      return jsonAnswer(200, controls.counts());
    case 'GET connections':
      return jsonAnswer(200, controls.connections());
    case 'GET faults':
      return jsonAnswer(200, controls.faults());
    case 'GET calendar':
      return jsonAnswer(200, { events: controls.calendar() });
    case 'POST calendar':
      return put(handEditSchema, body, async (edit) => {
        await controls.byHand(edit);
      });
    case 'GET switches':
      return jsonAnswer(200, controls.switches());
    case 'PUT switches':
      return put(z.unknown(), body, (given) => controls.setSwitches(given));
    case 'DELETE switches':
      controls.setSwitches({});
      return DONE;
    case 'GET scenario':
      return jsonAnswer(200, controls.scenario);
    case 'PUT faults':
      return put(oneOrMore(faultSchema), body, (value) => controls.setFaults(code, [value].flat()));
    case 'DELETE faults':
      controls.setFaults(code, []);
      return DONE;
    case 'PUT latency':
      return put(latencySchema, body, ({ ms }) => controls.setLatency(code, ms));
    case 'PUT subscribers':
      return put(subscribersSchema, body, ({ topicName, addresses }) =>
        controls.setSubscribers(code, topicName, addresses),
      );
    case 'PUT graph-fault':
      return put(oneOrMore(graphFaultSchema), body, (value) => controls.setGraphFaults([value].flat()));
    case 'DELETE graph-fault':
      controls.setGraphFaults([]);
      return DONE;
    case 'PUT sso-session':
      return put(ssoSessionSchema, body, ({ state }) => controls.setSsoSession(code, state));
    case 'POST expire-sign-ins':
      controls.expireSignIns();
      return DONE;
    case 'POST expire-sessions':
      controls.expireSessions();
      return DONE;
    case 'POST age-second-factors':
      controls.ageSecondFactors();
      return DONE;
    default:
      return problem(404, `There is no ${method} ${path}.`);
  }
}

const DONE: Answer = { status: 204, headers: {}, body: '' };

const problem = (status: number, message: string) => jsonAnswer(status, { message });

async function put<T extends z.ZodType>(
  schema: T,
  body: string,
  use: (value: z.output<T>) => void | Promise<void>,
): Promise<Answer> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return problem(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return problem(400, z.prettifyError(parsed.error));
  try {
    await use(parsed.data);
  } catch (error) {
    return problem(400, error instanceof Error ? error.message : 'It cannot be set.');
  }
  return DONE;
}
