import * as l10n from '@vscode/l10n';
import type { Environment } from '../../customers/index.ts';
import type { SignInPlace } from '../../calendar/index.ts';
import type { Identity } from '../send/identity-text.ts';
import type { AccountChoice } from './account-choice.ts';
import type { ClientSecretStore } from './client-secret.ts';
import type { Account, AccountSession, MicrosoftAccounts } from './microsoft-accounts.ts';
import type { Settings } from './settings.ts';

/** Where an identity is looked for. */
export interface IdentityRequest {
  readonly env: Environment;
  readonly settings: Settings['graph'];
  readonly organizer: string;
  /** `false` only looks: no sign-in page opens, an account that would have to be asked for counts as declined. */
  readonly interactive: boolean;
}

/** What the editor knows of who may sign in. */
export interface IdentitySources {
  readonly accounts: MicrosoftAccounts;
  readonly choice: AccountChoice;
  readonly secrets: Pick<ClientSecretStore, 'get'>;
  /** VS Code's own setting `microsoft-sovereign-cloud.environment`. */
  readonly sovereignCloud: () => string | undefined;
}

/**
 * The calendar's identity: the environment's (the same variables as the command line's) when set, else the application
 * whose secret is stored, else the account signed in through VS Code with the organization's own app registration. VS
 * Code's own app may not read calendars (microsoft/vscode issues 115626 and 201679), hence the settings.
 */
export async function resolveIdentity(request: IdentityRequest, sources: IdentitySources): Promise<Identity> {
  const calendar = await import('../../calendar/index.ts');
  const { clientId, tenantId, cloud } = request.settings;
  const env = withCloud(request.env, calendar.graphOf(cloud));
  const base = calendar.resolveGraphBaseUrl(env);
  if (!base.ok) return { kind: 'invalid', message: base.message };
  const { baseUrl } = base;
  try {
    const token = calendar.graphTokenFromEnvironment(env, baseUrl);
    if (token !== undefined) return { kind: 'ready', token, baseUrl };
  } catch (error) {
    // The AZURE_* variables are set in part only: said, not passed over for another identity.
    if (error instanceof calendar.CalendarFailure) return { kind: 'invalid', message: error.message };
    throw error;
  }
  if (clientId === '' || tenantId === '') return { kind: 'not configured' };
  const stored = await sources.secrets.get({ clientId, tenantId });
  if (stored !== undefined) {
    return { kind: 'ready', baseUrl, token: calendar.storedSecretToken(stored, baseUrl, env) };
  }
  const place = calendar.signInFor(baseUrl);
  if (place.sovereign !== undefined && sources.sovereignCloud() !== place.sovereign) {
    return {
      kind: 'invalid',
      message: l10n.t(
        'VS Code does not sign in to the cloud of {cloud} yet. Set microsoft-sovereign-cloud.environment to {value}.',
        { cloud: baseUrl, value: place.sovereign },
      ),
    };
  }
  const desk: Desk = { request, sources, place };
  let signedIn: SignedIn | undefined;
  try {
    signedIn = await signIn(desk);
  } catch (error) {
    const failure = calendar.accountSignInFailure(error, NEVER, 'the Microsoft account', place.authorityHost);
    return { kind: 'invalid', message: calendar.signInSentence(failure) };
  }
  if (signedIn === undefined) return { kind: 'declined' };
  const { account, scopes } = signedIn;
  if (request.interactive) await sources.choice.remember(account.id);
  const description = `${account.label} (Microsoft account)`;
  const ask = async (signal: AbortSignal, again: boolean): Promise<string> => {
    try {
      const wish = again ? ({ how: 'again', why: whyAgain() } as const) : { how: howOf(request) };
      const session = await sources.accounts.session(place.provider, scopes, { ...wish, account });
      if (session === undefined) throw new Error(l10n.t('The Microsoft sign-in was cancelled.'));
      return session.accessToken;
    } catch (error) {
      throw calendar.accountSignInFailure(error, signal, description, place.authorityHost);
    }
  };
  return {
    kind: 'ready',
    baseUrl,
    account: account.label,
    token: {
      description,
      // Asked anew for each use: VS Code renews a token that is about to expire.
      getAccessToken: (signal) => ask(signal, false),
      ...(request.interactive && { renewAccessToken: (signal: AbortSignal) => ask(signal, true) }),
      whenRefused: l10n.t(
        'Sign in again with "Switch Account", and check that the setting customerMeetings.graph.cloud (or GRAPH_BASE_URL) names the cloud of your organization.',
      ),
    },
  };
}

