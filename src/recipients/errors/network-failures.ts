import { nearestFirst } from '../../metadata/index.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';
import { KNOWN_REGIONS } from './known-regions.ts';
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
  const where = about.endpoint ?? `AWS in ${about.region ?? 'this region'}`;
  const elsewhere = about.endpoint === undefined ? undefined : `endpoint ${about.endpoint}`;
  const cause = elsewhere ?? 'network';
  if (code === 'ENOTFOUND') return unknownHost(signs, about);
  if (code === 'EAI_AGAIN')
    return (
      mistypedRegion(about) ?? {
        code: 'NameLookupFailed',
        message: `the host name of ${where} could not be looked up (DNS did not answer)`,
        remedy: 'Check the network and VPN, then ask again.',
        cause,
      }
    );
  if (code === 'ECONNREFUSED')
    return {
      code: 'ConnectionRefused',
      message: `${where} refused the connection (${plain(signs.message)})`,
      remedy:
        about.endpoint === undefined
          ? 'Check the network, proxy and firewall, then ask again.'
          : 'Check endpoint_url and the AWS_ENDPOINT_URL variables: nothing listens there.',
      cause,
    };
  // The SDK's HTTP handler renames a reset to TimeoutError, so this comes before the time limits.
  if (RESET_CODES.has(code) || /^aborted\b|socket hang up/.test(signs.message))
    return {
      code: 'ConnectionReset',
      message: `the connection to ${where} was closed in the middle`,
      remedy: 'Ask again; if it stays so, check proxy, VPN and firewall.',
    };
  if (UNREACHABLE_CODES.has(code))
    return {
      code: 'HostUnreachable',
      message: `${where} cannot be reached (${code})`,
      remedy: 'Check the network and VPN, then ask again.',
      cause,
    };
  if (UNTRUSTED_CODES.has(code))
    return {
      code: 'CertificateUntrusted',
      message: `the certificate of ${where} is not trusted (${plain(signs.message).replace(/;.*$/, '')})`,
      remedy:
        'If a proxy inspects TLS here, point NODE_EXTRA_CA_CERTS at its CA certificate (in VS Code: `http.systemCertificates`).',
      cause: 'certificate',
    };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      code: 'CertificateUntrusted',
      message: `the certificate that answered for ${where} is for another host`,
      remedy: 'Check the proxy and endpoint_url: something else is answering.',
      cause: 'certificate',
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
      remedy: 'Ask again, or allow more time with --request-timeout (setting customerMeetings.limits).',
    };
  return undefined;
}

/** An unknown host is a mistyped region more often than a missing network, when the region is one nobody knows. */
function unknownHost(signs: ErrorSigns, about: AskedAbout): FailureFacts {
  return (
    mistypedRegion(about) ?? {
      code: 'HostNotFound',
      message: `the host ${/ENOTFOUND (\S+)/.exec(signs.message)?.[1] ?? 'of AWS'} was not found`,
      remedy:
        about.endpoint === undefined
          ? 'Check the network, DNS and VPN, then ask again.'
          : 'Check endpoint_url and the AWS_ENDPOINT_URL variables.',
      cause: about.endpoint === undefined ? 'network' : `endpoint ${about.endpoint}`,
    }
  );
}

/** AWS's own host of a region that nobody knows: whatever DNS says to it, there is none. */
function mistypedRegion({ endpoint, region }: AskedAbout): FailureFacts | undefined {
  const isUnknown = endpoint === undefined && region !== undefined && !KNOWN_REGIONS.includes(region);
  return isUnknown ? unknownRegion(region) : undefined;
}

/** A region that AWS does not have, with the likeliest one meant. */
export function unknownRegion(region: string): FailureFacts {
  const near = nearestFirst(region, KNOWN_REGIONS)[0] ?? 'us-east-1';
  return {
    code: 'RegionInvalid',
    message: `region ${JSON.stringify(region)} does not exist; did you mean ${near}?`,
    remedy: `Correct \`region\` in config.json or in the AWS profile: ${near}, perhaps.`,
  };
}

const plain = (message: string): string => message.replace(/\s*\n[\s\S]*$/, '');
