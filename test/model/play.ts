import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../../src/calendar/instant.ts';
import { ANSWERABLE, type QuestionCode } from '../../src/common/index.ts';
import { inviteDocumentSchema, type InviteDocument } from '../../src/documents/index.ts';
import {
  KIND_SWITCHES,
  makeScenario,
  startSandbox,
  type GraphFault,
  type HandEdit,
  type StoredEvent,
} from '../../src/sandbox/index.ts';
import { mailed, watch, wrote } from './calendar.ts';
import { ADVISER, CODES, GUEST, OTHER_SENDER, PEOPLE, RESTRICTED, SENDER } from './definition.ts';
import { quickClock, type Ran } from './machine.ts';
import { nothingAsked, nothingDone, oneEvent, saidIsSo, shownBefore, Violation } from './rules.ts';
import type { HandChange, Runner, Sequence, Step } from './steps.ts';
import { createWorld, mailboxOf, MAILBOXES, type Figures, type Wishes, type World } from './world.ts';

/** What a run of the command line said. */
export interface Said {
  readonly exit: number | undefined;
  /** Absent when the process was killed. */
  readonly document?: InviteDocument;
}

/** How a sequence went. */
export interface Played {
  readonly figures: Figures;
  /** What each send and cancel said, in order; dry runs and second runs left out. */
  readonly said: readonly Said[];
}

/** People take their time between two steps. */
const BETWEEN_STEPS_MS = 10_000;

const NOW_MS = Date.UTC(2029, 0, 1);

/**
 * Plays a sequence on a sandbox of its own and checks every rule after every run.
 * @throws Violation, naming the rule and the step
 */
