import * as z from 'zod/mini';

// Shared by the extension and the page it shows. Each side parses what the other sends: a page of another version, or
// anything that is no message of ours, is left alone. zod's small edition, since the page loads this file too.

/** Raised whenever either direction changes its meaning. */
export const PROTOCOL_VERSION = 1;

const Group = z.object({
  id: z.string(),
  title: z.string(),
  code: z.string(),
  status: z.enum(['waiting', 'asking', 'answered', 'failed', 'cancelled', 'file']),
  note: z.string(),
  remedy: z.string(),
  warnings: z.array(z.string()),
  people: z.array(z.object({ email: z.string(), note: z.string() })),
});

const Bar = z.object({
  title: z.string(),
  status: z.enum(['ok', 'failed', 'cancelled']),
  startPercent: z.number(),
  widthPercent: z.number(),
  slowest: z.boolean(),
  duration: z.string(),
});

const Notice = z.object({
  tone: z.enum(['info', 'success', 'warning', 'error']),
  text: z.string(),
  /** 1-based line of the file the notice is about. */
  line: z.optional(z.number()),
  actions: z.array(
    z.enum([
      'query',
      'retryFailed',
      'showLog',
      'openWebLink',
      'copyJoinLink',
      'cancelMeeting',
      'signInSettings',
    ]),
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
  people: z.number(),
  groups: z.array(Group),
  leftOut: z.array(z.object({ email: z.string(), reason: z.string(), customers: z.string() })),
  waterfall: z.optional(z.object({ bars: z.array(Bar), total: z.string(), sentence: z.string() })),
  fingerprint: z.string(),
  progress: z.optional(z.object({ done: z.number(), total: z.number() })),
  send: z.object({ label: z.string(), enabled: z.boolean(), reason: z.string() }),
  failed: z.number(),
});

/** All the page shows: always the whole of it, so that a page that missed a message is right again with the next. */
export type PreviewState = z.infer<typeof PreviewState>;
export type PreviewGroup = z.infer<typeof Group>;
export type PreviewNotice = z.infer<typeof Notice>;
export type PreviewBar = z.infer<typeof Bar>;

const ToPage = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  type: z.literal('state'),
  state: PreviewState,
});

/** Extension → page. */
export type ToPage = z.infer<typeof ToPage>;

const protocol = z.literal(PROTOCOL_VERSION);
const FromPage = z.discriminatedUnion('type', [
  z.object({ protocol, type: z.literal('ready') }),
  z.object({ protocol, type: z.literal('query') }),
  z.object({ protocol, type: z.literal('retryFailed') }),
  z.object({ protocol, type: z.literal('cancel') }),
  z.object({ protocol, type: z.literal('send') }),
  z.object({ protocol, type: z.literal('showLog') }),
  z.object({ protocol, type: z.literal('openWebLink') }),
  z.object({ protocol, type: z.literal('copyJoinLink') }),
  z.object({ protocol, type: z.literal('cancelMeeting') }),
  z.object({ protocol, type: z.literal('signInSettings') }),
  z.object({ protocol, type: z.literal('openFile'), line: z.optional(z.number()) }),
  z.object({ protocol, type: z.literal('openLink'), href: z.string() }),
]);

/** Page → extension: what the person pressed. */
export type FromPage = z.infer<typeof FromPage>;

const PageMemory = z.object({
  uri: z.string(),
  open: z._default(z.array(z.string()), []),
  filter: z._default(z.string(), ''),
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
