import type { GraphFault, HandEdit, SwitchesInput } from '../../src/sandbox/index.ts';
import { seeded } from '../calendar/crash/random.ts';
import { ADVISER, CODES, PEOPLE, type Code } from './definition.ts';

/** Who runs the program. */
export interface Runner {
  /** Each has a journal of its own. */
  readonly machine: 1 | 2;
  readonly sender: 'usual' | 'alias' | 'other' | 'nobody';
}

/** Where a process dies: at so many effects (requests that write, lines of the journal), before or after the effect. */
export interface Crash {
  readonly effect: number;
  readonly after: boolean;
}

export type HandChange =
  | HandEdit['change']
  | { readonly do: 'add guest' }
  | { readonly do: 'take somebody off' }
  | { readonly do: 'move in time' };

/** One thing that happens. */
export type Step =
  | { readonly kind: 'edit'; readonly what: 'title' | 'text' | 'hours' | 'place' | 'tail' }
  | { readonly kind: 'proof' }
  | { readonly kind: 'customers'; readonly codes: readonly Code[] }
  | { readonly kind: 'subscribers'; readonly code: Code; readonly are: readonly string[] }
  | { readonly kind: 'failing'; readonly codes: readonly Code[] }
  | { readonly kind: 'faults'; readonly faults: readonly GraphFault[] }
  | { readonly kind: 'hand'; readonly change: HandChange }
  | {
      readonly kind: 'send';
      readonly by: Runner;
      readonly force: boolean;
      /** Whether the person says yes to questions of taste. */
      readonly yes: boolean;
      /** A customer left out by hand. */
      readonly without?: Code;
      /** Whether the people of all customers that are not in the file are taken off. */
      readonly takeOff?: boolean;
      readonly crash?: Crash;
    }
  | { readonly kind: 'cancel'; readonly by: Runner; readonly yes: boolean; readonly crash?: Crash }
  | { readonly kind: 'two'; readonly by: readonly [Runner, Runner] };

/** A calendar's behaviour and what happens on it. */
export interface Sequence {
  readonly seed: number;
  readonly switches: SwitchesInput;
  readonly steps: readonly Step[];
}

/** The sequence that a seed stands for. */
export function sequenceOf(seed: number): Sequence {
  const draw = drawer(seeded(seed));
  return {
    seed,
    switches: drawSwitches(draw),
    steps: [
      send(draw, true),
      ...Array.from({ length: 3 + draw.below(5) }, () => drawStep(draw)),
      send(draw, true),
    ],
  };
}

interface Draw {
  readonly below: (count: number) => number;
  readonly chance: (of: number) => boolean;
  readonly one: <T>(from: readonly T[]) => T;
  readonly some: <T>(from: readonly T[], least?: number) => readonly T[];
}

function drawer(random: () => number): Draw {
  const below = (count: number) => Math.floor(random() * count);
  const one = <T>(from: readonly T[]): T => from[below(from.length)]!;
  return {
    below,
    chance: (of) => random() < of,
    one,
    some: (from, least = 0) => {
      const kept = from.filter(() => random() < 0.6);
      return kept.length >= least ? kept : from.slice(0, least);
    },
  };
}

function drawStep(draw: Draw): Step {
  const kind = draw.below(100);
  if (kind < 14) return { kind: 'edit', what: draw.one(['title', 'text', 'hours', 'place']) };
  if (kind < 22) return { kind: 'customers', codes: draw.some(CODES, 1) };
  if (kind < 38) {
    const code = draw.one(CODES);
    const pool = code === 'c' ? PEOPLE.c : [...PEOPLE[code], ADVISER];
    return { kind: 'subscribers', code, are: draw.chance(0.15) ? [] : draw.some(pool) };
  }
  if (kind < 44) return { kind: 'failing', codes: draw.chance(0.4) ? [] : draw.some(CODES).slice(0, 2) };
  if (kind < 52) return { kind: 'faults', faults: drawFaults(draw) };
  if (kind < 62) return { kind: 'hand', change: drawHandChange(draw) };
  if (kind < 68) return { kind: 'cancel', by: runner(draw), yes: draw.chance(0.5), ...crash(draw, 0.2) };
  if (kind < 72) return { kind: 'two', by: [runner(draw), runner(draw)] };
  return send(draw, draw.chance(0.75));
}

function send(draw: Draw, yes: boolean): Step {
  return {
    kind: 'send',
    by: runner(draw),
    force: draw.chance(0.1),
    yes,
    ...(draw.chance(0.1) ? { without: draw.one(CODES) } : {}),
    ...(draw.chance(0.15) ? { takeOff: true } : {}),
    ...crash(draw, 0.1),
  };
}

function runner(draw: Draw): Runner {
  const sender = draw.chance(0.85) ? 'usual' : draw.chance(0.7) ? 'alias' : 'other';
  return { machine: draw.chance(0.75) ? 1 : 2, sender };
}

