import type { Environment } from './aws-files.ts';

/** The profile that the environment names. */
export interface EnvironmentProfile {
  /** Absent where it names none. */
  readonly name?: string;
  /** What a person may want to know about the choice; sentences without a full stop. */
  readonly notes: readonly string[];
}

/**
 * The profile named by `AWS_PROFILE`, else by `AWS_DEFAULT_PROFILE`, the older name that the AWS CLI and the Go SDK know
 * as well. An empty variable is as good as none.
 */
export function environmentProfile({
  AWS_PROFILE: name,
  AWS_DEFAULT_PROFILE: older,
}: Environment): EnvironmentProfile {
  if (!name) return older ? { name: older, notes: [] } : { notes: [] };
  const isMoot = !older || older === name;
  return {
    name,
    notes: isMoot ? [] : [`AWS_PROFILE (${name}) counts, not AWS_DEFAULT_PROFILE (${older})`],
  };
}
