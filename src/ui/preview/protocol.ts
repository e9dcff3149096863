import * as z from 'zod/mini';

// Shared by the extension and the page it shows. Each side parses what the other sends: a page of another version, or
// anything that is no message of ours, is left alone. zod's small edition, since the page loads this file too.

/** Raised whenever either direction changes its meaning. */
export const PROTOCOL_VERSION = 2;

const protocol = z.literal(PROTOCOL_VERSION);

const Customer = z.object({
  /** Customer code. */
  code: z.string(),
  title: z.string(),
  status: z.enum(['waiting', 'asking', 'answered', 'failed', 'cancelled']),
  note: z.string(),
  remedy: z.string(),
  warnings: z.array(z.string()),
});

const Bar = z.object({
  title: z.string(),
  status: z.enum(['ok', 'failed', 'cancelled']),
  startPercent: z.number(),
  widthPercent: z.number(),
  slowest: z.boolean(),
  duration: z.string(),
});

/** What is pressed without saying more. */
const Plain = z.enum([
  'query',
  'retryFailed',
  'cancel',
  'sendTest',
  'saveCalendarFile',
  'copyJson',
  'showLog',
  'openWebLink',
  'copyJoinLink',
  'cancelMeeting',
  'signInSettings',
  'checkAccess',
  'undoByHand',
]);

const Notice = z.object({
  tone: z.enum(['info', 'success', 'warning', 'error']),
  text: z.string(),
  /** 1-based line of the file the notice is about. */
  line: z.optional(z.number()),
  actions: z.array(Plain),
  /** Customer whose people the notice offers to take off the meeting. */
  takeOffCustomer: z.optional(z.string()),
});

const Hide = z.enum(['always', 'never', 'setting']);

const Comparison = z.object({
  /** `off`: nothing to compare with, or nothing to say about it. */
  status: z.enum(['off', 'looking', 'unknown', 'new', 'same', 'changes', 'question']),
  sentence: z.string(),
  actions: z.array(Plain),
  fields: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
  /** Lines of the text; absent when the text stays. */
  body: z.optional(z.object({ removed: z.array(z.string()), added: z.array(z.string()) })),
  people: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'kept']),
      label: z.string(),
      /** The first ones; `more` says how many there are besides. */
      addresses: z.array(z.string()),
      more: z.number(),
    }),
  ),
});

const PreviewState = z.object({
  uri: z.string(),
  fileName: z.string(),
  phase: z.enum(['idle', 'asking', 'planned', 'failed', 'cancelled', 'sending', 'sent']),
  sandbox: z.boolean(),
  topicName: z.string(),
  /** BCP 47, for dates. */
  locale: z.string(),
  kind: z.string(),
  subject: z.string(),
  summary: z.string(),
  notices: z.array(Notice),
  when: z.optional(z.object({ startMs: z.number(), endMs: z.number(), timeZone: z.string() })),
  facts: z.array(
    z.object({ label: z.string(), value: z.string(), detail: z.string(), href: z.optional(z.string()) }),
  ),
  /** A whole HTML document for the sandboxed frame; absent while there is no plan. */
  mail: z.optional(z.string()),
  /** The mail is the previous run's, shown while everybody is asked again. */
  mailIsPrevious: z.boolean(),
  comparison: Comparison,
  /** Who sees whom, with the way to change it; absent while there is no plan. */
  privacy: z.optional(
    z.object({ sentence: z.string(), exposed: z.boolean(), action: z.string(), hide: Hide }),
  ),
  /** How many people a decision by hand is about. */
  byHand: z.number(),
  /** People may be left out and added now. */
  canDecide: z.boolean(),
  customers: z.array(Customer),
  waterfall: z.optional(z.object({ bars: z.array(Bar), total: z.string(), sentence: z.string() })),
  /** Of the plan that is shown, and of no other: what is sent names it. */
  fingerprint: z.string(),
  progress: z.optional(z.object({ done: z.number(), total: z.number() })),
  send: z.object({ label: z.string(), enabled: z.boolean(), reason: z.string() }),
  /** Label of the button that asks those that failed again; empty without any. */
  retry: z.string(),
});

/** All the page shows but the people: always the whole of it, so that a page that missed a message is right again with the next. */
export type PreviewState = z.infer<typeof PreviewState>;
export type PreviewCustomer = z.infer<typeof Customer>;
export type PreviewNotice = z.infer<typeof Notice>;
export type PreviewBar = z.infer<typeof Bar>;
export type PreviewComparison = z.infer<typeof Comparison>;
export type PlainAction = z.infer<typeof Plain>;

