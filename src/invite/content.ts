import { formatWhen, type Attachment, type Meeting, type ZonedTime } from '../metadata/index.ts';
import { oneLine } from './rich-text.ts';
import { isWebAddress } from './web-address.ts';

/** A customer as the body names it. */
export interface NamedCustomer {
  readonly customerCode: string;
  readonly customerName?: string;
}

/** A piece of an invite, before it is either HTML or text. Texts are the file's own: plain, not yet escaped. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly label?: string }
  | { readonly kind: 'markdown'; readonly text: string }
  /** Something short behind its label, e.g. a ticket's number. */
  | { readonly kind: 'line'; readonly text: string; readonly label?: string }
  /** A time a row, written once for each zone. */
  | { readonly kind: 'times'; readonly zones: readonly string[]; readonly rows: readonly TimeRow[] };

export interface TimeRow {
  readonly label: string;
  /** One for each of the block's zones. */
  readonly written: readonly string[];
}

export interface Section {
  readonly heading: string;
  /** At least one. */
  readonly blocks: readonly Block[];
}

/** Everything an invite says, in order; what the file has nothing for is not in it. */
export interface InviteContent {
  readonly heading: string;
  /** On one line; `''` where the file has none. */
  readonly title: string;
  readonly sections: readonly Section[];
}

/**
 * What the invite says: the sections of the Go tool's invites (upstream.md §6.3) plus test plan, impact and UTC times.
 * @param customers the customers to name; empty names none (attendees who are hidden must not learn of each other here)
 */
export function inviteContent(meeting: Meeting, customers: readonly NamedCustomer[]): InviteContent {
  const { details, announcement } = meeting;
  const sections: readonly Section[] = [
    { heading: '📝 Description', blocks: text(details.reason) },
    { heading: '📄 Details', blocks: markdown(announcement?.content ?? '') },
    { heading: '📋 Implementation Details', blocks: text(details.implementationPlan) },
    { heading: '🧪 Test Plan', blocks: text(details.testPlan) },
    { heading: '📅 Schedule', blocks: [schedule(meeting)] },
    {
      heading: '🎯 Impact & Rollback',
      blocks: [
        ...text(details.customerImpact, 'Customer impact'),
        ...text(details.rollbackPlan, 'Rollback plan'),
      ],
    },
    {
      heading: '🎫 Related Tickets',
      blocks: [...line(details.serviceNow, 'ServiceNow'), ...line(details.jira, 'Jira')],
    },
    { heading: '📎 Attachments', blocks: (announcement?.attachments ?? []).flatMap(attachmentLine) },
    { heading: '👥 Stakeholders', blocks: line(customers.map(customerLabel).join(', ')) },
  ];
  return {
    heading: headingOf(meeting),
    title: oneLine(meeting.title),
    sections: sections.filter(({ blocks }) => blocks.length > 0),
  };
}

/** The portal's announcement types as people know them (upstream.md §6.3); any other type is its own name. */
const ANNOUNCEMENTS: Readonly<Record<string, string>> = {
  cic: 'CIC (Cloud Innovator Community)',
  finops: 'FinOps',
  innersource: 'InnerSource Guild',
  inner: 'InnerSource Guild',
};

function headingOf({ kind, announcement }: Meeting): string {
  if (kind === 'change') return '🔄 Change Implementation Meeting';
  const type = oneLine(announcement?.type ?? '') || 'announcement';
  const label = Object.hasOwn(ANNOUNCEMENTS, type) ? ANNOUNCEMENTS[type] : undefined;
  return `📢 ${label ?? type.toUpperCase()} Event`;
}

function text(written: string, label?: string): readonly Block[] {
  if (written.trim() === '') return [];
  return [{ kind: 'text', text: written, ...(label === undefined ? {} : { label }) }];
}

function markdown(written: string): readonly Block[] {
  return written.trim() === '' ? [] : [{ kind: 'markdown', text: written }];
}

function line(written: string, label?: string): readonly Block[] {
  const short = oneLine(written);
  return short === '' ? [] : [{ kind: 'line', text: short, ...(label === undefined ? {} : { label }) }];
}

/** An attachment's name, and the web address it has; where it has none, where it lies is nobody's business. */
function attachmentLine({ name, location }: Attachment): readonly Block[] {
  const address = location?.trim() ?? '';
  return line(!isWebAddress(address) || address === name.trim() ? name : `${name}: ${new URL(address).href}`);
}

/** A customer for a person: name and code, or the code alone where nobody gave it a name. On one line. */
export function customerLabel({ customerCode, customerName }: NamedCustomer): string {
  return customerName === undefined || customerName === customerCode
    ? customerCode
    : `${oneLine(customerName)} (${customerCode})`;
}

/** The implementation window, or the meeting's own time; both where they differ, for else the two would seem to disagree. */
function schedule(meeting: Meeting): Block {
  const zone = meeting.start.timeZone;
  const zones = isUtc(zone) ? [zone] : [zone, 'UTC'];
  const rows = scheduleTimes(meeting).map(([label, time]) => ({
    label,
    written: zones.map((shown) => formatWhen(time, shown)),
  }));
  return { kind: 'times', zones, rows };
}

function scheduleTimes(meeting: Meeting): readonly (readonly [string, ZonedTime])[] {
  const { start, end, window } = meeting;
  if (window === undefined) {
    return [
      ['Start', start],
      ['End', end],
    ];
  }
  const windowTimes = [
    ['Window start', window.start],
    ['Window end', window.end],
  ] as const;
  if (window.start.epochMs === start.epochMs && window.end.epochMs === end.epochMs) return windowTimes;
  return [...windowTimes, ['Meeting start', start], ['Meeting end', end]];
}

function isUtc(zone: string): boolean {
  return /^(etc\/)?(utc|uct|universal|zulu)$/i.test(zone);
}
