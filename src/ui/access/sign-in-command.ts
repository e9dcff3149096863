import * as l10n from '@vscode/l10n';
import type { AwsProfiles, Environment } from '../../customers/index.ts';
import type { SignIn } from '../../recipients/index.ts';

/** A program and its arguments, as they are: nothing of it is ever read by a shell. */
export interface SignInCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** What to run, or why not. */
export type SignInDecision =
  | { readonly kind: 'run'; readonly command: SignInCommand }
  | { readonly kind: 'no aws'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Decides how somebody signs in: `aws sso login --profile X` or `aws login --profile X`, as an argument vector. X may come
 * from a config.json that anybody wrote, so only a profile of the user's own AWS files will do, and only one that signs
 * in that way.
 * @param aws absolute path of the AWS CLI, `undefined` where it is not installed
 * @param machine how a person calls the machine this runs on
 */
export function signInCommand(
  { kind, profile }: SignIn,
  profiles: Pick<AwsProfiles, 'get' | 'configFile'>,
  aws: string | undefined,
  machine: string,
): SignInDecision {
  const known = profiles.get(profile);
  if (known === undefined)
    return refused(
      l10n.t('There is no AWS profile “{profile}” in {file}, so nobody was signed in.', {
        profile,
        file: profiles.configFile,
      }),
    );
  if (profile.startsWith('-'))
    return refused(
      l10n.t(
        'The name of the AWS profile “{profile}” begins with a dash, which the AWS CLI takes for an option. Rename it, then sign in again.',
        { profile },
      ),
    );
  if (!signsInBy(kind, known.raw))
    return refused(
      kind === 'sso'
        ? l10n.t(
            'The AWS profile “{profile}” does not sign in with SSO: it has neither sso_session nor sso_start_url in {file}.',
            { profile, file: profiles.configFile },
          )
        : l10n.t(
            'The AWS profile “{profile}” does not sign in with “aws login”: it has no login_session in {file}.',
            { profile, file: profiles.configFile },
          ),
    );
  if (aws === undefined)
    return {
      kind: 'no aws',
      message: l10n.t(
        'To sign in, the AWS CLI is needed, and there is no program “aws” on the PATH of {machine}. Install version 2 of it, start VS Code anew, and sign in again.',
        { machine },
      ),
    };
  const words = kind === 'sso' ? ['sso', 'login'] : ['login'];
  return { kind: 'run', command: { program: aws, args: [...words, '--profile', profile] } };
}

const refused = (message: string): SignInDecision => ({ kind: 'refused', message });

/** Whether a profile of the AWS files has what this kind of sign-in renews. */
export function signsInBy(kind: SignIn['kind'], raw: Readonly<Record<string, string>>): boolean {
  return kind === 'sso'
    ? raw.sso_session !== undefined || raw.sso_start_url !== undefined
    : raw.login_session !== undefined;
}

/**
 * The variables that the AWS CLI must see to read the same files as the extension. Those of `base` that are not in force
 * (in the sandbox they are not) are emptied.
 */
export function cliEnvironment(env: Environment, base: Environment): Record<string, string> {
  const isOurs = (name: string): boolean => /^AWS_/i.test(name);
  const emptied = Object.keys(base).filter((name) => isOurs(name) && env[name] === undefined);
  return {
    ...Object.fromEntries(emptied.map((name) => [name, ''])),
    ...Object.fromEntries(
      Object.entries(env).filter(
        (pair): pair is [string, string] => isOurs(pair[0]) && pair[1] !== undefined,
      ),
    ),
  };
}
