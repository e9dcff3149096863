import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordedCalls } from '../../../src/history/index.ts';
import { startSandbox, type Sandbox, type StoredEvent } from '../../../src/sandbox/index.ts';
import { planFor } from '../support/plans.ts';
import { checkCancelled, checkSent } from './check.ts';
import { seeded } from './random.ts';
import { scenariosFor, type Scenario } from './scenarios.ts';
import { slowRoad, type SlowRoad } from './slow-road.ts';
import { buildWorker, startVictim, type Victim } from './victim.ts';
import { carryOut, fileJournal, type Work } from './work.ts';

/** Where the kills fell. */
export interface CrashFigures {
  rounds: number;
  readonly byScenario: Record<string, number>;
  /** Nothing had been written yet. */
  beforeFirstWrite: number;
  /** A call that writes was under way: whether it was carried out, the process did not get to know. */
  duringWrite: number;
  /** Of these, calls that Graph had carried out when the next run began; others were still on the road. */
  carriedOut: number;
  /** Between two writes, or after the last one. */
  betweenWrites: number;
  /** The process was done before the kill. */
  finished: number;
}

export interface CrashOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

/** ms; each way, for every request of the process that is killed. Writes are what a kill should meet. */
const ROAD_MS = { reads: 5, writes: 40 };
const GUEST = 'guest@elsewhere.example';

/**
 * Kills a process (SIGKILL) at random moments of sends and cancels, runs each again, and checks the calendar: exactly one
 * event per part, nobody lost, nobody mailed twice. Throws at the first thing that is not so, naming round and seed.
 */
export async function crashRounds({
  rounds,
  seed,
  say = () => undefined,
}: CrashOptions): Promise<CrashFigures> {
  const random = seeded(seed);
  const directory = await mkdtemp(join(tmpdir(), 'customer-meetings-crash-'));
  const sandbox = await startSandbox({ directory });
  const road = await slowRoad(sandbox.url, ROAD_MS);
  const figures: CrashFigures = {
    rounds: 0,
    byScenario: {},
    beforeFirstWrite: 0,
    duringWrite: 0,
    carriedOut: 0,
    betweenWrites: 0,
    finished: 0,
  };
  const requests = new Map<string, RequestCount>();
  const worker = await buildWorker(directory);
  let next = startVictim(worker);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const scenarios = scenariosFor(`CHG-CRASH-${round}`);
      const scenario = scenarios[(round - 1) % scenarios.length]!;
      const journalFile = join(directory, `sends-${round}.jsonl`);
      const bench = { sandbox, road, journalFile };
      const victim = next;
      next = startVictim(worker);
      const whole = requests.get(scenario.name) ?? (await uninterrupted(scenario, bench));
      requests.set(scenario.name, whole);
      // Counted in requests, since how long a process computes is a matter of what else the machine does.
      const moment = {
        requests:
          random() < 0.25
            ? Math.floor(random() * whole.beforeWrites)
            : whole.beforeWrites + Math.floor(random() * (whole.all + 1 - whole.beforeWrites)),
        ms: random() * 4 * ROAD_MS.writes,
      };
      try {
        await crashOnce(scenario, bench, victim, moment, figures);
      } catch (error) {
        const where = `round ${round} (${scenario.name}, killed ${moment.ms.toFixed(1)} ms after request ${moment.requests}, seed ${seed})`;
        throw new Error(where, { cause: error });
      }
      figures.rounds = round;
      figures.byScenario[scenario.name] = (figures.byScenario[scenario.name] ?? 0) + 1;
      if (round % 20 === 0) say(`${round} of ${rounds}: ${JSON.stringify(figures)}`);
    }
    return figures;
  } finally {
    next.end();
    await road.close();
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Bench {
  readonly sandbox: Sandbox;
  readonly road: SlowRoad;
  readonly journalFile: string;
}

async function crashOnce(
  scenario: Scenario,
  bench: Bench,
  victim: Victim,
  moment: { readonly requests: number; readonly ms: number },
  figures: CrashFigures,
): Promise<void> {
  const { sandbox } = bench;
  const plan = planFor(scenario.sketch);
  const all = (): readonly StoredEvent[] => eventsOf(sandbox, plan.key);
  await prepare(scenario, bench);
  const before = all();
  const people = before.flatMap(({ attendees }) => attendees.map(({ address }) => address));
  sandbox.clearRequests();
  const earlierCalls = (await fileJournal(bench.journalFile).read()).length;

  await victim.ready;
  const kill = bench.road.afterRequests(moment.requests).then(() => sleep(moment.ms));
  const ended = await victim.run(workOf(scenario.action, scenario.sketch, bench, bench.road.url), kill);
  const calls = recordedCalls((await fileJournal(bench.journalFile).read()).slice(earlierCalls));
  const open = calls.some(({ after }) => after === undefined);
  if (ended !== undefined) figures.finished += 1;
  else if (calls.length === 0) figures.beforeFirstWrite += 1;
  else if (open) figures.duringWrite += 1;
  else figures.betweenWrites += 1;
  const answered = calls.filter(({ after }) => after !== undefined).length;
  if (ended === undefined && open && writesTo(sandbox) > answered) figures.carriedOut += 1;

  const again = await carryOut(workOf(scenario.action, scenario.sketch, bench, sandbox.url));
  if (scenario.action === 'cancel') {
    assert.ok(again.kind === 'done' || (again.kind === 'nothing' && again.alreadyCancelled), again.kind);
    checkCancelled(all(), scenario.parts);
    const anew = await carryOut(workOf('send', scenario.sketch, bench, sandbox.url));
    assert.equal(anew.kind, 'done', 'scheduling again');
  } else {
    assert.equal(again.kind, 'done');
  }
  const live = all().filter(({ state }) => state === 'live');
  const wanted = plan.attendees.map(({ email }) => email);
  const changed = scenario.name.endsWith('update');
  checkSent(live, {
    parts: scenario.parts,
    people: changed ? [...wanted, GUEST] : wanted,
    before: changed ? people.filter((address) => address !== GUEST) : [],
    changed,
  });
  assert.equal(all().filter(({ state }) => state === 'live').length, scenario.parts);
  sandbox.clearRequests();
  const third = await carryOut(workOf('send', scenario.sketch, bench, sandbox.url));
  assert.ok(third.events.every(({ status }) => status === 'unchanged'));
  assert.equal(writesTo(sandbox), 0, 'a run with nothing to do wrote');
}

/** Brings the calendar to where the scenario begins; before an update somebody adds a guest by hand. */
async function prepare(scenario: Scenario, bench: Bench): Promise<void> {
  if (scenario.earlier === undefined) return;
  const { sandbox } = bench;
  const made = await carryOut(workOf('send', scenario.earlier, bench, sandbox.url));
  assert.equal(made.kind, 'done');
  if (scenario.action === 'cancel') return;
  const plan = planFor(scenario.earlier);
  const [event] = eventsOf(sandbox, plan.key).filter(({ attendees }) => attendees.length < 500);
  assert.ok(event);
  const attendees = [...event.attendees, { address: GUEST, name: 'Guest', type: 'optional' }].map(
    ({ address, name, type }) => ({ emailAddress: { address, name }, type }),
  );
  const url = `${sandbox.url}/v1.0/users/${plan.organizer}/events/${encodeURIComponent(event.id)}`;
  const answer = await fetch(url, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${sandbox.scenario.graph.accessToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ attendees }),
  });
  assert.equal(answer.status, 200);
}

