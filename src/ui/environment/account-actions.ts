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

const FORGET = 'Forget Client Secret';

/**
 * *Sign Out*: this extension no longer uses the account, in any window. Only VS Code itself can end the session, which
 * other extensions may be using.
 */
export async function signOut(desk: AccountDesk): Promise<void> {
  const identity = await desk.current();
  if (identity.kind === 'ready' && identity.account === undefined) return explainFixed(desk, identity.token);
  await desk.choice.signOut();
  const who =
    identity.kind === 'ready'
      ? `Customer Meetings no longer uses ${identity.account ?? 'the account'}`
      : 'Customer Meetings uses no account';
  desk.say(
    `${who}; the next send asks who signs in. To remove an account from VS Code, use the Accounts menu.`,
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
  desk.say(`Customer Meetings now uses ${account.label}.`);
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
    `The client secret of application ${clientId} is in VS Code’s secret storage. Meetings are sent by this application from now on; whoever can use this editor can do so.`,
  );
}

/** *Forget Client Secret*. */
export async function forgetClientSecret(desk: AccountDesk): Promise<void> {
  const was = await desk.secrets.forget();
  desk.say(was ? 'The client secret is forgotten.' : 'No client secret is stored.');
}

/** An identity that is not a person's cannot be signed out of: it says where it comes from. */
async function explainFixed(desk: AccountDesk, { description }: GraphToken): Promise<void> {
  const stored = await desk.secrets.get(desk.owner);
  const answer = await desk.ask({
    message: `In use: ${description}.`,
    detail:
      stored === undefined
        ? 'It comes from the environment VS Code was started in (GRAPH_ACCESS_TOKEN or the AZURE_* variables). Unset them and start VS Code again to sign in with an account.'
        : 'It signs in with the client secret stored here. Forget the secret to sign in with an account.',
    choices: stored === undefined ? [] : [FORGET],
  });
  if (answer === FORGET) await forgetClientSecret(desk);
}
