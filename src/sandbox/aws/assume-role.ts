import type { ScenarioCustomer } from '../scenario.ts';
import { roleArn, type Account } from './account.ts';
import { accessDenied } from './fault-effect.ts';
import type { Identity, Session } from './identity.ts';
import { AwsRefusal } from './refusal.ts';
import type { AwsWorld } from './service.ts';

/**
 * AssumeRole: a session of the role, if it trusts the caller and gets what it wants of it (AWS STS API Reference).
 * @param target the account that RoleArn names, if there is one
 * @throws AwsRefusal
 */
export function assumeRole(
  form: URLSearchParams,
  caller: Identity,
  target: Account | undefined,
  world: AwsWorld,
): Session {
  const { sessionName, durationSeconds } = readTerms(form);
  const arn = form.get('RoleArn') ?? '';
  const proved = world.mfa.prove(caller.account, form.get('SerialNumber'), form.get('TokenCode'));
  const mfaAtMs = proved ? world.now() : caller.mfaAtMs;
  const customer = target?.customer;
  const allowed =
    target &&
    customer &&
    roleArn(customer) === arn &&
    trusts(customer, caller, world) &&
    isProved(customer, mfaAtMs, world) &&
    (customer.roleExternalId === undefined || customer.roleExternalId === form.get('ExternalId'));
  if (!allowed) throw accessDenied({ action: 'sts:AssumeRole', callerArn: caller.arn, resource: arn });
  // A role that assumes a role is chaining; a user's own session is not.
  if (caller.arn.includes(':assumed-role/') && durationSeconds > 3600)
    throw new AwsRefusal(
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  return world.identities.openSession(target, customer.roleName, sessionName, { durationSeconds, mfaAtMs });
}

/**
 * AssumeRoleWithWebIdentity: the same for whoever holds a token, without a signature.
 * @throws AwsRefusal
 */
export function assumeRoleWithWebIdentity(
  form: URLSearchParams,
  target: Account | undefined,
  world: AwsWorld,
): Session {
  const { sessionName, durationSeconds } = readTerms(form);
  const endsAtMs = world.signIns.webIdentityEnd(form.get('WebIdentityToken') ?? '');
  if (endsAtMs === undefined)
    throw new AwsRefusal(
      400,
      'InvalidIdentityToken',
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  if (endsAtMs <= world.now())
    throw new AwsRefusal(
      400,
      'ExpiredTokenException',
      `Token expired: current date/time must be before the expiration date/time ${new Date(endsAtMs).toISOString()}`,
    );
  const customer = target?.customer;
  if (
    !target ||
    !customer ||
    roleArn(customer) !== form.get('RoleArn') ||
    !customer.roleTrusts.includes('web-identity')
  )
    throw new AwsRefusal(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
  return world.identities.openSession(target, customer.roleName, sessionName, { durationSeconds });
}

/** The constraints of the API's model: 2–64 of `[\w+=,.@-]`, 900–43,200 s. */
function readTerms(form: URLSearchParams): {
  readonly sessionName: string;
  readonly durationSeconds: number;
} {
  const sessionName = form.get('RoleSessionName') ?? '';
  const durationSeconds = Number(form.get('DurationSeconds') ?? 3600);
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName))
    throw new AwsRefusal(
      400,
      'ValidationError',
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: ` +
        String.raw`Member must satisfy regular expression pattern: [\w+=,.@-]*`,
    );
  if (!Number.isInteger(durationSeconds) || durationSeconds < 900 || durationSeconds > 43_200)
    throw new AwsRefusal(
      400,
      'ValidationError',
      `1 validation error detected: Value '${durationSeconds}' at 'durationSeconds' failed to satisfy constraint: ` +
        `Member must have value ${durationSeconds < 900 ? 'greater than or equal to 900' : 'less than or equal to 43200'}`,
    );
  return { sessionName, durationSeconds };
}

/** `aws:MultiFactorAuthPresent` and `aws:MultiFactorAuthAge` of a trust policy (IAM user guide: global condition keys). */
function isProved(
  { roleNeedsMfa, roleMfaMaxAgeSeconds }: ScenarioCustomer,
  mfaAtMs: number | undefined,
  { now }: AwsWorld,
): boolean {
  if (mfaAtMs === undefined) return !roleNeedsMfa && roleMfaMaxAgeSeconds === undefined;
  return roleMfaMaxAgeSeconds === undefined || now() - mfaAtMs <= roleMfaMaxAgeSeconds * 1000;
}

function trusts(customer: ScenarioCustomer, caller: Identity, world: AwsWorld): boolean {
  const trusted = customer.roleTrusts.map((who) => (who === 'base' ? world.scenario.base.accountId : who));
  return trusted.includes(caller.account.accountId);
}
