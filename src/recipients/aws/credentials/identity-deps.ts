import type { AwsProfile, AwsProfiles, Environment, ReadTextFile } from '../../../customers/index.ts';
import type { Clock } from '../../clock.ts';
import type { RunHandler } from '../run-handler.ts';
import type { AwsSdk } from '../sdk/index.ts';
import type { Sts } from '../sts.ts';
import type { Identity } from './identity.ts';
import type { MfaDesk } from './mfa-desk.ts';
import type { SessionMemo } from './session-memo.ts';
import type { SharedLookups } from './shared-lookups.ts';
import type { SsoTroubles } from './sso-troubles.ts';

/** What looking up credentials needs, within one run. */
export interface IdentityDeps {
  readonly sdk: AwsSdk;
  readonly env: Environment;
  readonly homeDirectory: string;
  readonly readTextFile: ReadTextFile;
  readonly profiles: AwsProfiles;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  /** The run's way out. @param profile may name the certificates to trust */
  readonly handlerFor: (profile: AwsProfile | undefined) => RunHandler;
  /** The same, ending with a look-up: the SDK's own providers take no abort signal. */
  readonly handlerUntil: (signal: AbortSignal, profile: AwsProfile | undefined) => RunHandler;
  readonly sts: Sts;
  /** Every identity of this run, by what it is made of. */
  readonly lookups: SharedLookups<Identity>;
  readonly mfa: MfaDesk;
  /** Outlive the run. */
  readonly sessions: SessionMemo;
  readonly ssoTroubles: SsoTroubles;
}
