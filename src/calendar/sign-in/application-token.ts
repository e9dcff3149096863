import { withTimeLimit } from '../time-limit.ts';
import type { GraphToken } from '../token.ts';
import {
  openAzureCredential,
  type Application,
  type Credential,
  type DeviceCodePrompt,
  type OpenCredential,
} from './credential.ts';
import { failed, signInFailureOf } from './failure.ts';
import type { SignInNames } from './names.ts';

/** How an application gets its tokens. */
export interface ApplicationSignIn {
  readonly application: Application;
  /** What is asked for. */
  readonly scope: string;
  /** Whose token it is, for people. */
  readonly description: string;
  readonly names: SignInNames;
  /** Shows the code to the person who has to enter it; called for an application without a secret. */
  readonly onDeviceCode?: (prompt: DeviceCodePrompt) => void;
  /** Told once who signed in. */
  readonly onSignedIn?: (account: string) => void;
  readonly open?: OpenCredential;
}

/** Nobody has to do anything for client credentials: they come at once or not at all. */
const APPLICATION_LIMIT_MS = 30_000;

/** Microsoft's codes run out after 15 minutes; this only ends what hangs. */
const PERSON_LIMIT_MS = 16 * 60_000;

/**
 * Tokens by the app registration of the customer: client credentials, or a device code where there is no secret.
 * Makes no request before the first token is asked for. Rejects with `GraphFailure` (`signin`), told for a person.
 */
export function applicationToken(signIn: ApplicationSignIn): GraphToken {
  const { application, description, names, open = openAzureCredential } = signIn;
  let credential: Promise<Credential> | undefined;
  let account: string | undefined;
  const limitMs = application.clientSecret === undefined ? PERSON_LIMIT_MS : APPLICATION_LIMIT_MS;

  const ask = async (signal: AbortSignal, anew: boolean): Promise<string> => {
    const attempt = { description, names, authorityHost: application.authorityHost };
    let opened: Credential | undefined;
    try {
      signal.throwIfAborted();
      opened = await (credential ??= open(application, signIn.onDeviceCode ?? (() => undefined)));
      const { getToken } = opened;
      const answer = await withTimeLimit(signal, limitMs, (limited) =>
        abandonable(getToken(signIn.scope, limited, anew), limited),
      );
      if (!answer.ok) throw answer.late ? tooLate(application.authorityHost) : answer.error;
      if (answer.value === undefined) throw failed('NoToken');
      if (account === undefined && answer.value.account !== undefined) {
        account = answer.value.account;
        signIn.onSignedIn?.(account);
      }
      return answer.value.token;
    } catch (error) {
      throw signInFailureOf(error, signal, { ...attempt, trouble: opened?.trouble() });
    }
  };

  return {
    description,
    whenRefused: `Check that ${names.tenant} and GRAPH_BASE_URL name the cloud of your organization.`,
    getAccessToken: (signal) => ask(signal, false),
    renewAccessToken: (signal) => ask(signal, true),
    ...(application.clientSecret === undefined && { needsPerson: true }),
  };
}

/** The library does not stop for a signal everywhere; then it is at least no longer waited for. */
function abandonable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abandon = (): void => reject(new Error('no longer waited for'));
    if (signal.aborted) abandon();
    signal.addEventListener('abort', abandon, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon));
  });
}

function tooLate(authorityHost: string): unknown {
  const { host } = new URL(authorityHost);
  return failed('SignInTimeout', [
    `${host}, where one signs in to Microsoft Graph, did not answer in time.`,
    'Check the network, VPN and proxy, and run again.',
  ]);
}
