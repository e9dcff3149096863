import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  KIND_SWITCHES,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
  type SwitchesInput,
} from '../../../src/sandbox/index.ts';
import { eventBody, graph, KEY, type GraphAnswer } from './graph-bench.ts';

export const IMMUTABLE = { prefer: 'IdType="ImmutableId"' };
const RECORD = KEY.replace('MeetingKey', 'MeetingRecord');
export const EXPAND = `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${RECORD}')`)}`;

/** Status and code of a refusal. */
export const code = ({ status, body }: GraphAnswer): unknown[] => [status, body.error.code];

/** The length of an event's long property; undefined when it is not there. */
export const longLength = ({ singleValueExtendedProperties: all }: GraphAnswer['body']): number | undefined =>
  all?.find(({ id }) => id === RECORD)?.value.length;

/** One sandbox for all tests of a file, as kind as can be but for what a test says; each test has a meeting of its own. */
export function toldCalendar(options: Partial<SandboxOptions> = {}) {
  let directory: string;
  let sandbox: Sandbox | undefined;
  let meetings = 0;
  const told = (): Sandbox => {
    assert.ok(sandbox);
    return sandbox;
  };
  const behave = (given: SwitchesInput): void => told().setSwitches({ ...KIND_SWITCHES, ...given });
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-switches-'));
    sandbox = await startSandbox({ directory, ...options });
  });
  after(async () => {
    await told().close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    meetings += 1;
    behave({});
  });
  const subject = (): string => `Change ${meetings}`;
  const tryToCreate = (more: Record<string, unknown> = {}): Promise<GraphAnswer> =>
    graph(
      told(),
      'POST',
      'events',
      eventBody({
        subject: subject(),
        singleValueExtendedProperties: [
          { id: KEY, value: `key ${meetings}` },
          { id: RECORD, value: 'r'.repeat(300) },
        ],
        ...more,
      }),
      IMMUTABLE,
    );
  const create = async (more: Record<string, unknown> = {}): Promise<GraphAnswer> => {
    const answer = await tryToCreate(more);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer;
  };
  const path = (answer: GraphAnswer, more = ''): string =>
    `events/${encodeURIComponent(answer.body.id)}${more}`;
  const search = (where = 'events'): Promise<GraphAnswer> => {
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${KEY}' and ep/value eq 'key ${meetings}')`;
    return graph(
      told(),
      'GET',
      `${where}?${EXPAND}&$filter=${encodeURIComponent(filter)}`,
      undefined,
      IMMUTABLE,
    );
  };
  return {
    told,
    behave,
    subject,
    tryToCreate,
    create,
    path,
    search,
    /** How many events the search by key finds. */
    found: async (where?: string): Promise<number> => (await search(where)).body.value.length,
    mine: () =>
      told()
        .events()
        .filter((event) => event.subject === subject()),
    read: (answer: GraphAnswer, more = '') => graph(told(), 'GET', path(answer, more), undefined, IMMUTABLE),
    patch: (answer: GraphAnswer, body: unknown) => graph(told(), 'PATCH', path(answer), body, IMMUTABLE),
  };
}
