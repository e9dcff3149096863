import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../../src/calendar/instant.ts';
import { ANSWERABLE, type QuestionCode } from '../../src/common/index.ts';
import { inviteDocumentSchema, type InviteDocument } from '../../src/documents/index.ts';
import {
  configForScenario,
  KIND_SWITCHES,
  makeScenario,
  startSandbox,
  type GraphFault,
  type HandEdit,
  type Sandbox,
  type StoredEvent,
} from '../../src/sandbox/index.ts';
import type { Clock } from '../../src/recipients/index.ts';
import { changed, earlier, isLive, liveOf, mailed, peopleOn, watch, type Watched } from './calendar.ts';
import {
  CODES,
  FIRST_DEFINITION,
  GUEST,
  metadataOf,
  OTHER_SENDER,
  PEOPLE,
  RESTRICTED,
  SENDER,
  SENDER_ALIAS,
  subscribersOf,
  type Code,
  type Definition,
} from './definition.ts';
import { quickClock, runOn, type Files, type Ran } from './machine.ts';
import {
  contributed,
  hiddenStaysHidden,
  nothingAsked,
  nothingDone,
  oneEvent,
  rightPeople,
  saidIsSo,
  shownBefore,
  Violation,
  type Facts,
} from './rules.ts';
import type { Crash, HandChange, Runner, Sequence, Step } from './steps.ts';

/** How often what happened. */
export type Figures = Record<string, number>;

const TOPIC = 'aws-calendar';
const NOW_MS = Date.UTC(2029, 0, 1);

const SENDERS = { usual: SENDER, alias: SENDER_ALIAS, other: OTHER_SENDER } as const;
/** Whose calendar it is. */
const mailboxOf = ({ sender }: Runner): string => (sender === 'other' ? OTHER_SENDER : SENDER);

/**
 * Plays a sequence on a sandbox of its own and checks every rule after every run.
 * @returns how often what happened
 * @throws Violation, naming the rule and the step
 */
