import { redact, withoutUserInfo } from '../common/index.ts';
import { isLoopback } from './base-url.ts';
import { isUntrusted, REDIRECTED, type FailureFacts, type Told } from './failure.ts';
import type { CalendarError } from './outcome.ts';

/** What a description may name; nothing of it is secret. */
export interface FailureContext {
  readonly organizer: string;
  readonly baseUrl: string;
  /** Whose permission was used. */
  readonly identity: string;
  /** What to do when it is no longer accepted. */
  readonly whenRefused?: string;
}

type Tell = (facts: FailureFacts, context: FailureContext) => Told;

/**
 * A failed call, told for a person: by code first, then by status (Microsoft Graph docs: branch on codes, never on
 * messages). Graph's own text is for developers: it is quoted only for codes that are not known here, shortened and
 * with anything like a token taken out.
 */
export function describeFailure(facts: FailureFacts, context: FailureContext): CalendarError {
  const tell =
    own(BY_CODE, facts.code) ?? signInTell(facts) ?? networkTell(facts) ?? byStatus(facts.status) ?? unknown;
  const [message, remedy] = tell(facts, { ...context, baseUrl: withoutUserInfo(context.baseUrl) });
  return {
    code: facts.code,
    message,
    remedy,
    ...(facts.status !== undefined && { status: facts.status }),
    ...(facts.requestId !== undefined && { requestId: facts.requestId }),
  };
}

const expired: Tell = (_, { identity, whenRefused }) => [
  `Microsoft Graph does not accept ${identity}: it has expired, or is meant for another service or cloud.`,
  whenRefused ?? 'Sign in again, and check that GRAPH_BASE_URL names the cloud of your organization.',
];

const denied: Tell = (facts, { organizer, identity }) =>
  /access ?policy|RAOP|OData is disabled/i.test(facts.rawMessage ?? '')
    ? [
        `${organizer}'s mailbox is outside what ${identity} may use.`,
        "Ask an Exchange administrator to add the mailbox to the application's scope (RBAC for Applications, or its application access policy). A change takes up to two hours to act.",
      ]
    : [
        `Microsoft Graph does not let ${identity} use the calendar of ${organizer}.`,
        'Ask an administrator to grant Calendars.ReadWrite; as a signed-in person, organize the meeting yourself or have the calendar shared with you (Calendars.ReadWrite.Shared).',
      ];

const noMailbox: Tell = (_, { organizer }) => [
  `${organizer} has no mailbox that Microsoft Graph can reach: it is inactive, has no Exchange Online licence, or does not exist.`,
  'Check the spelling of the organizer, choose another one, or have a licence assigned.',
];

const full: Tell = (_, { organizer }) => [
  `The mailbox of ${organizer} is full, so Microsoft Graph cannot keep the event. Nothing was written.`,
  'Make room in it (also under Deleted Items and Recoverable Items) or have its quota raised, and run again.',
];

const sendingBlocked: Tell = (_, { organizer }) => [
  `${organizer} may not send mail at the moment: Exchange has blocked it, for example after too many messages in a day.`,
  "Have an administrator look at the mailbox's sending limits and at the restricted users (Microsoft Defender portal), and run again when it is released. This is not a matter of permissions.",
];

const tooManyMessages: Tell = (_, { organizer }) => [
  `${organizer} has reached its limit of messages or recipients for the day (Exchange Online: 10,000 recipients).`,
  'Run again tomorrow, or organize the meeting from another mailbox.',
];

const propertyRefused: Tell = (facts) => [
  `Microsoft Graph does not accept a value of the event${quoted(facts)}.`,
  'Shorten the title, the place or the texts of the metadata file, look for unusual characters in them, and run again.',
];

const throttled: Tell = (facts) => [
  'Microsoft Graph is asked too often for this mailbox.',
  facts.retryAfterMs === undefined
    ? 'Wait a few minutes and run again; it is safe.'
    : `Wait ${String(Math.ceil(facts.retryAfterMs / 1000))} seconds and run again; it is safe.`,
];

const changed: Tell = () => [
  'The event was changed by somebody else at the same moment.',
  'Preview again and send again; it is safe.',
];

const trouble: Tell = (facts) => [
  `Microsoft Graph has trouble at the moment${facts.status === undefined ? '' : ` (status ${String(facts.status)})`}.`,
  'Run again in a few minutes; it is safe. If it goes on, see https://status.cloud.microsoft.',
];

const unknown: Tell = (facts) => [
  `Microsoft Graph refused with ${facts.code}${facts.status === undefined ? '' : ` (status ${String(facts.status)})`}${quoted(facts)}.`,
  'Run again with --log-level debug, and give the request id to your Microsoft 365 administrator.',
];

/** Graph's own words behind a colon, for what nobody here can say better. */
function quoted({ rawMessage }: FailureFacts): string {
  const text = quote(rawMessage);
  return text === undefined ? '' : `: "${text}"`;
}

