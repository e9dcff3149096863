import * as l10n from '@vscode/l10n';
import { notify } from '../messages.ts';
import type { AccountDesk } from '../environment/account-actions.ts';
import { scopesFor } from '../environment/identity.ts';
import { readSettings } from '../environment/settings.ts';
import type { Workbench } from '../workbench.ts';
import { offerIdentitySettings } from './send-surfaces.ts';

export {
  forgetClientSecret,
  signOut,
  storeClientSecret,
  switchAccount,
} from '../environment/account-actions.ts';

/** The editor as the account commands see it. */
export async function accountDesk(workbench: Workbench): Promise<AccountDesk> {
  const { ctx, signIn, surroundings } = workbench;
  const settings = readSettings(undefined).graph;
  const place = await signIn.place((await surroundings()).env, settings);
  return {
    current: () => signIn.identity({ organizer: '', interactive: false, scope: undefined }),
    choose: async () => {
      const scopes = scopesFor(settings, place, false);
      try {
        return (await signIn.accounts.session(place.provider, scopes, { how: 'choose' }))?.account;
      } catch (error) {
        const { accountSignInFailure, signInSentence } = await import('../../calendar/index.ts');
        const { signal } = new AbortController();
        const failure = accountSignInFailure(error, signal, 'the Microsoft account', place.authorityHost);
        throw new Error(signInSentence(failure), { cause: error });
      }
    },
    choice: {
      ...signIn.choice,
      // Told here: VS Code has no event for what an extension remembers.
      remember: async (id) => told(signIn.choice.remember(id)),
      signOut: async () => told(signIn.choice.signOut()),
    },
    secrets: signIn.secrets,
    owner: settings,
    ask: (confirmation) => ctx.asker.current(confirmation),
    askSecret: () =>
      ctx.prompter.current({
        title: l10n.t('Client secret of application {id}', { id: settings.clientId }),
        prompt: l10n.t('Its value, not its ID. Kept in VS Code’s secret storage, never in settings or logs.'),
        password: true,
        ignoreFocusOut: true,
      }),
    say: (message) => void notify('info', message),
    offerIdentitySettings: () => void offerIdentitySettings(l10n.t('There is nobody to sign in.')),
  };

  async function told(work: Promise<void>): Promise<void> {
    await work;
    ctx.identityChanges.tell(undefined);
  }
}
