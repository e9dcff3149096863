/** How the command line can say yes to a question. */
export type AnsweredBy =
  /** `--force-update`, and `--answer` with its code. */
  | 'force update'
  /** Only `--answer` with its code. */
  | 'its code'
  /** Nothing: the calendar has to be put right by hand first. */
  | 'nobody';

/** One kind of question, for people who meet its code. */
export interface QuestionKind {
  readonly answeredBy: AnsweredBy;
  /** When it is asked: the rest of "It is asked when …". */
  readonly when: string;
  /** When a yes is right: the rest of "If …". */
  readonly yesIf: string;
  /** What to do otherwise, an imperative. */
  readonly otherwise: string;
}

/**
 * Every question that a send or a cancel can ask, by its code (design: once). What a flag answers, help, messages and
 * documentation are all made from this list.
 */
export const QUESTIONS = {
  DifferentMeeting: {
    answeredBy: 'its code',
    when: "the event found under the file's id has another title and another start than the file",
    yesIf: 'it is the same meeting',
    otherwise: 'give the file an id of its own',
  },
  FallbackKeyOtherDay: {
    answeredBy: 'its code',
    when: 'the file has no id of its own, and a meeting of the same title is on the calendar for another day',
    yesIf: 'it is the same meeting',
    otherwise: 'give the file an id of its own',
  },
  NamedByFile: {
    answeredBy: 'force update',
    when: 'the event that the file says it was scheduled as was not made by Customer Meetings; with the mark of another file on it, only its code answers',
    yesIf: 'it is the same meeting',
    otherwise: 'remove its id from the file',
  },
  SameSubjectAndStart: {
    answeredBy: 'force update',
    when: 'an event of the same title and start is on the calendar that was not made by Customer Meetings',
    yesIf: 'it is the same meeting',
    otherwise: 'change the title or the time in the file',
  },
  OtherOrganizer: {
    answeredBy: 'its code',
    when: 'another organizer has scheduled this meeting already',
    yesIf: 'a second meeting is to be made beside that one',
    otherwise: 'name that organizer with --sender-email to go on with the meeting there',
  },
  KnownMeetingGone: {
    answeredBy: 'its code',
    when: 'the meeting was sent before and is nowhere to be found, or is in Deleted Items',
    yesIf: 'a new meeting is to be sent to everybody',
    otherwise: "look for it in the organizer's calendar and put it back",
  },
  CancelledByHand: {
    answeredBy: 'its code',
    when: 'the meeting was cancelled on the calendar, and not from here',
    yesIf: 'it is to take place after all',
    otherwise: 'leave it cancelled',
  },
  MovedByHand: {
    answeredBy: 'force update',
    when: 'title or time were changed on the calendar since they were sent from here',
    yesIf: 'the calendar is to say what the file says',
    otherwise: "put the calendar's title and time into the file",
  },
  TextRewritten: {
    answeredBy: 'force update',
    when: 'the text was rewritten on the calendar, and nothing but the text differs',
    yesIf: 'the text of the file is to take its place',
    otherwise: 'leave it as it is: people, time and place are sent all the same when they change',
  },
  SeriesByHand: {
    answeredBy: 'its code',
    when: 'the event was made a series on the calendar',
    yesIf: 'the whole series is to be changed',
    otherwise: 'make it a single event again on the calendar',
  },
  ManyRemoved: {
    answeredBy: 'its code',
    when: 'more than 10 people and more than a tenth of an event would be taken off it, or everybody of a customer',
    yesIf: 'they are all to get a cancellation',
    otherwise: 'check the contact lists and topics of the customers named',
  },
  InvisibleCharacters: {
    answeredBy: 'its code',
    when: 'a text or an address that goes out holds characters that cannot be seen',
    yesIf: 'they are meant',
    otherwise: 'take them out where they come from',
  },
  SeveralMatches: {
    answeredBy: 'nobody',
    when: 'the calendar has several events where one is expected',
    yesIf: '',
    otherwise: 'put that right on the calendar by hand, then run again',
  },
} as const satisfies Readonly<Record<string, QuestionKind>>;

export type QuestionCode = keyof typeof QUESTIONS;

/** The codes that `--answer` takes, in the table's order. */
export const ANSWERABLE: readonly QuestionCode[] = codes().filter(
  (code) => QUESTIONS[code].answeredBy !== 'nobody',
);

/** The codes that `--force-update` answers, where nothing about the very event forbids it. */
export const FORCEABLE: readonly QuestionCode[] = codes().filter(
  (code) => QUESTIONS[code].answeredBy === 'force update',
);

/** As much of a question as decides what answers it. */
export interface Answerable {
  readonly code: QuestionCode;
  /** Whether a yes lets the work go on; false: it must be put right by hand. */
  readonly canProceed: boolean;
  /** Whether only `--answer` with its code is that yes, although `--force-update` answers others of its kind. */
  readonly byCodeOnly?: true;
}

/** What was decided before anything was asked. */
export interface AnswersInAdvance {
  readonly forceUpdate: boolean;
  /** Codes that were answered by name. */
  readonly answers?: ReadonlySet<QuestionCode>;
}

/** Whether a question needs no asking, since the command line has answered it. */
export function isAnsweredInAdvance(
  question: Answerable,
  { forceUpdate, answers }: AnswersInAdvance,
): boolean {
  if (!question.canProceed) return false;
  if (answers?.has(question.code) === true) return true;
  return forceUpdate && question.byCodeOnly !== true && FORCEABLE.includes(question.code);
}

/** Both ways on from a question on the command line, as one sentence. */
export function waysOn(question: Answerable): string {
  const { yesIf, otherwise } = QUESTIONS[question.code];
  if (!question.canProceed)
    return 'Put that right on the calendar by hand, then run again; no flag can decide it.';
  const forced = question.byCodeOnly !== true && FORCEABLE.includes(question.code);
  const flags = forced ? `--force-update or --answer ${question.code}` : `--answer ${question.code}`;
  return `If ${yesIf}, run again with ${flags}; if not, ${otherwise}.`;
}

function codes(): readonly QuestionCode[] {
  return Object.keys(QUESTIONS) as QuestionCode[];
}
