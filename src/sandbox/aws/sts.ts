import type { ScenarioCustomer } from '../scenario.ts';
import type { AwsOperation, Fault } from '../fault.ts';
import { roleArn, type Account } from './account.ts';
import { escapeXml, stsAnswer, stsError } from './answers.ts';
import { accessDenied, deliverUnderFault, refuseByFault } from './fault-effect.ts';
import type { Identity } from './identity.ts';
import { AwsRefusal, signatureRefusal } from './refusal.ts';
import type { AwsOutcome, AwsRequest, AwsWorld } from './service.ts';
import { verifySignature } from './sigv4.ts';

/**
 * Answers STS in its query protocol: AssumeRole and GetCallerIdentity (AWS STS API Reference). Every other action is
 * refused as an unknown one.
 */
export function answerSts(request: AwsRequest, world: AwsWorld): AwsOutcome {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const operation = form.get('Action') ?? 'Unknown';
  request.entry.note({ service: 'sts', operation, write: false });
  let customerCode: string | undefined;
  try {
    const verified = verifySignature(request, 'sts', world.identities, world.now);
    request.entry.note({
      accountId: verified.ok ? verified.identity.account.accountId : verified.identity?.account.accountId,
    });
    const about =
      operation === 'AssumeRole'
        ? accountOfRole(form.get('RoleArn') ?? '', world)
        : verified.ok
          ? verified.identity.account
          : undefined;
    customerCode = about?.customer?.code;
    request.entry.note({ customerCode });
    if (!verified.ok) throw signatureRefusal(verified.refusal, 'sts');
    const { identity } = verified;
    const fault = (name: AwsOperation, resource: string): Fault | undefined => {
      if (customerCode === undefined) return undefined;
      const found = world.faults.take({ customerCode, operation: name });
      refuseByFault(found, { operation: name, callerArn: identity.arn, resource });
      return found;
    };
    if (operation === 'AssumeRole') {
      const found = fault('AssumeRole', form.get('RoleArn') ?? '');
      const delivery = deliverUnderFault(
        found,
        stsAnswer(operation, assumeRole(form, identity, about, world)),
      );
      return { customerCode, operation, delivery };
    }
    if (operation === 'GetCallerIdentity') {
      const found = fault('GetCallerIdentity', identity.arn);
      const who =
        element('Arn', identity.arn) +
        element('UserId', identity.userId) +
        element('Account', identity.account.accountId);
      return { customerCode, operation, delivery: deliverUnderFault(found, stsAnswer(operation, who)) };
    }
    throw new AwsRefusal(
      400,
      'InvalidAction',
      `Could not find operation ${operation} for version ${form.get('Version') ?? 'NO_VERSION_SPECIFIED'}`,
    );
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    return { customerCode, operation, delivery: { kind: 'answer', answer: stsError(error.error) } };
  }
}

function assumeRole(
  form: URLSearchParams,
  caller: Identity,
  target: Account | undefined,
  world: AwsWorld,
): string {
  const arn = form.get('RoleArn') ?? '';
  const sessionName = form.get('RoleSessionName') ?? '';
  const durationSeconds = Number(form.get('DurationSeconds') ?? 3600);
  checkConstraints(sessionName, durationSeconds);
  const customer = target?.customer;
  if (!target || !customer || roleArn(customer) !== arn || !trusts(customer, caller, world))
    throw accessDenied({ action: 'sts:AssumeRole', callerArn: caller.arn, resource: arn });
  if (caller.sessionToken !== undefined && durationSeconds > 3600)
    throw new AwsRefusal(
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  const session = world.identities.openSession(target, customer.roleName, sessionName, durationSeconds);
  return (
    `<AssumedRoleUser>${element('AssumedRoleId', session.userId)}${element('Arn', session.arn)}</AssumedRoleUser>` +
    '<Credentials>' +
    element('AccessKeyId', session.accessKeyId) +
    element('SecretAccessKey', session.secretAccessKey) +
    element('SessionToken', session.sessionToken) +
    element('Expiration', new Date(session.expiresAtMs).toISOString()) +
    '</Credentials>'
  );
}

/** The constraints of the API's model: 2–64 of `[\w+=,.@-]`, 900–43,200 s. */
function checkConstraints(sessionName: string, durationSeconds: number): void {
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
}

function trusts(customer: ScenarioCustomer, caller: Identity, world: AwsWorld): boolean {
  const trusted = customer.roleTrusts.map((who) => (who === 'base' ? world.scenario.base.accountId : who));
  return trusted.includes(caller.account.accountId);
}

function accountOfRole(arn: string, world: AwsWorld): Account | undefined {
  const accountId = /^arn:aws:iam::(\d{12}):role\//.exec(arn)?.[1];
  return world.accounts.find((account) => account.accountId === accountId);
}

const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;
