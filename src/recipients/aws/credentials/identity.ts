import type { AwsCredentialIdentity } from '@smithy/types';
import type { AwsProfile } from '../../../customers/index.ts';
import type { CredentialKind } from '../../errors/about.ts';
import { classify } from '../../errors/classify.ts';
import type { CustomerFailure } from '../../errors/failure.ts';

/** Credentials and where they come from. */
export interface Identity {
  readonly credentials: AwsCredentialIdentity;
  /** Only where a service of AWS vouches for it, not where a file merely claims it. */
  readonly accountId?: string;
  readonly kind: CredentialKind;
  /** The profile they come from; absent for the environment and the machine's own. */
  readonly profile?: AwsProfile;
  /** Whose credentials the role was assumed with, as in `CustomerError.refusedCaller`; for a role's session only. */
  readonly assumedBy?: string;
  /** A session that was opened before this run: its second factor may be older than a role allows. */
  readonly isKept?: true;
  /** The profile whose other settings count (region, endpoints), where that is not the one they come from. */
  readonly settings?: AwsProfile;
  /** What the person may want to know about the choice, e.g. which of two kinds was taken. Sentences without a full stop. */
  readonly notes?: readonly string[];
  /** Looks again, past everything remembered of these; absent where that could only give the same again. */
  readonly renew?: (signal: AbortSignal) => Promise<Identity>;
}

/**
 * Uses credentials, and renews them once when AWS refuses them although they looked good.
 * @param isRenewable whether a failure may be the credentials' own; unless told otherwise: AWS says that they have
 * expired (a clock that is off, a session that was revoked)
 * @throws what `use` rejects with, the second time at the latest
 */
export async function withRenewal<T>(
  identity: Identity,
  signal: AbortSignal,
  use: (identity: Identity) => Promise<T>,
  isRenewable: (failure: CustomerFailure) => boolean = isExpired,
): Promise<T> {
  try {
    return await use(identity);
  } catch (error) {
    if (identity.renew === undefined || !isRenewable(classify(error))) throw error;
    const fresh = await identity.renew(signal);
    if (fresh.credentials.accessKeyId === identity.credentials.accessKeyId) throw error;
    return use(fresh);
  }
}

/** Whether AWS says that the credentials' time is over. */
export const isExpired = ({ code }: CustomerFailure): boolean => code === 'ExpiredCredentials';
