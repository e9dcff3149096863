import * as vscode from 'vscode';
import type { SignInPlace } from '../../calendar/index.ts';
import type { Environment } from '../../customers/index.ts';
import type { UiContext } from '../context.ts';
import type { Identity } from '../send/identity-text.ts';
import type { Surroundings } from '../session/inputs.ts';
import { createAccountChoice, type AccountChoice } from './account-choice.ts';
import { createClientSecretStore, type ClientSecretStore } from './client-secret.ts';
import { resolveIdentity } from './identity.ts';
import { createMicrosoftAccounts, type MicrosoftAccounts } from './microsoft-accounts.ts';
import { readSettings, type Settings } from './settings.ts';

/** Whose calendar it is about, and whether the person may be asked to sign in. */
export interface WhoseCalendar {
  readonly organizer: string;
  readonly interactive: boolean;
  /** The meeting's file, for the settings of its folder. */
  readonly scope: vscode.Uri | undefined;
}

/** Everything about signing in to the calendar, for the commands and the surfaces that show who it is. */
export interface SignInDesk {
  readonly identity: (whose: WhoseCalendar) => Promise<Identity>;
  /** Where one signs in with these settings. */
  readonly place: (env: Environment, settings: Settings['graph']) => Promise<SignInPlace>;
  readonly accounts: MicrosoftAccounts;
  readonly choice: AccountChoice;
  readonly secrets: ClientSecretStore;
}

/**
 * @param surroundings the environment in force, the sandbox's where it is on
 * @returns the desk; changes of account, secret and settings are told to `ctx.identityChanges`
 */
export function createSignInDesk(ctx: UiContext, surroundings: () => Promise<Surroundings>): SignInDesk {
  const { extension, identityChanges } = ctx;
  const accounts = createMicrosoftAccounts(vscode.authentication);
  const choice = createAccountChoice(extension.globalState);
  const secrets = createClientSecretStore(extension.secrets);
  const changed = (): void => identityChanges.tell(undefined);
  extension.subscriptions.push(
    vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (provider.id.startsWith('microsoft')) changed();
    }),
    extension.secrets.onDidChange(changed),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (
        change.affectsConfiguration('customerMeetings.graph') ||
        change.affectsConfiguration('microsoft-sovereign-cloud')
      )
        changed();
    }),
  );
  return {
    place: async (env, { cloud }) => {
      const { graphOf, resolveGraphBaseUrl, signInFor } = await import('../../calendar/index.ts');
      const base = resolveGraphBaseUrl(env);
      return signInFor(base.ok && (env.GRAPH_BASE_URL ?? '') !== '' ? base.baseUrl : graphOf(cloud));
    },
    accounts,
    choice,
    secrets,
    identity: async ({ organizer, interactive, scope }) => {
      const { env } = await surroundings();
      const settings = readSettings(scope).graph;
      const sources = { accounts, choice, secrets, sovereignCloud };
      const identity = await resolveIdentity({ env, settings, organizer, interactive }, sources);
      if (interactive) changed();
      return identity;
    },
  };
}

function sovereignCloud(): string | undefined {
  const value: unknown = vscode.workspace.getConfiguration('microsoft-sovereign-cloud').get('environment');
  return typeof value === 'string' ? value : undefined;
}
