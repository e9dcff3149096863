import { configForScenario, type Sandbox, type StoredEvent } from '../../src/sandbox/index.ts';
import type { QuestionCode } from '../../src/common/index.ts';
import type { Clock } from '../../src/recipients/index.ts';
import { changed, earlier, isLive, liveOf, peopleOn, type Watched } from './calendar.ts';
import {
  CODES,
  FIRST_DEFINITION,
  metadataOf,
  NOBODY,
  OTHER_SENDER,
  SENDER,
  SENDER_ALIAS,
  subscribersOf,
  type Code,
  type Definition,
} from './definition.ts';
import { runOn, type Files, type Ran } from './machine.ts';
import { hiddenStaysHidden, nothingDone, oneEvent, rightPeople, Violation, type Facts } from './rules.ts';
import type { Crash, Runner } from './steps.ts';

/** How often what happened. */
export type Figures = Readonly<Record<string, number>>;

const TOPIC = 'aws-calendar';
const METADATA_FILE = ['--json-metadata', 'meeting.json'];
const SENDERS = { usual: SENDER, alias: SENDER_ALIAS, other: OTHER_SENDER, nobody: NOBODY } as const;

/** Everybody who has a mailbox, under each address. */
export const MAILBOXES: string[] = [SENDER, SENDER_ALIAS, OTHER_SENDER];

/** Whose calendar it is. */
export const mailboxOf = ({ sender }: Runner): string => (sender === 'other' ? OTHER_SENDER : SENDER);

/** How one run differs from the usual: customers left out by hand, customers whose people are taken off. */
export interface Wishes {
  readonly without?: Code | undefined;
  readonly takeOff?: readonly Code[] | undefined;
}