/** The table of codes (Microsoft Graph docs: errors, access policies, event). */
const BY_CODE: Readonly<Record<string, Tell | undefined>> = {
  InvalidAuthenticationToken: expired,
  ErrorAccessDenied: denied,
  Authorization_RequestDenied: denied,
  MailboxNotEnabledForRESTAPI: noMailbox,
  MailboxNotSupportedForRESTAPI: noMailbox,
  ErrorInvalidUser: noMailbox,
  Request_ResourceNotFound: noMailbox,
  ResourceNotFound: noMailbox,
  MailboxNotEnabled: noMailbox,
  ErrorNonExistentMailbox: noMailbox,
  ErrorMailboxStoreUnavailable: trouble,
  ErrorQuotaExceeded: full,
  ErrorMessageSubmissionBlocked: sendingBlocked,
  ErrorExceededMessageLimit: tooManyMessages,
  ErrorPropertyValidationFailure: propertyRefused,
  ErrorItemNotFound: () => [
    'The event is no longer on the calendar: it was deleted, or belongs to another mailbox.',
    'Run again: it is looked for afresh, and you are asked before anything is made anew.',
  ],
  ErrorInvalidRecipients: (facts) => {
    const addresses = [
      ...new Set(redact(facts.rawMessage ?? '').match(/(?<![^\s"'<>(),;:])[^\s"'<>(),;:]+@[^\s"'<>(),;:]+/g)),
    ].slice(0, 3);
    return [
      `Microsoft Graph does not accept ${addresses.length === 0 ? 'an attendee' : addresses.join(', ')} as an address.`,
      "Correct it in the customer's contact list or in the metadata file, or leave it out, and run again.",
    ];
  },
  ErrorSendAsDenied: (_, { organizer, identity }) => [
    `${identity} may not send invitations as ${organizer}.`,
    'Organize the meeting from your own mailbox, or have an administrator grant Send As.',
  ],
  ErrorDuplicateTransactionId: () => [
    'Microsoft Graph says that this meeting has been created already, but the event cannot be found.',
    'Look for it in the calendar of the organizer (also under Deleted Items), then run again in some minutes. Nothing was created, so that there are never two.',
  ],
  ApplicationThrottled: throttled,
  ErrorInternalServerTransientError: trouble,
  InefficientFilter: () => [
    'Microsoft Graph could not search the calendar the way it was asked to.',
    'This is a defect of Customer Meetings: please report it with the request id.',
  ],
  ForeignNextLink: () => [
    'The answer of Microsoft Graph goes on at an address elsewhere, which was not followed.',
    'Check what GRAPH_BASE_URL points at.',
  ],
  EndlessPages: (_, { baseUrl }) => [
    `The answer of ${baseUrl} does not end.`,
    'Check what GRAPH_BASE_URL points at; if it is Microsoft Graph, run again in some minutes.',
  ],
  UnreadableAnswer: (_, { baseUrl }) => [
    `What ${baseUrl} answered is not what Microsoft Graph answers.`,
    'Check GRAPH_BASE_URL, and whether a proxy or sign-in page stands in between; then run again, it is safe.',
  ],
  RequestTimeout: (_, { baseUrl }) => [
    `${baseUrl} did not answer in time.`,
    'Check the network and run again; it is safe.',
  ],
  Aborted: () => ['Stopped before Microsoft Graph had answered.', 'Run again when you want to; it is safe.'],
  [REDIRECTED]: (_, { baseUrl }) => [
    `Something between here and ${baseUrl} answers with a redirect: a proxy or a network sign-in page.`,
    'Sign in to the network or correct the proxy settings, and run again.',
  ],
};

/** A sign-in knows best what it went by: it tells its own failures. */
function signInTell(facts: FailureFacts): Tell | undefined {
  if (facts.kind !== 'signin') return undefined;
  const { told } = facts;
  if (told !== undefined) return () => told;
  return (_, { identity }) => [
    `Signing in to Microsoft Graph failed (${facts.code}) for ${identity}.`,
    'Check the sign-in settings and the network, and try again.',
  ];
}

function networkTell(facts: FailureFacts): Tell | undefined {
  if (facts.kind !== 'network') return undefined;
  return (_, { baseUrl }) => {
    const host = new URL(baseUrl).host;
    if (isUntrusted(facts.code)) {
      return [
        `${host} could not prove that it is ${host} (${facts.code}).`,
        'If your organization inspects traffic, point NODE_EXTRA_CA_CERTS at its certificate.',
      ];
    }
    if (facts.code === 'ENOTFOUND' || facts.code === 'EAI_AGAIN') {
      return [
        `${host} could not be found (${facts.code}).`,
        'Check the network, VPN and proxy, and run again.',
      ];
    }
    if (facts.code === 'ECONNREFUSED') {
      return [
        `Nothing answers at ${host} (${facts.code}).`,
        isLoopback(baseUrl)
          ? 'Start what should be listening there, or unset GRAPH_BASE_URL.'
          : 'Check the network, VPN and proxy, and run again.',
      ];
    }
    return [
      `The connection to ${host} was lost (${facts.code}).`,
      'Check the network and run again; it is safe.',
    ];
  };
}

function byStatus(status: number | undefined): Tell | undefined {
  if (status === 401) return expired;
  if (status === 403) return denied;
  if (status === 409 || status === 412) return changed;
  if (status === 413) {
    return () => [
      'The invite is larger than Microsoft Graph takes (4 MB).',
      'Shorten the texts of the metadata file and run again.',
    ];
  }
  if (status === 429) return throttled;
  if (status === 507) return full;
  return status !== undefined && status >= 500 ? trouble : undefined;
}

/** A code is foreign text: `valueOf` must not find what every object has. */
function own<V>(table: Readonly<Record<string, V>>, code: string): V | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** More than ever is shown of Graph's own words. */
const LONGEST_QUOTED = 2000;

/** Graph's own words on one line, at most 200 characters, without anything like a token. */
function quote(text: string | undefined): string | undefined {
  const clean =
    text === undefined
      ? undefined
      : redact(text.slice(0, LONGEST_QUOTED).replace(/\b(bearer\s+)?ey[\w-]{10,}(\.[\w-]*){0,2}/gi, '…'));
  if (clean === undefined || clean === '') return undefined;
  return clean.length > 200 ? `${clean.slice(0, 200)}…` : clean.replace(/\.$/, '');
}
