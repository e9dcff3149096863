import { contradictsAuthority, isLoopback, signInFor, type Environment } from './base-url.ts';
import { CalendarFailure } from './failure.ts';
import { applicationToken } from './sign-in/application-token.ts';
import type { DeviceCodePrompt, OpenCredential } from './sign-in/credential.ts';
import { failed } from './sign-in/failure.ts';
import { VARIABLES } from './sign-in/names.ts';

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
  /** Getting the first token takes a person, so nothing that only looks may ask for it. */
  readonly needsPerson?: boolean;
}

/** How a sign-in reaches the person at the terminal. */
export interface SignInOptions {
  /** Shows the code that a person enters elsewhere. Absent: there is nobody to show it to. */
  readonly onDeviceCode?: (prompt: DeviceCodePrompt) => void;
  /** Told once who signed in with a code. */
  readonly onSignedIn?: (account: string) => void;
  /** Makes credentials; Microsoft's own when absent. */
  readonly open?: OpenCredential;
}

/**
 * The sign-in that the environment holds (design: environment): `GRAPH_ACCESS_TOKEN` as it is, else
 * `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET` as client credentials, else the first two of them with
 * a device code where there is a person; `undefined` when none is set. Makes no request by itself.
 * @param baseUrl origin of Graph; decides where the application signs in and what it asks for
 * @throws CalendarFailure (`AzureCredentialsIncomplete`) when only some of the AZURE variables are set,
 * (`AuthorityHostContradicts`) when `AZURE_AUTHORITY_HOST` is another cloud's
 */
export function graphTokenFromEnvironment(
  env: Environment,
  baseUrl: string,
  options: SignInOptions = {},
): GraphToken | undefined {
  const given = value(env, 'GRAPH_ACCESS_TOKEN');
  if (given !== undefined) return fixedToken(given);
  const tenantId = value(env, 'AZURE_TENANT_ID');
  const clientId = value(env, 'AZURE_CLIENT_ID');
  const clientSecret = value(env, 'AZURE_CLIENT_SECRET');
  if (tenantId === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  const byPerson = clientSecret === undefined && options.onDeviceCode !== undefined;
  if (tenantId === undefined || clientId === undefined || (clientSecret === undefined && !byPerson)) {
    throw incomplete({
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
    });
  }
  const contradiction = contradictsAuthority(env, baseUrl);
  if (contradiction !== undefined) {
    throw new CalendarFailure({
      code: 'AuthorityHostContradicts',
      message: contradiction,
      remedy: 'Unset AZURE_AUTHORITY_HOST, or set GRAPH_BASE_URL to the Graph of the same cloud.',
    });
  }
  const { authorityHost, scope } = signInFor(baseUrl, env);
  return applicationToken({
    ...options,
    application: {
      tenantId,
      clientId,
      authorityHost,
      isLoopback: isLoopback(authorityHost),
      ...(clientSecret !== undefined && { clientSecret }),
    },
    scope,
    names: VARIABLES,
    description: byPerson
      ? `the person who signs in with a code to application ${clientId} of tenant ${tenantId}`
      : `application ${clientId} of tenant ${tenantId} (AZURE_* variables)`,
  });
}

function fixedToken(text: string): GraphToken {
  const token = text.replace(/^bearer\s+/i, '');
  return {
    description: 'the token in GRAPH_ACCESS_TOKEN',
    whenRefused:
      'Get a new token, set GRAPH_ACCESS_TOKEN to it and run again; or unset it and set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, with which tokens are fetched for you.',
    getAccessToken: () =>
      // A header with any other character would be refused in a message that quotes it, token and all.
      /^[\w.~+/=-]+$/.test(token) ? Promise.resolve(token) : Promise.reject(malformed()),
  };
}

function malformed(): Error {
  return failed('AccessTokenMalformed', [
    'GRAPH_ACCESS_TOKEN holds something that cannot be an access token (spaces, quotes or line ends in it).',
    'Copy the token again, without quotes, and run again.',
  ]);
}

function incomplete(variables: Readonly<Record<string, string | undefined>>): CalendarFailure {
  const names = Object.keys(variables);
  const set = names.filter((name) => variables[name] !== undefined);
  const missing = names.filter((name) => variables[name] === undefined);
  const byCode =
    missing.join() === 'AZURE_CLIENT_SECRET'
      ? ' Without a secret a person signs in with a code, which takes a terminal.'
      : '';
  return new CalendarFailure({
    code: 'AzureCredentialsIncomplete',
    message: `The sign-in to Microsoft Graph is incomplete: ${set.join(' and ')} set, ${missing.join(' and ')} missing.${byCode}`,
    remedy: `Set all three AZURE variables of the app registration, or GRAPH_ACCESS_TOKEN, or unset ${set.join(' and ')}.`,
  });
}

function value(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}