export async function play(sequence: Sequence): Promise<Figures> {
  const directory = await mkdtemp(join(tmpdir(), 'customer-meetings-model-'));
  const clock = quickClock(NOW_MS);
  const scenario = makeScenario({
    switches: { ...KIND_SWITCHES, ...sequence.switches },
    customers: CODES.map((code) => ({
      code,
      access: 'profile',
      ...(code === 'b'
        ? { restrictedRecipients: [...PEOPLE.b, 'sam@advice.example'].filter((one) => one !== RESTRICTED) }
        : {}),
    })),
  });
  const sandbox = await startSandbox({ scenario, directory, calendarNow: clock.now });
  const game = createGame(sandbox, clock);
  let at = 'the beginning';
  try {
    for (const [index, step] of sequence.steps.entries()) {
      at = `step ${index + 1} (${JSON.stringify(step)})`;
      await game.take(step);
      if (game.isOver()) break;
    }
    return game.figures;
  } catch (error) {
    if (error instanceof Violation)
      throw new Violation(error.rule, `${error.message.slice(error.rule.length + 2)} — at ${at}`);
    throw new Error(`at ${at}`, { cause: error });
  } finally {
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Before {
  readonly document: InviteDocument;
  readonly answers: readonly QuestionCode[];
}

/** The state of play: what the team wants, what the world does, what the program has done so far. */
function createGame(sandbox: Sandbox, clock: Clock) {
  const files: Files = new Map();
  const figures: Figures = {};
  const origins = new Map<string, Set<Code>>();
  let definition = FIRST_DEFINITION;
  let failing: readonly Code[] = [];
  let faults: readonly GraphFault[] = [];
  let over = false;

  const count = (what: string): void => {
    figures[what] = (figures[what] ?? 0) + 1;
  };
  const define = (change: Partial<Definition>): void => {
    definition = { ...definition, ...change };
    files.set('/work/meeting.json', JSON.stringify(metadataOf(definition), null, 2));
    for (const code of CODES) sandbox.setSubscribers(code, TOPIC, definition.subscribers[code]);
  };
  files.set('/work/config.json', JSON.stringify(configForScenario(sandbox.scenario)));
  define({});

  const answered = (): readonly Code[] => CODES.filter((code) => !failing.includes(code));
  const contributes = (): ReadonlySet<string> =>
    contributed({ definition, answered: answered() }, (code) => subscribersOf(definition, code));
  const factsOf = (exit: number | undefined): Facts => ({
    definition,
    switches: sandbox.switches(),
    answered: answered(),
    origins,
    exit,
  });
  const ourLive = (mailbox: string): readonly StoredEvent[] => liveOf(sandbox.events(), mailbox);

  const command = (by: Runner, words: readonly string[], crash?: Crash): Promise<Ran> =>
    runOn(
      by.machine,
      [
        'ses',
        ...words,
        '--json-metadata',
        'meeting.json',
        '--sender-email',
        SENDERS[by.sender],
        '--output',
        'json',
      ],
      {
        files,
        env: sandbox.environment,
        clock,
        crash,
      },
    );
  const invite = (by: Runner, words: readonly string[], crash?: Crash): Promise<Ran> =>
    command(by, ['--action', 'create-multi-customer-meeting-invite', '--topic-name', TOPIC, ...words], crash);

  /** What holds for every run, however it ends. */
  const always = (watched: Watched, exit: number | undefined): void => {
    over ||= oneEvent(watched, { switches: sandbox.switches(), exit });
    rightPeople(watched, factsOf(exit), contributes());
    hiddenStaysHidden(watched, sandbox.switches());
    if (exit !== undefined && [1, 2, 3].includes(exit)) nothingDone(watched, `exit status ${exit}`);
    remember(watched);
  };
  /** From where everybody on the events came whom a run has added, and who has answered without them since. */
  const remember = (watched: Watched): void => {
    for (const event of changed(watched)) {
      if (!isLive(event)) continue;
      const old = earlier(watched, event);
      const had = new Set(old === undefined ? [] : peopleOn(old, sandbox.switches()));
      for (const person of peopleOn(event, sandbox.switches())) {
        if (!had.has(person)) origins.set(person, new Set());
        const from = origins.get(person);
        if (from === undefined) continue;
        for (const code of definition.customers) {
          if (!answered().includes(code)) continue;
          if (subscribersOf(definition, code).includes(person)) from.add(code);
        }
      }
    }
  };

  /** A person's yes to what a dry run asks: only to what is so, and to what is a matter of taste when they feel like it. */
  const answersTo = (document: InviteDocument, by: Runner, yes: boolean): readonly QuestionCode[] => {
    const asked = document.problems
      .map(({ code }) => code)
      .flatMap((code) => ANSWERABLE.find((one) => one === code) ?? []);
    for (const code of asked) count(`asked ${code}`);
    const gone = ourLive(mailboxOf(by)).length === 0;
    return asked.filter((code) => {
      if (code === 'KnownMeetingGone' || code === 'CancelledByHand') return yes && gone;
      if (code === 'OtherOrganizer') return false;
      return yes;
    });
  };

  const lookFirst = async (by: Runner, yes: boolean): Promise<Before> => {
    const [ran, watched] = await watch(sandbox, () => invite(by, ['--dry-run']));
    count('dry runs');
    nothingAsked(watched, 'a dry run');
    if (ran.exit !== 0 && ran.exit !== 1) throw new Violation('dry run', `exit ${ran.exit}: ${ran.stderr}`);
    const document = documentOf(ran);
    return { document, answers: answersTo(document, by, yes) };
  };

  const send = async (step: Extract<Step, { kind: 'send' }>): Promise<void> => {
    const { by, crash } = step;
    const before = await lookFirst(by, step.yes);
    const { fingerprint } = before.document;
    sandbox.setGraphFault(faults);
    const words = [
      ...(fingerprint === null ? [] : ['--confirm', fingerprint]),
      ...(step.force ? ['--force-update'] : []),
      ...(before.answers.length > 0 ? ['--answer', before.answers.join(',')] : []),
    ];
    const [ran, watched] = await watch(sandbox, () => invite(by, words, crash));
    sandbox.setGraphFault(undefined);
    const troubled = faults.length > 0;
    faults = [];
    count(ran.exit === undefined ? 'sends killed' : `sends with exit ${ran.exit}`);
    shownBefore(watched, before.document, sandbox.switches());
    always(watched, ran.exit);
    if (ran.exit !== 0 || over) return;
    const document = documentOf(ran);
    const mailbox = mailboxOf(by);
    saidIsSo(watched, document, factsOf(0), { mailbox, contributes: contributes() });
    forget();
    const [again, rewatched] = await watch(sandbox, () => invite(by, []));
    count('second runs');
    if (again.exit !== 0) throw new Violation('second run', `exit ${again.exit}: ${again.stderr}`);
    nothingAsked(rewatched, 'a second run');
    if (troubled) count('sends through faults');
  };
  /** After a send that was carried out, whoever all customers have answered without is nobody of ours any more. */
  const forget = (): void => {
    for (const [person, from] of origins)
      for (const code of from)
        if (
          answered().includes(code) &&
          definition.customers.includes(code) &&
          !subscribersOf(definition, code).includes(person)
        ) {
          from.delete(code);
          if (from.size === 0) origins.delete(person);
        }
  };

  const cancel = async ({ by, yes, crash }: Extract<Step, { kind: 'cancel' }>): Promise<void> => {
    const words = ['--action', 'cancel-multi-customer-meeting-invite'];
    const [dry, dryWatched] = await watch(sandbox, () => command(by, [...words, '--dry-run']));
    nothingAsked(dryWatched, 'the dry run of a cancel');
    const answers = dry.exit === 0 ? answersTo(documentOf(dry), by, yes) : [];
    sandbox.setGraphFault(faults);
    const [ran, watched] = await watch(sandbox, () =>
      command(by, [...words, ...(answers.length > 0 ? ['--answer', answers.join(',')] : [])], crash),
    );
    sandbox.setGraphFault(undefined);
    faults = [];
    count(ran.exit === undefined ? 'cancels killed' : `cancels with exit ${ran.exit}`);
    const { invited, updated } = mailed(watched, sandbox.switches());
    if (invited.size + updated.size > 0)
      throw new Violation('a cancel mails an invitation', [...invited, ...updated].join(', '));
    over ||= oneEvent(watched, { switches: sandbox.switches(), exit: ran.exit });
    if (ran.exit !== undefined && [1, 2].includes(ran.exit)) nothingDone(watched, `exit status ${ran.exit}`);
    const statuses = ran.exit === 0 ? documentOf(ran).events.map(({ status }) => status) : [];
    const left = ourLive(mailboxOf(by));
    if (statuses.includes('cancelled') && left.length > 0)
      throw new Violation('said to be cancelled', `${left.length} events stand`);
  };

  const two = async ({ by }: Extract<Step, { kind: 'two' }>): Promise<void> => {
    const [runs, watched] = await watch(sandbox, () => Promise.all(by.map((one) => invite(one, []))));
    count('two at once');
    const exit = runs.some((run) => run.exit === 4) ? 4 : undefined;
    always(watched, exit);
    if (runs.every((run) => run.exit === 1 || run.exit === 2)) nothingDone(watched, 'both exit status 1');
  };

  const byHand = async (change: HandChange): Promise<void> => {
    const event = ourLive(SENDER)[0] ?? ourLive(OTHER_SENDER)[0];
    if (event === undefined) return;
    count(`by hand: ${change.do}`);
    const edited = editOf(change, event);
    await sandbox.byHand({ event: event.immutableId, change: edited });
  };

  const take = async (step: Step): Promise<void> => {
    switch (step.kind) {
      case 'edit': {
        define({ [step.what]: definition[step.what] + 1 });
        return;
      }
      case 'customers': {
        define({ customers: step.codes });
        return;
      }
      case 'subscribers': {
        define({ subscribers: { ...definition.subscribers, [step.code]: step.are } });
        return;
      }
      case 'failing':
        failing = step.codes;
        for (const code of CODES)
          sandbox.setFault(code, failing.includes(code) ? { kind: 'denied' } : undefined);
        return;
      case 'faults':
        faults = step.faults;
        return;
      case 'hand':
        return byHand(step.change);
      case 'send':
        return send(step);
      case 'cancel':
        return cancel(step);
      case 'two':
        return two(step);
    }
  };
  return { take, figures, isOver: () => over };
}

function editOf(change: HandChange, event: StoredEvent): HandEdit['change'] {
  const attendees = event.attendees.map(({ address, name, type }) => ({
    emailAddress: { address, name },
    type,
  }));
  const patch = (fields: Record<string, unknown>) => ({ do: 'patch' as const, fields });
  if (change.do === 'add guest')
    return patch({
      attendees: [...attendees, { emailAddress: { address: GUEST }, type: 'optional' }],
    });
  if (change.do === 'take somebody off') return patch({ attendees: attendees.slice(1) });
  if (change.do !== 'move in time') return change;
  const later = (time: StoredEvent['start']) => ({
    dateTime: new Date((instantOf(time) ?? 0) + 86_400_000).toISOString().slice(0, -1),
    timeZone: 'UTC',
  });
  return patch({ start: later(event.start), end: later(event.end), isAllDay: false });
}

function documentOf({ exit, stdout, stderr }: Ran): InviteDocument {
  try {
    return inviteDocumentSchema.parse(JSON.parse(stdout));
  } catch (error) {
    throw new Violation(
      'no document',
      `exit ${exit}: ${stdout.slice(0, 300)} ${stderr.slice(0, 500)} ${String(error)}`,
    );
  }
}