export async function play(sequence: Omit<Sequence, 'seed'>): Promise<Played> {
  const directory = await mkdtemp(join(tmpdir(), 'customer-meetings-model-'));
  const clock = quickClock(NOW_MS);
  const restrictedRecipients = [...PEOPLE.b, ADVISER].filter((one) => one !== RESTRICTED);
  const scenario = makeScenario({
    switches: { ...KIND_SWITCHES, ...sequence.switches },
    graph: { accessToken: 'model-graph-token', signedInUser: SENDER, mailboxes: MAILBOXES },
    customers: CODES.map((code) => ({
      code,
      access: 'profile',
      ...(code === 'b' ? { restrictedRecipients } : {}),
    })),
  });
  const sandbox = await startSandbox({ scenario, directory, calendarNow: clock.now });
  const world = createWorld(sandbox, clock);
  const take = taker(world);
  const said: Said[] = [];
  let at = 'the beginning';
  try {
    for (const [index, step] of sequence.steps.entries()) {
      at = `step ${index + 1} (${JSON.stringify(step)})`;
      said.push(...(await take(step)));
      clock.pass(BETWEEN_STEPS_MS);
      if (world.isOver()) break;
    }
    return { figures: world.figures, said };
  } catch (error) {
    if (error instanceof Violation) throw new Violation(error.rule, `${error.seen} — at ${at}`);
    throw new Error(`at ${at}`, { cause: error });
  } finally {
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

type Send = Extract<Step, { kind: 'send' }>;
type Cancel = Extract<Step, { kind: 'cancel' }>;

/** Carries out steps. Faults wait for the next send or cancel. */
function taker(world: World): (step: Step) => Promise<readonly Said[]> {
  const { sandbox } = world;
  let faults: readonly GraphFault[] = [];

  /** Watches a run under the faults that were waiting. */
  const underFaults = async (run: () => Promise<Ran>) => {
    sandbox.setGraphFault(faults);
    faults = [];
    try {
      return await watch(sandbox, run);
    } finally {
      sandbox.setGraphFault(undefined);
    }
  };

  const send = async ({ by, crash, force, yes, without, takeOff }: Send): Promise<readonly Said[]> => {
    const codes = CODES.filter((code) => !world.definition().customers.includes(code));
    const wishes: Wishes = { without, ...(takeOff === true ? { takeOff: codes } : {}) };
    const [looked, untouched] = await watch(sandbox, () => world.invite(by, ['--dry-run'], wishes));
    world.count('dry runs');
    nothingAsked(untouched, 'a dry run');
    const shown = documentOf(looked);
    const answers = answersTo(shown, by, yes);
    const words = [
      ...(shown.fingerprint === null ? [] : ['--confirm', shown.fingerprint]),
      ...(force ? ['--force-update'] : []),
      ...(answers.length > 0 ? ['--answer', answers.join(',')] : []),
    ];
    const [ran, watched] = await underFaults(() => world.invite(by, words, wishes, crash));
    world.count(ran.exit === undefined ? 'sends killed' : `sends with exit ${ran.exit}`);
    const facts = world.facts(ran.exit, wishes);
    shownBefore(watched, shown, facts);
    world.anew(by, watched, answers);
    world.always(watched, facts);
    if (ran.exit === undefined) return [{ exit: undefined }];
    const document = documentOf(ran);
    if (ran.exit === 0 && !world.isOver()) {
      saidIsSo(watched, document, facts, mailboxOf(by));
      world.forget(facts, mailboxOf(by));
      if (wrote(watched)) world.sentBy(by);
      const [again, unchanged] = await watch(sandbox, () => world.invite(by, [], wishes));
      world.count('second runs');
      // What no list shows yet may as well have been deleted, and what cannot be remembered has to be asked again: then a
      // person is asked, and nothing is written.
      const { viewsLag, longSingly } = facts.switches;
      const unseen = again.exit === 1 && (viewsLag || longSingly !== 'whole');
      if (again.exit !== 0 && !unseen)
        throw new Violation('second run', `exit ${again.exit}: ${again.stderr.slice(-1700)}`);
      // What a search does not find yet has to be asked for with a create, which its transaction id turns into a look.
      if (facts.switches.searchLagMs > 0 || facts.switches.blindFinds > 0)
        nothingDone(unchanged, 'a second run');
      else nothingAsked(unchanged, 'a second run');
    }
    return [{ exit: ran.exit, document }];
  };

  /** A person's yes to what is asked: only to what is so, and to a matter of taste when they feel like it. */
  const answersTo = (document: InviteDocument, by: Runner, yes: boolean): readonly QuestionCode[] => {
    const asked = document.problems.flatMap(({ code }) => ANSWERABLE.find((one) => one === code) ?? []);
    for (const code of asked) world.count(`asked ${code}`);
    const gone = world.live(mailboxOf(by)).length === 0;
    return [...new Set(asked)].filter((code) => {
      if (code === 'KnownMeetingGone' || code === 'CancelledByHand') return yes && gone;
      return yes && code !== 'OtherOrganizer';
    });
  };

  const cancel = async ({ by, yes, crash }: Cancel): Promise<readonly Said[]> => {
    const [looked, untouched] = await watch(sandbox, () => world.cancel(by, ['--dry-run']));
    nothingAsked(untouched, 'the dry run of a cancel');
    const answers = looked.exit === 0 ? answersTo(documentOf(looked), by, yes) : [];
    const words = answers.length > 0 ? ['--answer', answers.join(',')] : [];
    const [ran, watched] = await underFaults(() => world.cancel(by, words, crash));
    world.count(ran.exit === undefined ? 'cancels killed' : `cancels with exit ${ran.exit}`);
    const facts = world.facts(ran.exit);
    const { invited, updated } = mailed(watched);
    if (invited.size + updated.size > 0)
      throw new Violation('a cancel mails an invitation', [...invited, ...updated].join(', '));
    oneEvent(watched, facts);
    if (ran.exit === undefined) return [{ exit: undefined }];
    if (ran.exit === 1 || ran.exit === 2) nothingDone(watched, `exit status ${ran.exit}`);
    const document = documentOf(ran);
    const left = world.live(mailboxOf(by)).length;
    if (ran.exit === 0 && document.events.some(({ status }) => status === 'cancelled') && left > 0)
      throw new Violation('said to be cancelled', `${left} events stand`);
    return [{ exit: ran.exit, document }];
  };

  const two = async (by: readonly [Runner, Runner]): Promise<readonly Said[]> => {
    const [runs, watched] = await watch(sandbox, () => Promise.all(by.map((one) => world.invite(one, []))));
    world.count('two at once');
    world.always(watched, world.facts(runs.some(({ exit }) => exit === 4) ? 4 : undefined));
    if (runs.every(({ exit }) => exit === 1)) nothingDone(watched, 'both exit status 1');
    return runs.map((ran) => ({ exit: ran.exit, document: documentOf(ran) }));
  };

  const byHand = async (change: HandChange): Promise<void> => {
    const event = world.live(SENDER)[0] ?? world.live(OTHER_SENDER)[0];
    if (event === undefined) return;
    world.count(`by hand: ${change.do}`);
    await sandbox.byHand({ event: event.immutableId, change: editOf(change, event) });
    if (['delete', 'destroy', 'cancel'].includes(change.do)) world.endedByHand(event.mailbox);
  };

  return async (step) => {
    const definition = world.definition();
    switch (step.kind) {
      case 'edit':
        world.define({ [step.what]: definition[step.what] + 1 });
        return [];
      case 'customers':
        world.define({ customers: step.codes });
        return [];
      case 'subscribers':
        world.define({ subscribers: { ...definition.subscribers, [step.code]: step.are } });
        return [];
      case 'failing':
        world.fail(step.codes);
        return [];
      case 'faults':
        faults = step.faults;
        return [];
      case 'hand':
        await byHand(step.change);
        return [];
      case 'send':
        return send(step);
      case 'cancel':
        return cancel(step);
      case 'two':
        return two(step.by);
      case 'proof': {
        const ran = await world.prove();
        const left = sandbox.events().filter(({ state }) => state === 'live').length;
        if (left > 0) throw new Violation('left over by a proof', `${left} events`);
        return [{ exit: ran.exit }];
      }
    }
  };
}

function editOf(change: HandChange, event: StoredEvent): HandEdit['change'] {
  const attendees = event.attendees.map(({ address, name, type }) => ({
    emailAddress: { address, name },
    type,
  }));
  const patch = (fields: Record<string, unknown>) => ({ do: 'patch' as const, fields });
  if (change.do === 'add guest')
    return patch({ attendees: [...attendees, { emailAddress: { address: GUEST }, type: 'optional' }] });
  if (change.do === 'take somebody off') return patch({ attendees: attendees.slice(1) });
  if (change.do !== 'move in time') return change;
  const later = (time: StoredEvent['start']) => ({
    dateTime: new Date((instantOf(time) ?? 0) + 86_400_000).toISOString().slice(0, -1),
    timeZone: 'UTC',
  });
  return patch({ start: later(event.start), end: later(event.end), isAllDay: false });
}

function documentOf({ exit, stdout, stderr }: Ran): InviteDocument {
  const parsed = inviteDocumentSchema.safeParse(stdout.startsWith('{') ? JSON.parse(stdout) : undefined);
  if (parsed.success) return parsed.data;
  throw new Violation('no document', `exit ${exit}: ${stdout.slice(0, 300)} ${stderr.slice(-700)}`);
}
