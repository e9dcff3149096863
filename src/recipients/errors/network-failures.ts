import { redact } from '../../common/index.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { named } from './proxy-failures.ts';
import { unreachableRegion } from './region-failures.ts';
import type { ErrorSigns } from './signs.ts';

const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET']);
const UNREACHABLE_CODES = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);
/** Node's codes for "I do not trust who signed this" (Node.js TLS documentation, X.509 certificate error codes). */
const UNTRUSTED_CODES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
]);

/**
 * Failures before any sensible answer came: name look-up, connecting, TLS, time, broken connections.
 * @returns undefined when the signs are of another kind
 */
export function networkFailure(signs: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  const code = signs.systemCode ?? '';
  const through = signs.proxy === undefined ? '' : ` through ${named(signs.proxy)}`;
  const where = `${about.endpoint ?? `AWS in ${about.region ?? 'this region'}`}${through}`;
  const elsewhere = about.endpoint === undefined ? undefined : `endpoint ${about.endpoint}`;
  const unusedProxy =
    signs.unusedProxy === undefined
      ? ''
      : ` ${signs.unusedProxy} does not count, as it does not for the AWS command line: a proxy goes into HTTPS_PROXY.`;
  /** The same for every customer: regions differ, and the proxy is the same for all. */
  const everywhere = `${about.endpoint ?? 'AWS'}${through}`;
  const cause = elsewhere ?? 'network';
  if (code === 'ENOTFOUND') return unknownHost(signs, about, unusedProxy);
  if (code === 'EAI_AGAIN') {
    const remedy = `Check the network and VPN, then ask again.${unusedProxy}`;
    return (
      unreachableRegion(about) ?? {
        code: 'NameLookupFailed',
        message: `the host name of ${where} could not be looked up (DNS did not answer)`,
        remedy,
        cause,
        shared: {
          message: `host names of ${everywhere} could not be looked up (DNS did not answer)`,
          remedy,
        },
      }
    );
  }
  if (code === 'ECONNREFUSED') {
    const remedy =
      about.endpoint === undefined
        ? `Check the network, proxy and firewall, then ask again.${unusedProxy}`
        : `Check endpoint_url and the AWS_ENDPOINT_URL variables: nothing listens there.${unusedProxy}`;
    return {
      code: 'ConnectionRefused',
      message: `${where} refused the connection (${redact(signs.message)})`,
      remedy,
      cause,
      shared: { message: `${everywhere} refused the connection`, remedy },
    };
  }
  // The SDK's HTTP handler renames a reset to TimeoutError, so this comes before the time limits.
  if (RESET_CODES.has(code) || /^aborted\b|socket hang up/.test(signs.message))
    return {
      code: 'ConnectionReset',
      message: `the connection to ${where} was closed in the middle`,
      remedy: 'Ask again; if it stays so, check proxy, VPN and firewall.',
    };
  if (UNREACHABLE_CODES.has(code)) {
    const remedy = `Check the network and VPN, then ask again.${unusedProxy}`;
    return {
      code: 'HostUnreachable',
      message: `${where} cannot be reached (${code})`,
      remedy,
      cause,
      shared: { message: `${everywhere} cannot be reached (${code})`, remedy },
    };
  }
  if (UNTRUSTED_CODES.has(code)) {
    const why = redact(signs.message).replace(/;.*$/, '');
    const remedy =
      'If a proxy inspects TLS here, point NODE_EXTRA_CA_CERTS at its CA certificate (in VS Code: `http.systemCertificates`).';
    return {
      code: 'CertificateUntrusted',
      message: `the certificate of ${where} is not trusted (${why})`,
      remedy,
      cause: 'certificate',
      shared: { message: `the certificates that answer for ${everywhere} are not trusted (${why})`, remedy },
    };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      code: 'CertificateUntrusted',
      message: `the certificate that answered for ${where} is for another host`,
      remedy: 'Check the proxy and endpoint_url: something else is answering.',
      cause: 'certificate',
      shared: {
        message: `the certificates that answer for ${everywhere} are for other hosts`,
        remedy: 'Check the proxy and endpoint_url: something else is answering.',
      },
    };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return {
      code: 'TlsFailed',
      message: `no TLS connection could be made with ${where}`,
      remedy: 'Check endpoint_url (https to a plain http port?) and the proxy.',
      cause: elsewhere,
    };
  if (signs.name === 'TimeoutError' || code === 'ETIMEDOUT')
    return {
      code: 'RequestTimeout',
      message: `${where} did not answer in time`,
      remedy: `Ask again, or allow more time with --request-timeout (setting customerMeetings.limits).${unusedProxy}`,
    };
  return undefined;
}

/** An unknown host is a mistyped region more often than a missing network, when the region is one nobody knows. */
function unknownHost(signs: ErrorSigns, about: AskedAbout, unusedProxy: string): FailureFacts {
  const isOwn = about.endpoint === undefined;
  const remedy = isOwn
    ? `Check the network, DNS and VPN, then ask again.${unusedProxy}`
    : `Check endpoint_url and the AWS_ENDPOINT_URL variables.${unusedProxy}`;
  return (
    unreachableRegion(about) ?? {
      code: 'HostNotFound',
      message: `the host ${signs.host ?? 'of AWS'} was not found`,
      remedy,
      cause: isOwn ? 'network' : `endpoint ${about.endpoint}`,
      shared: {
        message: isOwn ? "AWS's hosts were not found" : `the host of ${about.endpoint} was not found`,
        remedy,
      },
    }
  );
}
