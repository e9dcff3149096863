import { signInFor, type Environment } from './base-url.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import { withTimeLimit } from './time-limit.ts';

/** Somebody's or something's permission to use a calendar. */
export interface GraphToken {
  /** Whose it is, for people: shown, never secret. */
  readonly description: string;
  /** A token that is good now. Rejects with what went wrong at sign-in. */
  readonly getAccessToken: (signal: AbortSignal) => Promise<string>;
  /** A token fetched anew although the last one seemed good; absent where there is only the one. */
  readonly renewAccessToken?: (signal: AbortSignal) => Promise<string>;
  /** What a person does when Graph no longer accepts it; absent: sign in again. */
  readonly whenRefused?: string;
}

/** The little of @azure/identity that is used here. */
interface Credential {
  readonly getToken: (
    scope: string,
    options: { readonly abortSignal: AbortSignal },
  ) => Promise<{ readonly token: string } | null>;
}

interface ClientSecret {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorityHost: string;
}

/** Nobody has to do anything for client credentials: they come at once or not at all. */
const SIGN_IN_LIMIT_MS = 30_000;

/** Makes a credential; an argument so that tests need no Microsoft. */
export type OpenCredential = (secret: ClientSecret) => Promise<Credential>;

/**
 * The sign-in that the environment holds (design: environment): `GRAPH_ACCESS_TOKEN` as it is, else
 * `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET` as client credentials; `undefined` when neither is
 * set. Makes no request by itself.
 * @param baseUrl origin of Graph; decides where the application signs in and what it asks for
 * @throws CalendarFailure (`AzureCredentialsIncomplete`) when only some of the three AZURE variables are set
 */
export function graphTokenFromEnvironment(
  env: Environment,
  baseUrl: string,
  openCredential: OpenCredential = openClientSecretCredential,
): GraphToken | undefined {
  const given = value(env, 'GRAPH_ACCESS_TOKEN');
  if (given !== undefined) return fixedToken(given);
  const names = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'] as const;
  const [tenantId, clientId, clientSecret] = names.map((name) => value(env, name));
  if (tenantId === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (tenantId === undefined || clientId === undefined || clientSecret === undefined) {
    const missing = names.filter((name) => value(env, name) === undefined);
    const set = names.filter((name) => !missing.includes(name));
    throw new CalendarFailure({
      code: 'AzureCredentialsIncomplete',
      message: `The sign-in to Microsoft Graph is incomplete: ${set.join(' and ')} set, ${missing.join(' and ')} missing.`,
      remedy: `Set all three AZURE variables of the app registration, or GRAPH_ACCESS_TOKEN, or unset ${set.join(' and ')}.`,
    });
  }
  const { authorityHost, scope } = signInFor(baseUrl);
  const secret = { tenantId, clientId, clientSecret, authorityHost };
  let credential: Promise<Credential> | undefined;
  const ask = async (signal: AbortSignal): Promise<string> => {
    const opened = await (credential ??= openCredential(secret));
    const answer = await withTimeLimit(signal, SIGN_IN_LIMIT_MS, (abortSignal) =>
      opened.getToken(scope, { abortSignal }),
    );
    if (!answer.ok && answer.late) throw new GraphFailure({ kind: 'signin', code: 'SignInTimeout' });
    if (!answer.ok) throw answer.error;
    if (answer.value === null) throw new GraphFailure({ kind: 'signin', code: 'NoToken' });
    return answer.value.token;
  };
  return {
    description: `application ${clientId} of tenant ${tenantId} (AZURE_* variables)`,
    whenRefused: 'Check that AZURE_TENANT_ID and GRAPH_BASE_URL name the cloud of your organization.',
    getAccessToken: ask,
    renewAccessToken: (signal) => {
      credential = undefined; // a new credential has an empty cache
      return ask(signal);
    },
  };
}

function fixedToken(text: string): GraphToken {
  const token = text.replace(/^bearer\s+/i, '');
  return {
    description: 'the token in GRAPH_ACCESS_TOKEN',
    whenRefused:
      'Get a new token, set GRAPH_ACCESS_TOKEN to it and run again; or unset it and set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, with which tokens are fetched for you.',
    getAccessToken: () =>
      // A header with any other character would be refused in a message that quotes it, token and all.
      /^[\w.~+/=-]+$/.test(token)
        ? Promise.resolve(token)
        : Promise.reject(new GraphFailure({ kind: 'signin', code: 'AccessTokenMalformed' })),
  };
}

async function openClientSecretCredential(secret: ClientSecret): Promise<Credential> {
  const { ClientSecretCredential } = await import('@azure/identity');
  const { tenantId, clientId, clientSecret, authorityHost } = secret;
  return new ClientSecretCredential(tenantId, clientId, clientSecret, { authorityHost });
}

function value(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}
