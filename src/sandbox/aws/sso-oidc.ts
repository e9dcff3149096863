import * as z from 'zod';
import { restJsonAnswer } from './answers.ts';
import { AwsRefusal } from './refusal.ts';
import type { AwsOutcome, AwsRequest, AwsWorld } from './service.ts';
import { performSignIn, required } from './sign-in-operation.ts';
import { SSO_TOKEN_SECONDS } from './sign-ins.ts';

/** Whether the request is one for the OIDC service. `path` without its query string. */
export function isSsoOidc(method: string, path: string): boolean {
  return method === 'POST' && path === '/token';
}

const bodySchema = z.object({
  clientId: z.string().nullish(),
  clientSecret: z.string().nullish(),
  grantType: z.string().nullish(),
  refreshToken: z.string().nullish(),
});

/**
 * Answers CreateToken with a refresh token (IAM Identity Center OIDC API Reference). The token rotates: each is good for
 * one refresh, and the answer brings the next.
 */
export function answerSsoOidc(request: AwsRequest, world: AwsWorld): AwsOutcome {
  return performSignIn(request, world, {
    service: 'sso-oidc',
    operation: 'CreateToken',
    account: undefined,
    answer: () => {
      const asked = readJson(request.body, bodySchema);
      if (required(asked.grantType, 'grantType') !== 'refresh_token')
        throw new AwsRefusal(400, 'UnsupportedGrantTypeException', 'unsupported_grant_type');
      if (!world.signIns.knowsClient(asked.clientId ?? '', asked.clientSecret ?? ''))
        throw new AwsRefusal(401, 'InvalidClientException', 'invalid_client');
      const refreshed = world.signIns.refreshSso(required(asked.refreshToken, 'refreshToken'));
      if (!refreshed) throw new AwsRefusal(400, 'InvalidGrantException', 'invalid_grant');
      return restJsonAnswer({
        accessToken: refreshed.accessToken,
        refreshToken: refreshed.refreshToken,
        tokenType: 'Bearer',
        expiresIn: SSO_TOKEN_SECONDS,
      });
    },
  });
}

/**
 * Reads a JSON body.
 * @throws AwsRefusal when it is none, or not of that shape
 */
export function readJson<T extends z.ZodType>(body: Buffer, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new AwsRefusal(400, 'InvalidRequestException', 'Could not parse the request body.');
  }
}
