import * as z from 'zod';

const schema = z.object({
  scp: z.string().optional().catch(undefined),
  roles: z.array(z.string()).optional().catch(undefined),
  upn: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  appid: z.string().optional().catch(undefined),
});

/** What a token says of itself: only for telling people what is missing, never to decide anything. */
export interface TokenClaims {
  /** Delegated permissions; absent for an application. */
  readonly delegated?: readonly string[];
  /** Application permissions granted in Entra; Exchange's own grants (RBAC for Applications) do not show here. */
  readonly application?: readonly string[];
  /** Who signed in. */
  readonly account?: string;
}

/**
 * Reads a token's claims (Microsoft identity platform docs: access token claims). Clients are not meant to rely on them,
 * and a token may be opaque: then nothing is known.
 */
export function readClaims(token: string): TokenClaims {
  const [, payload = ''] = token.split('.');
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return {};
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return {};
  const { scp, roles, upn, preferred_username: name } = parsed.data;
  const account = upn ?? name;
  return {
    ...(scp !== undefined && { delegated: scp.split(' ').filter((part) => part !== '') }),
    ...(roles !== undefined && { application: roles }),
    ...(account !== undefined && { account }),
  };
}
