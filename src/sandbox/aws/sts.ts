import { BASE_CODE, type AwsOperation } from '../fault.ts';
import type { Account } from './account.ts';
import { assumeRole, assumeRoleWithWebIdentity } from './assume-role.ts';
import { escapeXml, stsAnswer, stsError } from './answers.ts';
import { deliverUnderFault, refuseByFault } from './fault-effect.ts';
import type { Identity, Session } from './identity.ts';
import { AwsRefusal, isThrottling, signatureRefusal } from './refusal.ts';
import type { AwsOutcome, AwsRequest, AwsWorld } from './service.ts';
import { verifySignature } from './sigv4.ts';

/**
 * Answers STS in its query protocol: AssumeRole, AssumeRoleWithWebIdentity, GetSessionToken and GetCallerIdentity (AWS
 * STS API Reference). Every other action is refused as an unknown one.
 */
export function answerSts(request: AwsRequest, world: AwsWorld): AwsOutcome {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const operation = form.get('Action') ?? 'Unknown';
  request.entry.note({ service: 'sts', operation, write: false });
  let customerCode: string | undefined;
  const perform = (name: AwsOperation, caller: Identity | undefined, result: () => string): AwsOutcome => {
    const fault = world.faults.take({ customerCode: customerCode ?? BASE_CODE, operation: name });
    const callerArn = caller?.arn ?? 'anonymous';
    refuseByFault(fault, { operation: name, callerArn, resource: form.get('RoleArn') ?? callerArn });
    return { customerCode, operation, delivery: deliverUnderFault(fault, stsAnswer(operation, result())) };
  };
  try {
    const role = accountOfRole(form.get('RoleArn') ?? '', world);
    if (operation === 'AssumeRoleWithWebIdentity') {
      customerCode = role?.customer?.code;
      request.entry.note({ customerCode, accountId: role?.accountId });
      // The token is the proof; the request is not signed.
      return perform(operation, undefined, () => roleResult(assumeRoleWithWebIdentity(form, role, world)));
    }
    const verified = verifySignature(request, 'sts', world.identities, world.now);
    const signer = verified.identity?.account;
    customerCode = (operation === 'AssumeRole' ? role : signer)?.customer?.code;
    request.entry.note({ customerCode, accountId: signer?.accountId });
    if (!verified.ok) throw signatureRefusal(verified.refusal, 'sts');
    const { identity } = verified;
    switch (operation) {
      case 'AssumeRole':
        return perform(operation, identity, () => roleResult(assumeRole(form, identity, role, world)));
      case 'GetSessionToken':
        return perform(operation, identity, () => credentialsElement(sessionToken(form, identity, world)));
      case 'GetCallerIdentity':
        return perform(
          operation,
          identity,
          () =>
            element('Arn', identity.arn) +
            element('UserId', identity.userId) +
            element('Account', identity.account.accountId),
        );
      default:
        throw new AwsRefusal(
          400,
          'InvalidAction',
          `Could not find operation ${operation} for version ${form.get('Version') ?? 'NO_VERSION_SPECIFIED'}`,
        );
    }
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    if (isThrottling(error)) request.entry.note({ throttled: true });
    return { customerCode, operation, delivery: { kind: 'answer', answer: stsError(error.error) } };
  }
}

/** GetSessionToken: temporary keys of the same user, with a second factor if a code of its device was given. */
function sessionToken(form: URLSearchParams, caller: Identity, world: AwsWorld): Session {
  if (caller.sessionToken !== undefined)
    throw new AwsRefusal(403, 'AccessDenied', 'Cannot call GetSessionToken with session credentials');
  const isProved = world.mfa.prove(caller.account, form.get('SerialNumber'), form.get('TokenCode'));
  const durationSeconds = Number(form.get('DurationSeconds') ?? 43_200);
  return world.identities.openUserSession(caller.account, {
    durationSeconds,
    ...(isProved ? { mfaAtMs: world.now() } : {}),
  });
}

function roleResult(session: Session): string {
  const user = element('AssumedRoleId', session.userId) + element('Arn', session.arn);
  return `<AssumedRoleUser>${user}</AssumedRoleUser>${credentialsElement(session)}`;
}

function credentialsElement(session: Session): string {
  return (
    '<Credentials>' +
    element('AccessKeyId', session.accessKeyId) +
    element('SecretAccessKey', session.secretAccessKey) +
    element('SessionToken', session.sessionToken) +
    element('Expiration', new Date(session.expiresAtMs).toISOString()) +
    '</Credentials>'
  );
}

function accountOfRole(arn: string, world: AwsWorld): Account | undefined {
  const accountId = /^arn:aws:iam::(\d{12}):role\//.exec(arn)?.[1];
  return world.accounts.find((account) => account.accountId === accountId);
}

const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;
