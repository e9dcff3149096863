import { isLoopback, signInFor, type Environment } from '../base-url.ts';
import type { GraphToken } from '../token.ts';
import { applicationToken } from './application-token.ts';
import type { OpenCredential } from './credential.ts';
import { SETTINGS } from './names.ts';

/** An application with a secret that somebody has put into a store. */
export interface StoredSecret {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Client credentials whose secret is kept by the editor.
 * @param baseUrl origin of Graph; decides where the application signs in
 * @param env for `AZURE_AUTHORITY_HOST` beside a loopback Graph
 */
export function storedSecretToken(
  stored: StoredSecret,
  baseUrl: string,
  env: Environment,
  open?: OpenCredential,
): GraphToken {
  const { authorityHost, scope } = signInFor(baseUrl, env);
  return applicationToken({
    application: { ...stored, authorityHost, isLoopback: isLoopback(authorityHost) },
    scope,
    names: SETTINGS,
    description: `application ${stored.clientId} of tenant ${stored.tenantId} (stored client secret)`,
    ...(open !== undefined && { open }),
  });
}
