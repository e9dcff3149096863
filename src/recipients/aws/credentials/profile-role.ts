import type { AwsProfile } from '../../../customers/index.ts';
import { CustomerFailure } from '../../errors/failure.ts';
import { incompleteProfile, roleWithoutSource } from '../../errors/profile-failures.ts';
import { APP_ID } from '../client-config.ts';
import type { Role } from './role-session.ts';

/** Whose credentials a profile's role is assumed from. */
export interface RoleSource {
  /** A profile (source_profile), or one of the places that credential_source can name. */
  readonly kind: 'profile' | 'source';
  readonly name: string;
}

/**
 * The role that a profile describes (AWS SDKs and tools reference guide: assume role credential provider). Without
 * role_session_name the session is named after this program, always the same, so that it can be kept.
 * @throws CustomerFailure `ProfileIncomplete`
 */
export function profileRole(profile: AwsProfile): { readonly role: Role; readonly from: RoleSource } {
  const { name, raw } = profile;
  const { role_arn = '', source_profile, credential_source, external_id, mfa_serial } = raw;
  if (source_profile !== undefined && credential_source !== undefined)
    throw new CustomerFailure(
      incompleteProfile(
        name,
        'it has both source_profile and credential_source',
        `Remove one of the two from profile ${name} in the AWS config file`,
      ),
    );
  if (source_profile === undefined && credential_source === undefined)
    throw new CustomerFailure(roleWithoutSource(profile));
  if (role_arn === '')
    throw new CustomerFailure(incompleteProfile(name, 'its role_arn is empty', `Complete profile ${name}`));
  const durationSeconds = duration(profile);
  return {
    role: {
      roleArn: role_arn,
      sessionName: raw.role_session_name ?? APP_ID,
      profile: name,
      ...(external_id === undefined ? {} : { externalId: external_id }),
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
      ...(mfa_serial === undefined ? {} : { mfa: { serial: mfa_serial, profile: name } }),
    },
    from:
      source_profile === undefined
        ? { kind: 'source', name: credential_source ?? '' }
        : { kind: 'profile', name: source_profile },
  };
}

function duration({ name, raw }: AwsProfile): number | undefined {
  if (raw.duration_seconds === undefined) return undefined;
  const seconds = Number(raw.duration_seconds);
  if (Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new CustomerFailure(
    incompleteProfile(
      name,
      'its duration_seconds is no number of seconds',
      `Make duration_seconds of profile ${name} a number from 900 to 43200`,
    ),
  );
}
