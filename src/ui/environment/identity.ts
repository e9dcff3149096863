import * as vscode from 'vscode';
import type { Environment } from '../../customers/index.ts';
import type { Identity } from '../send/identity-text.ts';
import type { Settings } from './settings.ts';

/** Where an identity is looked for. */
export interface IdentityRequest {
  readonly env: Environment;
  readonly settings: Settings['graph'];
  readonly organizer: string;
  /** `false` only looks: no sign-in page opens, an account that would have to be asked for counts as declined. */
  readonly interactive: boolean;
}

/**
 * The calendar's identity: the environment's (the same variables as the command line's) when set, else the account
 * signed in through VS Code with the organization's own app registration. VS Code's own app may not read calendars
 * (microsoft/vscode issues 115626 and 201679), hence the two settings.
 */
export async function resolveIdentity(request: IdentityRequest): Promise<Identity> {
  const { CalendarFailure, graphTokenFromEnvironment, resolveGraphBaseUrl } =
    await import('../../calendar/index.ts');
  const base = resolveGraphBaseUrl(request.env);
  if (!base.ok) return { kind: 'invalid', message: base.message };
  try {
    const token = graphTokenFromEnvironment(request.env, base.baseUrl);
    if (token !== undefined) return { kind: 'ready', token, baseUrl: base.baseUrl };
  } catch (error) {
    // The AZURE_* variables are set in part only: said, not passed over for another identity.
    if (error instanceof CalendarFailure) return { kind: 'invalid', message: error.message };
    throw error;
  }
  const { clientId, tenantId } = request.settings;
  if (clientId === '' || tenantId === '') return { kind: 'not configured' };
  const accounts = await vscode.authentication.getAccounts('microsoft');
  const own = accounts.find((account) => isSamePerson(account.label, request.organizer));
  // Somebody else's calendar needs the shared permission; a person's own does not, and asking for less is better.
  let wanted = scopes(request, base.baseUrl, own === undefined && accounts.length > 0);
  let session = await signIn(wanted, request.interactive, own);
  if (
    session !== undefined &&
    accounts.length === 0 &&
    !isSamePerson(session.account.label, request.organizer)
  ) {
    wanted = scopes(request, base.baseUrl, true);
    session = await signIn(wanted, request.interactive, session.account);
  }
  if (session === undefined) return { kind: 'declined' };
  const { account } = session;
  return {
    kind: 'ready',
    baseUrl: base.baseUrl,
    token: {
      description: `${account.label} (Microsoft account)`,
      // Asked anew for each use: VS Code renews a token that is about to expire.
      getAccessToken: async () => {
        const current = await signIn(wanted, true, account);
        if (current === undefined) throw new Error('The Microsoft sign-in was cancelled.');
        return current.accessToken;
      },
    },
  };
}

function isSamePerson(label: string, organizer: string): boolean {
  return label.trim().toLowerCase() === organizer.trim().toLowerCase();
}

/** Scopes beginning `VSCODE_` choose the app and the tenant; VS Code removes them before it asks (scopeData.ts). */
function scopes(request: IdentityRequest, baseUrl: string, shared: boolean): readonly string[] {
  const { clientId, tenantId } = request.settings;
  const permission = shared ? 'Calendars.ReadWrite.Shared' : 'Calendars.ReadWrite';
  return [`VSCODE_CLIENT_ID:${clientId}`, `VSCODE_TENANT:${tenantId}`, `${baseUrl}/${permission}`];
}

async function signIn(
  wanted: readonly string[],
  interactive: boolean,
  account?: vscode.AuthenticationSessionAccountInformation,
): Promise<vscode.AuthenticationSession | undefined> {
  const which = account === undefined ? {} : { account };
  try {
    return interactive
      ? await vscode.authentication.getSession('microsoft', wanted, { createIfNone: true, ...which })
      : await vscode.authentication.getSession('microsoft', wanted, { silent: true, ...which });
  } catch (error) {
    // VS Code rejects with plain errors, whose texts are all it gives, when the person closes the sign-in.
    if (error instanceof Error && /cancel|did not consent|timed out/i.test(error.message)) return undefined;
    throw error;
  }
}