const crash = (draw: Draw, of: number): { readonly crash?: Crash } =>
  draw.chance(of) ? { crash: { effect: 1 + draw.below(5), after: draw.chance(0.5) } } : {};

function drawFaults(draw: Draw): readonly GraphFault[] {
  const operation = draw.one(['CreateEvent', 'UpdateEvent', 'CancelEvent', 'ListEvents', 'GetEvent']);
  const reads = operation === 'ListEvents' || operation === 'GetEvent';
  const skip = draw.below(2);
  const times = 1 + draw.below(3);
  const one: GraphFault = draw.one<GraphFault>([
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'status', status: 429, retryAfterSeconds: 1 },
    { kind: 'status', status: 503 },
    { kind: 'status-after', status: 504, text: '<html>Gateway Timeout</html>' },
    { kind: 'status', status: 502, text: '<html>Bad Gateway</html>' },
    { kind: 'status', status: 412, code: 'ErrorIrresolvableConflict' },
    { kind: 'status', status: 404, code: 'ResourceNotFound', message: 'Resource could not be discovered.' },
    { kind: 'status', status: 403, code: 'ErrorMessageSubmissionBlocked' },
    { kind: 'status', status: 507, code: 'ErrorQuotaExceeded' },
    { kind: 'status', status: 409, code: 'ErrorConcurrentUpdate' },
  ]);
  return [{ ...one, match: { operation }, skip: reads ? 0 : skip, times }];
}

function drawHandChange(draw: Draw): HandChange {
  return draw.one<HandChange>([
    { do: 'delete' },
    { do: 'destroy' },
    { do: 'cancel' },
    { do: 'cancel', stays: true },
    { do: 'move', to: 'Projects' },
    { do: 'retype', html: '<p>Typed by hand</p>' },
    { do: 'retype', html: '<p>Typed by hand, all of it</p>', whole: true },
    { do: 'hide', hidden: false },
    { do: 'all-day' },
    { do: 'series', occurrences: 3 },
    { do: 'hand-over', organizer: 'old.boss@meetings.example' },
    { do: 'add guest' },
    { do: 'add guest' },
    { do: 'take somebody off' },
    { do: 'move in time' },
  ]);
}

/** Aliases are of people who are on most events. */
function drawSwitches(draw: Draw): SwitchesInput {
  const maybe = (of: number, given: SwitchesInput): SwitchesInput => (draw.chance(of) ? given : {});
  return {
    mailboxOf: { 'team@meetings.example': 'cloud-team@meetings.example' },
    ...maybe(0.25, { alias: { 'art@a.example': 'arthur@a.example', 'bea@b.example': 'beatrice@b.example' } }),
    ...maybe(0.5, { dropDuplicates: true }),
    ...maybe(0.5, { dropOrganizer: true }),
    ...maybe(0.3, { lowerCaseAddresses: true }),
    ...maybe(0.15, { x500: 'second time' }),
    ...maybe(0.15, { addressForm: 'name and address' }),
    ...maybe(0.1, { hideAttendees: draw.one(['dropped', 'left out']) }),
    ...maybe(0.5, { deletedReadable: true }),
    ...maybe(0.5, { cancelledReadable: draw.one(['unmarked', 'gone']) }),
    ...maybe(0.3, { calendarOfDeleted: 'default calendar' }),
    ...maybe(0.2, { listsAllCalendars: true }),
    ...maybe(0.5, { copiesCarryProperties: true }),
    ...maybe(0.5, { copiesWritable: true }),
    ...maybe(0.5, { replay: draw.one(['returned', 'refused']) }),
    ...maybe(0.2, { duplicateStatus: 409 }),
    ...maybe(0.5, { existingId: draw.one(['ordinary', 'stale', 'none']) }),
    ...maybe(0.3, { forgetsEnded: true }),
    ...maybe(0.25, { blindFinds: 1 + draw.below(2) }),
    ...maybe(0.15, { searchLagMs: draw.one([3_000, 15_000]), viewsLag: draw.chance(0.3) }),
    ...maybe(0.5, { longInLists: draw.one(['cut', 'left out']) }),
    ...maybe(0.1, { longSingly: draw.one(['cut', 'left out']) }),
    ...maybe(0.15, { onlineMeeting: 'not made' }),
    ...maybe(0.3, { joinLinkLate: 1 + draw.below(3) }),
    ...maybe(0.15, { joinLinkOnUpdate: draw.one(['left out', 'lost']) }),
    ...maybe(0.1, { zoneShiftMinutes: { 'America/New_York': 60 } }),
    ...maybe(0.1, { rounding: 'minute' }),
    ...maybe(0.3, { originalZone: 'tzone://Microsoft/Custom' }),
    ...maybe(0.4, { bodyMarks: draw.one(['x_', 'dropped']) }),
    ...maybe(0.15, { readConflictEvery: 3 + draw.below(6) }),
  };
}