const whyAgain = (): string =>
  l10n.t('Microsoft Graph no longer accepts the sign-in: it has expired or was revoked.');
const NEVER = new AbortController().signal;

interface Desk {
  readonly request: IdentityRequest;
  readonly sources: IdentitySources;
  readonly place: SignInPlace;
}

interface SignedIn {
  readonly account: Account;
  readonly scopes: readonly string[];
}

/** The chosen account, else the organizer's own, else whichever VS Code or the person prefers. */
async function signIn(desk: Desk): Promise<SignedIn | undefined> {
  const { request, sources, place } = desk;
  const choice = sources.choice.get();
  const signedOut = choice !== undefined && 'signedOut' in choice;
  if (signedOut && !request.interactive) return undefined;
  const accounts = await sources.accounts.list(place.provider);
  const chosen = accounts.find(({ id }) => choice !== undefined && 'id' in choice && id === choice.id);
  const own = accounts.find(({ label }) => isSamePerson(label, request.organizer));
  const account = signedOut ? undefined : (chosen ?? own);
  // Somebody else's calendar needs the shared permission; a person's own does not, and asking for less is better.
  const foreign =
    account === undefined
      ? accounts.length > 0 && own === undefined
      : !isSamePerson(account.label, request.organizer);
  const first = await sessionFor(desk, foreign, account, signedOut);
  if (first === undefined) return undefined;
  if (foreign || isSamePerson(first.account.label, request.organizer)) {
    return { account: first.account, scopes: scopesFor(request.settings, place, foreign) };
  }
  const second = await sessionFor(desk, true, first.account, false);
  return second === undefined
    ? undefined
    : { account: second.account, scopes: scopesFor(request.settings, place, true) };
}

function sessionFor(
  { request, sources, place }: Desk,
  shared: boolean,
  account: Account | undefined,
  choose: boolean,
): Promise<AccountSession | undefined> {
  const how = choose && request.interactive ? 'choose' : howOf(request);
  const scopes = scopesFor(request.settings, place, shared);
  return sources.accounts.session(place.provider, scopes, {
    how,
    ...(account !== undefined && { account }),
  });
}

function howOf({ interactive }: IdentityRequest): 'interactive' | 'silent' {
  return interactive ? 'interactive' : 'silent';
}

/**
 * What is asked for. Scopes beginning `VSCODE_` choose the app and the tenant; VS Code removes them before it asks
 * (vscode: extensions/microsoft-authentication, scopeData.ts).
 * @param shared for a calendar that is not the signed-in person's own
 */
export function scopesFor(
  settings: Pick<Settings['graph'], 'clientId' | 'tenantId'>,
  place: Pick<SignInPlace, 'resource'>,
  shared: boolean,
): readonly string[] {
  const permission = shared ? 'Calendars.ReadWrite.Shared' : 'Calendars.ReadWrite';
  return [
    `VSCODE_CLIENT_ID:${settings.clientId}`,
    `VSCODE_TENANT:${settings.tenantId}`,
    `${place.resource}/${permission}`,
  ];
}

/** The environment, with the setting's cloud where it names none. */
function withCloud(env: Environment, graph: string): Environment {
  return (env.GRAPH_BASE_URL?.trim() ?? '') === '' ? { ...env, GRAPH_BASE_URL: graph } : env;
}

function isSamePerson(label: string, organizer: string): boolean {
  return label.trim().toLowerCase() === organizer.trim().toLowerCase();
}
