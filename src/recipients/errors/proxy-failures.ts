import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { unreachableRegion } from './region-failures.ts';

/** A proxy in use, and where it comes from. */
export interface ProxyUse {
  /** The variable of the environment that names it, e.g. `HTTPS_PROXY`. */
  readonly variable: string;
  /** Its address without user info, e.g. `http://proxy.example:3128`. */
  readonly proxy: string;
  /** Whether the variable holds a user name or password. */
  readonly hasUser: boolean;
}

/** What a proxy did instead of letting a request through. */
export type ProxyEvent =
  /** It answered with a status of its own: to CONNECT, or in place of the answer to a plain request. */
  | { readonly kind: 'refused'; readonly status: number }
  /** It could not be reached; a system code, e.g. `ECONNREFUSED`. */
  | { readonly kind: 'unreachable'; readonly code: string }
  /** It took the connection and closed it, or said something that is no HTTP. */
  | { readonly kind: 'no answer' }
  /** It took the connection and said nothing in time. */
  | { readonly kind: 'silent' };

/** A request that a proxy did not let through. The text is for debuggers: {@link proxyFailure} says it to people. */
export class ProxyTrouble extends Error {
  override readonly name = 'ProxyTrouble';
  readonly use: ProxyUse;
  readonly event: ProxyEvent;
  /** `host:port` that was asked for. */
  readonly target: string;

  constructor(use: ProxyUse, event: ProxyEvent, target: string) {
    super(`the proxy did not let a request through (${event.kind})`);
    this.use = use;
    this.event = event;
    this.target = target;
  }
}

/** The proxy's word on a request, with the variable that names the proxy. */
export function proxyFailure({ use, event, target }: ProxyTrouble, about: AskedAbout): FailureFacts {
  const region = event.kind === 'refused' && event.status >= 500 ? unreachableRegion(about) : undefined;
  if (region !== undefined) return region; // a host that does not exist: no proxy can connect to it
  const said = sayOf(use, event);
  const shared = { message: said.message(''), remedy: said.remedy };
  return {
    code: 'ProxyFailed',
    message: said.message(` to ${target}`),
    remedy: said.remedy,
    cause: `proxy ${use.proxy}`,
    shared,
    retry: said.isPassing ? 'transient' : 'never',
  };
}

/** What to say of an event. `message` is given where the request was going, or nothing. */
interface Said {
  readonly message: (toTarget: string) => string;
  readonly remedy: string;
  /** Whether it may be over with the next try. */
  readonly isPassing: boolean;
}

function sayOf(use: ProxyUse, event: ProxyEvent): Said {
  const { variable } = use;
  const proxy = named(use);
  switch (event.kind) {
    case 'refused':
      return refusal(use, event.status);
    case 'unreachable':
      return {
        message: () => `${proxy} ${unreached(event.code)}`,
        remedy: `Correct ${variable}, or unset it where no proxy is needed; check the network and VPN.`,
        isPassing: !['ECONNREFUSED', 'ENOTFOUND'].includes(event.code),
      };
    case 'no answer':
      return {
        message: () => `${proxy} closed the connection without an answer that can be read`,
        remedy: `Check that ${variable} names an HTTP proxy, with the right port and scheme; ask again if it does.`,
        isPassing: true,
      };
    case 'silent':
      return {
        message: () => `${proxy} did not answer in time`,
        remedy: `Ask again; if it stays so, check that ${variable} names an HTTP proxy, and the network and VPN to it.`,
        isPassing: true,
      };
  }
}

/** Statuses of proxies (RFC 9110: 407, 502, 503, 504; CONNECT may be refused with any other). */
function refusal(use: ProxyUse, status: number): Said {
  const { variable, hasUser } = use;
  const proxy = named(use);
  const http = `(HTTP ${status})`;
  if (status === 407)
    return {
      message: () =>
        hasUser
          ? `${proxy} does not accept the user name and password in ${variable} ${http}`
          : `${proxy} wants a user name and password ${http}`,
      remedy: hasUser
        ? `Correct the user name and password in ${variable}, with special characters percent-encoded.`
        : `Put them into ${variable} as http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded; for a proxy that wants NTLM or Kerberos, name a local relay there.`,
      isPassing: false,
    };
  if (status >= 500)
    return {
      message: (toTarget) =>
        `${proxy} could not connect${toTarget || ' to where the request was going'} ${http}`,
      remedy: 'Ask again in a moment; if it stays so, ask whoever runs the proxy.',
      isPassing: true,
    };
  return {
    message: (toTarget) =>
      `${proxy} refused to connect${toTarget || ' to where the request was going'} ${http}`,
    remedy: `Ask whoever runs the proxy to allow the hosts of AWS, or leave them out of it with NO_PROXY.`,
    isPassing: false,
  };
}

/** `the proxy http://proxy.example:3128 (HTTPS_PROXY)` */
export const named = ({ proxy, variable }: ProxyUse): string => `the proxy ${proxy} (${variable})`;

const unreached = (code: string): string => {
  if (code === 'ECONNREFUSED') return 'cannot be reached: nothing listens there (connection refused)';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'cannot be reached: its host was not found';
  return `cannot be reached (${code})`;
};

/**
 * A variable that names no proxy we can speak to. Its value may hold a password, and is not shown.
 * @param scheme that of another kind of proxy, e.g. `socks5`
 */
export const proxyInvalid = (variable: string, scheme: string | undefined): FailureFacts => ({
  code: 'ProxyInvalid',
  message:
    scheme === undefined
      ? `${variable} does not hold the address of a proxy`
      : `${variable} names a proxy of the kind ${scheme}://, which neither the AWS command line nor this program speaks to`,
  remedy: `Set ${variable} to http://HOST:PORT, or unset it; hosts that need no proxy go into NO_PROXY.`,
  cause: `variable ${variable}`,
});
