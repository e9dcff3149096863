import { classify } from '../../errors/classify.ts';
import type { CustomerFailure, FailureCode } from '../../errors/failure.ts';
import type { PlaceSetup } from '../client-config.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { limited } from './limited.ts';
import type { MfaDevice } from './mfa-desk.ts';
import type { Session } from './session-memo.ts';
import { aboutProfile } from './about-profile.ts';

/** STS said no to GetSessionToken itself, and not to the code or the keys. */
const NOT_OFFERED: ReadonlySet<FailureCode> = new Set(['AccessDenied', 'RequestRejected', 'MalformedAnswer']);

/**
 * A session of the source's own user that a multi-factor device has vouched for. AWS takes each code once, so that a code
 * cannot be used for thirty roles; a session can (IAM user guide: GetSessionToken). Asked once per device and source,
 * and kept between runs: one that is kept can be renewed (`Identity.renew`), with a new code, which is asked for once for
 * all who want it. Until there is a new session the old one stays: not every role minds its age.
 * @returns undefined where there is none to be had: the source is a session itself, or STS refuses. Then every role
 * takes a code of its own.
 * @throws CustomerFailure as `MfaDesk.withCode`, or what asking STS failed with
 */
export async function mfaSession(
  device: MfaDevice,
  source: Identity,
  place: PlaceSetup,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  const { credentials, profile } = source;
  if (credentials.sessionToken !== undefined) return undefined; // STS gives sessions for long-term keys only
  const { region, endpoint = '' } = place;
  const { serial } = device;
  const key = JSON.stringify(['mfa', serial, region, endpoint, credentials.accessKeyId]);
  const identityOf = (session: Session): Identity => ({
    credentials: session,
    kind: 'mfa',
    ...(profile === undefined ? {} : { profile }),
  });
  const open = async (lookSignal: AbortSignal): Promise<Identity> => {
    const session = await deps.mfa.withCode(device, (code) => getSessionToken(code, lookSignal), lookSignal);
    deps.sessions.keep(key, session);
    return identityOf(session);
  };
  const look = async (lookSignal: AbortSignal): Promise<Identity> => {
    const kept = deps.sessions.get(key);
    return kept === undefined ? open(lookSignal) : { ...identityOf(kept), isKept: true };
  };
  const getSessionToken = (TokenCode: string, lookSignal: AbortSignal) =>
    limited('sts:GetSessionToken', deps, lookSignal, (requestSignal) => {
      const about = { ...aboutProfile(profile), credentialKind: source.kind, mfa: device };
      return deps.sts.getSessionToken(
        { SerialNumber: serial, TokenCode },
        { setup: { ...place, credentials }, about, signal: requestSignal },
      );
    });
  try {
    const identity = await deps.lookups.ask(key, look, signal);
    const renew = async (again: AbortSignal): Promise<Identity> => {
      const { accessKeyId } = identity.credentials;
      const fresh = await deps.lookups.ask(`${key} after ${accessKeyId}`, open, again);
      deps.sessions.forget(accessKeyId);
      deps.lookups.forget(key, identity);
      return fresh;
    };
    return { ...identity, renew };
  } catch (error) {
    if (isNotOffered(classify(error))) return undefined;
    throw error;
  }
}

const isNotOffered = ({ code }: CustomerFailure): boolean => NOT_OFFERED.has(code);
