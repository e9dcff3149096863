import { createHash } from 'node:crypto';
import { restJsonAnswer } from './answers.ts';
import { AwsRefusal } from './refusal.ts';
import type { AwsOutcome, AwsRequest, AwsWorld } from './service.ts';
import { performSignIn, required } from './sign-in-operation.ts';

const PATH = '/federation/credentials';

/** Whether the request is one for the access portal. `path` without its query string. */
export function isSsoPortal(method: string, path: string): boolean {
  return method === 'GET' && path === PATH;
}

/**
 * Answers GetRoleCredentials of the access portal (IAM Identity Center Portal API Reference): a session of a role that
 * the signed-in person has in an account. The bearer token stands in a header; there is no signature.
 */
export function answerSsoPortal(request: AwsRequest, world: AwsWorld): AwsOutcome {
  const query = new URL(request.path, 'http://sandbox.invalid').searchParams;
  const account = world.accounts.find(({ accountId }) => accountId === query.get('account_id'));
  return performSignIn(request, world, {
    service: 'sso',
    operation: 'GetRoleCredentials',
    account,
    answer: () => {
      const role = required(query.get('role_name'), 'roleName');
      const token = request.headers['x-amz-sso_bearer_token'];
      if (typeof token !== 'string' || !world.signIns.knowsToken(token))
        throw new AwsRefusal(401, 'UnauthorizedException', 'Session token not found or invalid');
      if (!account?.ssoRoles.includes(role)) throw new AwsRefusal(403, 'ForbiddenException', 'No access');
      const hash = createHash('sha256').update(`${account.accountId} ${role}`).digest('hex').slice(0, 16);
      const session = world.identities.openSession(
        account,
        `AWSReservedSSO_${role}_${hash}`,
        world.scenario.base.userName,
        { durationSeconds: 3600, mfaAtMs: world.now() },
      );
      return restJsonAnswer({
        roleCredentials: {
          accessKeyId: session.accessKeyId,
          secretAccessKey: session.secretAccessKey,
          sessionToken: session.sessionToken,
          expiration: session.expiresAtMs,
        },
      });
    },
  });
}
