import * as l10n from '@vscode/l10n';
import type { GraphToken } from '../../calendar/index.ts';
import type { Asker } from '../send/asker.ts';
import type { Identity } from '../send/identity-text.ts';
import type { AccountChoice } from './account-choice.ts';
import type { ClientSecretStore, SecretOwner } from './client-secret.ts';

/** What the account commands need of the editor. */
export interface AccountDesk {
  /** The identity in use, found without asking. */
  readonly current: () => Promise<Identity>;
  /** Lets the person choose an account and sign in with it; `undefined` when they gave up. */
  readonly choose: () => Promise<{ readonly id: string; readonly label: string } | undefined>;
  readonly choice: AccountChoice;
  readonly secrets: ClientSecretStore;
  /** The app registration of the settings; empty texts where it is not set. */
  readonly owner: SecretOwner;
  readonly ask: Asker;
  readonly askSecret: () => Promise<string | undefined>;
  readonly say: (message: string) => void;
  readonly offerIdentitySettings: () => void;
}

/**
 * *Sign Out*: this extension no longer uses the account, in any window. Only VS Code itself can end the session, which
 * other extensions may be using.
 */
export async function signOut(desk: AccountDesk): Promise<void> {
  const identity = await desk.current();
  if (identity.kind === 'ready' && identity.account === undefined) return explainFixed(desk, identity.token);
  await desk.choice.signOut();
  desk.say(
    identity.kind === 'ready'
      ? l10n.t(
          'Customer Meetings no longer uses {account}; the next send asks who signs in. To remove an account from VS Code, use the Accounts menu.',
          { account: identity.account ?? l10n.t('the account') },
        )
      : l10n.t(
          'Customer Meetings uses no account; the next send asks who signs in. To remove an account from VS Code, use the Accounts menu.',
        ),
  );
}

/** *Switch Account*: the person chooses the Microsoft account that is used from now on. */
export async function switchAccount(desk: AccountDesk): Promise<void> {
  const identity = await desk.current();
  if (identity.kind === 'ready' && identity.account === undefined) return explainFixed(desk, identity.token);
  if (identity.kind === 'not configured') {
    desk.offerIdentitySettings();
    return;
  }
  const account = await desk.choose();
  if (account === undefined) return;
  await desk.choice.remember(account.id);
  desk.say(l10n.t('Customer Meetings now uses {account}.', { account: account.label }));
}

/** *Store Client Secret…*: from now on the application of the settings signs in by itself. */
export async function storeClientSecret(desk: AccountDesk): Promise<void> {
  const { clientId, tenantId } = desk.owner;
  if (clientId === '' || tenantId === '') {
    desk.offerIdentitySettings();
    return;
  }
  const secret = (await desk.askSecret())?.trim();
  if (secret === undefined || secret === '') return;
  await desk.secrets.store(desk.owner, secret);
  desk.say(
    l10n.t(
      'The client secret of application {id} is in VS Code’s secret storage. Meetings are sent by this application from now on; whoever can use this editor can do so.',
      { id: clientId },
    ),
  );
}

/** *Forget Client Secret*. */
export async function forgetClientSecret(desk: AccountDesk): Promise<void> {
  const was = await desk.secrets.forget();
  desk.say(was ? l10n.t('The client secret is forgotten.') : l10n.t('No client secret is stored.'));
}

/** An identity that is not a person's cannot be signed out of: it says where it comes from. */
async function explainFixed(desk: AccountDesk, { description }: GraphToken): Promise<void> {
  const stored = await desk.secrets.get(desk.owner);
  const forget = l10n.t('Forget Client Secret');
  const answer = await desk.ask({
    message: l10n.t('In use: {account}.', { account: description }),
    detail:
      stored === undefined
        ? l10n.t(
            'It comes from the environment VS Code was started in (GRAPH_ACCESS_TOKEN or the AZURE_* variables). Unset them and start VS Code again to sign in with an account.',
          )
        : l10n.t(
            'It signs in with the client secret stored here. Forget the secret to sign in with an account.',
          ),
    choices: stored === undefined ? [] : [forget],
  });
  if (answer === forget) await forgetClientSecret(desk);
}
