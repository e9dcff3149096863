import * as z from 'zod';
import { restJsonAnswer } from './answers.ts';
import { isProof } from './dpop.ts';
import { AwsRefusal } from './refusal.ts';
import type { AwsOutcome, AwsRequest, AwsWorld } from './service.ts';
import { performSignIn, required } from './sign-in-operation.ts';
import { readJson } from './sso-oidc.ts';

const PATH = '/v1/token';

/** Seconds that the credentials of `aws login` last. */
export const LOGIN_SECONDS = 900;

/** Whether the request is one for the sign-in service. `path` without its query string. */
export function isConsoleLogin(method: string, path: string): boolean {
  return method === 'POST' && path === PATH;
}

const bodySchema = z.object({
  clientId: z.string().nullish(),
  grantType: z.string().nullish(),
  refreshToken: z.string().nullish(),
});

/**
 * Answers CreateOAuth2Token of the sign-in service behind `aws login`: new credentials for a refresh token, with a DPoP
 * proof of its key (AWS Sign-In API Reference; the SDK's credential-provider-login makes the request). `origin` is the
 * sandbox's own URL, which the proof covers.
 */
export function answerConsoleLogin(request: AwsRequest, world: AwsWorld, origin: string): AwsOutcome {
  const asked = bodySchema.catch({}).parse(jsonOrNothing(request.body));
  const signIn = world.signIns.loginOf(asked.refreshToken ?? '');
  return performSignIn(request, world, {
    service: 'signin',
    operation: 'CreateOAuth2Token',
    account: signIn?.account,
    answer: () => {
      readJson(request.body, bodySchema);
      if (required(asked.grantType, 'grantType') !== 'refresh_token')
        throw new AwsRefusal(400, 'ValidationException', 'INVALID_REQUEST');
      if (!signIn) throw new AwsRefusal(400, 'AccessDeniedException', 'TOKEN_EXPIRED');
      if (signIn.refused) throw new AwsRefusal(400, 'AccessDeniedException', signIn.refused);
      const proof = request.headers.dpop;
      const covered = { method: request.method, url: origin + PATH };
      if (!isProof(typeof proof === 'string' ? proof : undefined, covered, signIn.publicKey, world.now()))
        throw new AwsRefusal(400, 'ValidationException', 'INVALID_REQUEST');
      const session = world.identities.openUserSession(signIn.account, { durationSeconds: LOGIN_SECONDS });
      return restJsonAnswer({
        accessToken: {
          accessKeyId: session.accessKeyId,
          secretAccessKey: session.secretAccessKey,
          sessionToken: session.sessionToken,
        },
        tokenType: 'aws_sigv4',
        expiresIn: LOGIN_SECONDS,
        refreshToken: world.signIns.refreshLogin(signIn).refreshToken,
      });
    },
  });
}

function jsonOrNothing(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
