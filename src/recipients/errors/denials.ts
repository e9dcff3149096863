import { credentialsOf } from './about.ts';
import type { AskedAbout } from './about.ts';
import type { FailureFacts } from './failure.ts';

/** Kinds of policies that AWS names in a denial (IAM user guide: "Troubleshoot access denied error messages"). */
type PolicyKind =
  | 'service control'
  | 'resource control'
  | 'permissions boundary'
  | 'session'
  | 'VPC endpoint'
  | 'resource-based'
  | 'identity-based'
  | 'unnamed';

/** A denial as AWS words it. */
interface Denial {
  readonly action?: string | undefined;
  readonly resource?: string | undefined;
  /** ARN of who asked. */
  readonly caller?: string | undefined;
  readonly policy: PolicyKind;
  /** Whether a statement forbids it, rather than none allowing it. */
  readonly isExplicit: boolean;
}

const POLICIES: readonly (readonly [PolicyKind, RegExp])[] = [
  ['service control', /service control polic/i],
  ['resource control', /resource control polic/i],
  ['permissions boundary', /permissions boundary/i],
  ['session', /session polic/i],
  ['VPC endpoint', /VPC endpoint polic/i],
  ['resource-based', /resource-based polic/i],
  ['identity-based', /identity-based polic/i],
];

/** @param said AWS's own text, which has no fields for this */
const readDenial = (said: string): Denial => ({
  action: /perform: ([\w-]+:\w+)/.exec(said)?.[1],
  resource: /on resource: (\S+)/.exec(said)?.[1],
  caller: /User: (\S+)/.exec(said)?.[1],
  policy: POLICIES.find(([, words]) => words.test(said))?.[0] ?? 'unnamed',
  isExplicit: /explicit deny/i.test(said),
});

/** A permission that is missing or forbidden, with whose business it is. @param said redacted, as AWS says it */
export function denied(said: string, about: AskedAbout, requestId: string | undefined): FailureFacts {
  const denial = readDenial(said);
  if (about.operation?.startsWith('sts:AssumeRole') === true)
    return roleDenied(said, denial, about, requestId);
  const who = about.roleArn === undefined ? credentialsOf(about) : `role ${about.roleArn}`;
  const action = denial.action ?? about.operation ?? 'the request';
  const on = denial.resource === undefined || denial.resource === '*' ? '' : ` on ${denial.resource}`;
  return {
    code: 'AccessDenied',
    message: said,
    remedy: remedyOf(denial, action, on, who) ?? `Allow ${action}${on} in the policy of ${who}.`,
    requestId,
  };
}

/**
 * AssumeRole and AssumeRoleWithWebIdentity. The one role is told what it lacks; a caller that no role lets in is told what
 * the caller lacks (`refusedCaller`).
 */
function roleDenied(
  said: string,
  denial: Denial,
  about: AskedAbout,
  requestId: string | undefined,
): FailureFacts {
  const { operation = 'sts:AssumeRole' } = about;
  const role = denial.resource ?? about.roleArn ?? 'the role';
  const caller = credentialsOf(about);
  const byPolicy = remedyOf(denial, operation, ` on ${role}`, caller);
  return {
    code: 'AssumeRoleDenied',
    message: said,
    remedy:
      byPolicy ??
      `Role ${role} must trust ${denial.caller ?? caller} (the role's trust policy), and the caller must be allowed ${operation} on it.`,
    requestId,
    refusedCaller: caller,
    shared: {
      message: `none of the roles lets ${caller} in`,
      remedy:
        remedyOf(denial, operation, ' on these roles', caller) ??
        `Allow ${operation} on these roles in the policy of ${denial.caller ?? caller}; if that is allowed, each role must trust it.`,
    },
  };
}

/** @returns undefined where no particular policy is named, or the caller's own is, which is the ordinary case */
function remedyOf(
  { policy, isExplicit, caller }: Denial,
  action: string,
  on: string,
  who: string,
): string | undefined {
  switch (policy) {
    case 'service control':
    case 'resource control':
      return `Ask the administrator of the AWS organization: a ${policy} policy ${isExplicit ? 'forbids' : 'does not allow'} ${action}, and no policy of ${who} can change that.`;
    case 'permissions boundary':
      return `Ask the account's administrator to let the permissions boundary of ${caller ?? who} include ${action}${on}.`;
    case 'session':
      return `The session of ${who} was opened with a policy that leaves ${action} out: open it with one that ${isExplicit ? 'does not forbid' : 'allows'} it.`;
    case 'VPC endpoint':
      return `Ask whoever runs the network: the policy of its VPC endpoint ${isExplicit ? 'forbids' : 'does not allow'} ${action}${on}.`;
    case 'identity-based':
      return isExplicit
        ? `Remove the statement that forbids ${action}${on} from the policies of ${caller ?? who}.`
        : `Allow ${action}${on} in the policy of ${caller ?? who}.`;
    case 'resource-based':
      return isExplicit
        ? `Remove the statement that forbids ${action} to ${caller ?? who} from the policy of the role or resource.`
        : undefined;
    case 'unnamed':
      return undefined;
  }
}