/** How many requests a scenario makes in all, and up to the first that writes, that one included. */
interface RequestCount {
  readonly all: number;
  readonly beforeWrites: number;
}

/** The requests of a scenario when nobody interrupts it. */
async function uninterrupted(scenario: Scenario, bench: Bench): Promise<RequestCount> {
  const objectId = `${scenario.sketch.objectId ?? ''}-whole`;
  const whole: Scenario = {
    ...scenario,
    sketch: { ...scenario.sketch, objectId },
    ...(scenario.earlier !== undefined && { earlier: { ...scenario.earlier, objectId } }),
  };
  await prepare(whole, bench);
  bench.sandbox.clearRequests();
  const ended = await carryOut(workOf(whole.action, whole.sketch, bench, bench.sandbox.url));
  assert.equal(ended.kind, 'done');
  const made = bench.sandbox.requests();
  return { all: made.length, beforeWrites: made.findIndex(({ write }) => write) + 1 };
}

function workOf(action: Work['action'], sketch: Work['sketch'], bench: Bench, baseUrl: string): Work {
  const token = bench.sandbox.scenario.graph.accessToken;
  return { action, sketch, baseUrl, token, journalFile: bench.journalFile };
}

function eventsOf(sandbox: Sandbox, key: string): readonly StoredEvent[] {
  return sandbox
    .events()
    .filter(({ singleValueExtendedProperties: all }) => all.some(({ value }) => value === key));
}

/** Calls that wrote and were carried out, since the requests were last cleared. */
function writesTo(sandbox: Sandbox): number {
  return sandbox.requests().filter(({ write, status }) => write && status !== undefined && status < 300)
    .length;
}
