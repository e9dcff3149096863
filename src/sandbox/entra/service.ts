import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from '../answer.ts';
import type { DeviceCodes } from './device-codes.ts';
import type { Directory, RegisteredApplication } from './directory.ts';
import { EntraRefusal, refusalAnswer } from './refusal.ts';
import { encoded, type TokenBook } from './token-book.ts';

/** What Entra works on. `now` gives ms since the Unix epoch. */
export interface EntraWorld {
  readonly directory: Directory;
  readonly tokens: TokenBook;
  readonly codes: DeviceCodes;
  readonly now: () => number;
}

/** One request with its body read. `origin` is the sandbox's own, for links. */
export interface EntraRequest {
  readonly method: string;
  readonly path: string;
  readonly origin: string;
  readonly body: string;
}

/**
 * Answers what signing in with client credentials or a device code asks of Microsoft Entra, refusals included
 * (Microsoft identity platform docs: OpenID Connect metadata, client credentials flow, device code flow).
 */
export function answerEntra(request: EntraRequest, world: EntraWorld): Answer {
  const url = new URL(request.path, request.origin);
  const [tenant = '', ...rest] = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const form = new URLSearchParams(request.body);
  try {
    switch (`${request.method} ${rest.join('/')}`) {
      case 'GET discovery/instance':
        return instances(url);
      case 'GET v2.0/.well-known/openid-configuration':
        return metadata(knownTenant(tenant, world), request.origin);
      case 'POST oauth2/v2.0/devicecode': {
        knownTenant(tenant, world);
        return jsonAnswer(200, world.codes.begin(applicationOf(form, world), request.origin));
      }
      case 'POST oauth2/v2.0/token':
        knownTenant(tenant, world);
        return token(form, request.origin, world);
      default:
        return jsonAnswer(404, { error: 'not_found' });
    }
  } catch (error) {
    if (error instanceof EntraRefusal) return refusalAnswer(error, world.now());
    throw error;
  }
}

function instances(url: URL): Answer {
  const endpoint = url.searchParams.get('authorization_endpoint') ?? '';
  const tenant = URL.canParse(endpoint) ? (new URL(endpoint).pathname.split('/')[1] ?? '') : 'common';
  return jsonAnswer(200, {
    tenant_discovery_endpoint: `${url.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: url.host, preferred_cache: url.host, aliases: [url.host] }],
  });
}

function metadata(tenant: string, origin: string): Answer {
  const oauth = `${origin}/${tenant}/oauth2/v2.0`;
  return jsonAnswer(200, {
    issuer: `${origin}/${tenant}/v2.0`,
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${oauth}/token`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    end_session_endpoint: `${oauth}/logout`,
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  });
}

function token(form: URLSearchParams, origin: string, world: EntraWorld): Answer {
  switch (form.get('grant_type') ?? '') {
    case 'client_credentials':
      return byApplication(withSecret(applicationOf(form, world), form), world);
    case 'urn:ietf:params:oauth:grant-type:device_code':
    case 'device_code': // what MSAL sends
      return byPerson(publicClient(applicationOf(form, world)), origin, world, form.get('device_code'));
    case 'refresh_token':
      return byPerson(applicationOf(form, world), origin, world);
    default:
      throw new EntraRefusal('unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
  }
}

/** Without consent an application gets a token that no permission stands in: it is Graph that refuses then. */
function byApplication({ clientId, consent }: RegisteredApplication, world: EntraWorld): Answer {
  const { tenantId: tid, tokenLifetimeS } = world.directory;
  const roles = consent ? { roles: ['Calendars.ReadWrite'] } : {};
  const accessToken = world.tokens.issue({ tid, appid: clientId, ...roles }, tokenLifetimeS);
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: tokenLifetimeS,
    ext_expires_in: tokenLifetimeS,
    access_token: accessToken,
  });
}

function byPerson(
  { clientId, consent }: RegisteredApplication,
  origin: string,
  world: EntraWorld,
  deviceCode?: string | null,
): Answer {
  if (deviceCode !== undefined) world.codes.redeem(deviceCode ?? '', clientId);
  const { tenantId: tid, tokenLifetimeS, account } = world.directory;
  if (!consent)
    throw new EntraRefusal(
      'invalid_grant',
      65001,
      `The user or administrator has not consented to use the application with ID '${clientId}'. Send an interactive authorization request for this user and resource.`,
    );
  const scp = 'Calendars.ReadWrite Calendars.ReadWrite.Shared';
  const oid = '00000000-0000-4000-8000-000000000001';
  const nowS = Math.floor(world.now() / 1000);
  const idToken = {
    ...{ aud: clientId, iss: `${origin}/${tid}/v2.0`, tid, oid, sub: oid, ver: '2.0' },
    ...{ preferred_username: account, name: account, iat: nowS, nbf: nowS, exp: nowS + 3600 },
  };
  return jsonAnswer(200, {
    token_type: 'Bearer',
    scope: [...scp.split(' '), '.default'].map((name) => `https://graph.microsoft.com/${name}`).join(' '),
    expires_in: tokenLifetimeS,
    ext_expires_in: tokenLifetimeS,
    access_token: world.tokens.issue({ tid, appid: clientId, scp, upn: account }, tokenLifetimeS),
    refresh_token: randomUUID(),
    id_token: `${encoded({ typ: 'JWT', alg: 'none' })}.${encoded(idToken)}.sandbox`,
    client_info: encoded({ uid: oid, utid: tid }),
  });
}

function knownTenant(tenant: string, { directory }: EntraWorld): string {
  if (tenant.toLowerCase() === directory.tenantId.toLowerCase()) return directory.tenantId;
  throw new EntraRefusal(
    'invalid_request',
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

function applicationOf(form: URLSearchParams, { directory }: EntraWorld): RegisteredApplication {
  const clientId = form.get('client_id') ?? '';
  const found = directory.applications.find((application) => application.clientId === clientId);
  if (found !== undefined) return found;
  throw new EntraRefusal(
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId}' was not found in the directory.`,
  );
}

function publicClient(application: RegisteredApplication): RegisteredApplication {
  if (application.publicClient) return application;
  throw new EntraRefusal(
    'invalid_client',
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

function withSecret(application: RegisteredApplication, form: URLSearchParams): RegisteredApplication {
  const given = form.get('client_secret');
  const secret = application.secrets.find(({ value }) => value === given);
  if (secret === undefined)
    throw new EntraRefusal(
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`,
    );
  if (secret.expired)
    throw new EntraRefusal(
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${application.clientId}' are expired.`,
    );
  return application;
}