const Person = z.object({
  email: z.string(),
  /** How the address is shown, where that is not the address itself: invisible characters, letters of other scripts. */
  shown: z.optional(z.string()),
  /** Customers that named this person. */
  codes: z.array(z.string()),
  note: z.string(),
  origin: z.enum(['subscriber', 'file', 'by hand']),
});

const LeftOut = z.object({
  email: z.string(),
  /** As a person's. */
  shown: z.optional(z.string()),
  reason: z.string(),
  customers: z.string(),
  /** A person decided so, and may decide otherwise. */
  byHand: z.boolean(),
  /** Left out, on the meeting, and staying there: may be taken off it. */
  stays: z.boolean(),
});

const People = z.object({ people: z.array(Person), leftOut: z.array(LeftOut) });

/** Everybody who is invited, and who is not. Thousands: sent only when they differ. */
export type PreviewPeople = z.infer<typeof People>;
export type PreviewPerson = z.infer<typeof Person>;
export type PreviewLeftOut = z.infer<typeof LeftOut>;

const Translation = z.union([z.string(), z.object({ message: z.string(), comment: z.array(z.string()) })]);

const ToPage = z.discriminatedUnion('type', [
  z.object({ protocol, type: z.literal('state'), state: PreviewState }),
  z.object({ protocol, type: z.literal('people'), people: People }),
  /** The page's own texts; `contents` is absent where they stay English. `language` is BCP 47, of what they are in. */
  z.object({
    protocol,
    type: z.literal('texts'),
    language: z.string(),
    contents: z.optional(z.record(z.string(), Translation)),
  }),
  /** What became of an address that was to be added; empty `error`: it was. */
  z.object({ protocol, type: z.literal('added'), email: z.string(), error: z.string() }),
]);

/** Extension → page. */
export type ToPage = z.infer<typeof ToPage>;

const FromPage = z.discriminatedUnion('type', [
  z.object({ protocol, type: z.literal('ready') }),
  z.object({ protocol, type: z.literal('press'), action: Plain }),
  /** What is sent is the plan that the page shows: a plan with another fingerprint is refused. */
  z.object({ protocol, type: z.literal('send'), fingerprint: z.string() }),
  z.object({ protocol, type: z.literal('openFile'), line: z.optional(z.number()) }),
  z.object({ protocol, type: z.literal('openLink'), href: z.string() }),
  z.object({ protocol, type: z.literal('leaveOut'), email: z.string() }),
  z.object({ protocol, type: z.literal('takeOff'), email: z.string() }),
  z.object({ protocol, type: z.literal('takeOffCustomer'), customerCode: z.string() }),
  z.object({ protocol, type: z.literal('inviteAgain'), email: z.string() }),
  z.object({ protocol, type: z.literal('add'), email: z.string() }),
  z.object({ protocol, type: z.literal('hideAttendees'), hide: Hide }),
]);

/** Page → extension: what the person pressed. */
export type FromPage = z.infer<typeof FromPage>;

const PageMemory = z.object({
  uri: z.string(),
  /** Ids of the groups that are open. */
  open: z._default(z.array(z.string()), []),
  filter: z._default(z.string(), ''),
  grouping: z._default(z.enum(['customer', 'domain']), 'customer'),
  tab: z._default(z.enum(['invited', 'leftOut', 'attention']), 'invited'),
  /** How far page and list are scrolled, in CSS px. */
  scroll: z._default(z.number(), 0),
  listScroll: z._default(z.number(), 0),
});

/** What the page remembers over a reload: where the person was, never any data. */
export type PageMemory = z.infer<typeof PageMemory>;

/** @returns the message, `undefined` for anything that is none of ours */
export function parseToPage(data: unknown): ToPage | undefined {
  return parsed(ToPage, data);
}

/** @returns the message, `undefined` for anything that is none of ours */
export function parseFromPage(data: unknown): FromPage | undefined {
  return parsed(FromPage, data);
}

/** @returns what the page remembered, `undefined` when it is not readable */
export function parsePageMemory(data: unknown): PageMemory | undefined {
  return parsed(PageMemory, data);
}

function parsed<T>(schema: z.ZodMiniType<T>, data: unknown): T | undefined {
  const result = schema.safeParse(data);
  return result.success ? result.data : undefined;
}