/** What the team wants, what the world does, and where everybody on the events came from. */
export function createWorld(sandbox: Sandbox, clock: Clock) {
  const files: Files = new Map();
  const figures: Record<string, number> = {};
  /** By mailbox: another organizer's event has a record of its own. */
  const origins = new Map<string, Map<string, Set<Code>>>();
  let definition = FIRST_DEFINITION;
  let failing: readonly Code[] = [];
  let over = false;
  /** Machines that have sent to a mailbox, as `machine mailbox`. */
  const senders = new Set<string>();
  /** Mailboxes whose meeting somebody ended by hand. */
  const ended = new Set<string>();

  const define = (change: Partial<Definition>): void => {
    definition = { ...definition, ...change };
    files.set('/workspace/meeting.json', JSON.stringify(metadataOf(definition), null, 2));
    for (const code of CODES) sandbox.setSubscribers(code, TOPIC, definition.subscribers[code]);
  };
  files.set('/workspace/config.json', JSON.stringify(configForScenario(sandbox.scenario)));
  define({});

  /** The last customer of a meeting cannot be left out. */
  const isLeftOut = (code: Code, { without }: Wishes): boolean =>
    code === without && definition.customers.some((other) => other !== code);

  const facts = (exit: number | undefined, wishes: Wishes = {}): Facts => {
    const answered = CODES.filter((code) => !failing.includes(code) && !isLeftOut(code, wishes));
    const named = definition.customers.filter((code) => answered.includes(code));
    return {
      definition,
      switches: sandbox.switches(),
      answered,
      takenOff: wishes.takeOff ?? [],
      contributes: new Set(named.flatMap((code) => subscribersOf(definition, code))),
      origins,
      exit,
    };
  };

  /** From where everybody came whom a run has added. */
  const remember = (watched: Watched, { definition: now, answered, switches }: Facts): void => {
    for (const event of changed(watched)) {
      if (!isLive(event)) continue;
      const old = earlier(watched, event);
      const had = old === undefined ? [] : peopleOn(old, switches);
      const here = origins.get(event.mailbox) ?? new Map<string, Set<Code>>();
      origins.set(event.mailbox, here);
      for (const person of peopleOn(event, switches)) {
        if (!had.includes(person)) here.set(person, new Set());
        for (const code of now.customers)
          if (answered.includes(code) && subscribersOf(now, code).includes(person))
            here.get(person)?.add(code);
      }
    }
  };

  return {
    sandbox,
    figures: figures as Figures,
    count: (what: string): void => {
      figures[what] = (figures[what] ?? 0) + 1;
    },
    define,
    definition: (): Definition => definition,
    fail: (codes: readonly Code[]): void => {
      failing = codes;
      for (const code of CODES)
        sandbox.setFault(code, failing.includes(code) ? { kind: 'denied' } : undefined);
    },
    facts,
    isOver: (): boolean => over,
    live: (mailbox: string): readonly StoredEvent[] => liveOf(sandbox.events(), mailbox),
    /** What holds for every send, however it ends. */
    always: (watched: Watched, about: Facts): void => {
      over ||= oneEvent(watched, about);
      rightPeople(watched, about);
      hiddenStaysHidden(watched, about);
      if (about.exit !== undefined && [1, 2, 3].includes(about.exit))
        nothingDone(watched, `exit status ${about.exit}`);
      remember(watched, about);
    },
    /** After a send that was carried out, whoever all customers have answered without is nobody of ours any more. */
    forget: ({ definition: now, answered, takenOff }: Facts, mailbox: string): void => {
      const here = origins.get(mailbox) ?? new Map<string, Set<Code>>();
      for (const [person, from] of here) {
        for (const code of from) {
          const dropped =
            answered.includes(code) &&
            now.customers.includes(code) &&
            !subscribersOf(now, code).includes(person);
          if (dropped || takenOff.includes(code)) from.delete(code);
        }
        if (from.size === 0) here.delete(person);
      }
    },
    sentBy: (by: Runner): void => void senders.add(`${by.machine} ${mailboxOf(by)}`),
    endedByHand: (mailbox: string): void => void ended.add(mailbox),
    /** What somebody ended by hand is not made anew by the machine that sent it, unless a person says so. */
    anew: (by: Runner, watched: Watched, answers: readonly QuestionCode[]): void => {
      const mailbox = mailboxOf(by);
      const made = watched.after.some(
        (event) => event.mailbox === mailbox && earlier(watched, event) === undefined,
      );
      if (!made) return;
      const asked = answers.includes('KnownMeetingGone') || answers.includes('CancelledByHand');
      if (!asked && ended.has(mailbox) && senders.has(`${by.machine} ${mailbox}`))
        throw new Violation('made anew', 'what somebody ended by hand, without a question');
      ended.delete(mailbox);
    },
    invite: (by: Runner, words: readonly string[], wishes: Wishes = {}, crash?: Crash): Promise<Ran> => {
      const { takeOff = [] } = wishes;
      const asked = definition.customers.filter((code) => !isLeftOut(code, wishes));
      return command(
        by,
        [
          ...['--action', 'create-multi-customer-meeting-invite', '--topic-name', TOPIC, ...METADATA_FILE],
          ...(asked.length === definition.customers.length ? [] : ['--customer-code', asked.join(',')]),
          ...(takeOff.length === 0 ? [] : ['--take-off', takeOff.join(',')]),
          ...words,
        ],
        crash,
      );
    },
    cancel: (by: Runner, words: readonly string[], crash?: Crash): Promise<Ran> =>
      command(by, ['--action', 'cancel-multi-customer-meeting-invite', ...METADATA_FILE, ...words], crash),
    prove: (): Promise<Ran> => command({ machine: 1, sender: 'usual' }, ['--action', 'prove-calendar']),
  };

  function command(by: Runner, words: readonly string[], crash?: Crash): Promise<Ran> {
    const sender = ['--sender-email', SENDERS[by.sender]];
    const all = ['ses', ...words, ...sender, '--output', 'json'];
    return runOn(by.machine, all, { files, env: sandbox.environment, clock, crash });
  }
}

export type World = ReturnType<typeof createWorld>;
