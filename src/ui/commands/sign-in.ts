import { access, constants } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify, pickOne } from '../messages.ts';
import { readAwsProfiles, type AwsProfiles } from '../../customers/index.ts';
import { readTextFile } from '../../files/index.ts';
import type { SignIn } from '../../recipients/index.ts';
import { machineName } from '../access/machine.ts';
import { findProgram } from '../access/program.ts';
import { runInTerminal } from '../access/run-in-terminal.ts';
import { cliEnvironment, signInCommand, signsInBy } from '../access/sign-in-command.ts';
import { isAccessNode } from '../tree/access-nodes.ts';
import { actionableNodes, nodeIdOf } from '../tree/find-node.ts';
import type { TreeNode } from '../tree/node.ts';
import type { Workbench } from '../workbench.ts';
import { checkAgain } from './check-access.ts';
import { retryFailed } from './retry.ts';

const INSTALL_AWS_CLI = 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html';
/** What the AWS CLI ends with when it does not know a command (AWS CLI user guide: return codes). */
const USAGE = 252;

/**
 * *Sign In with SSO…* and *Sign In with AWS Login…*: runs the AWS CLI for the clicked failure's profile, or for one that
 * the person picks, and then asks those customers again that are missing.
 * @param argument a failed customer, a cause that several share, or nothing from the palette
 */
export async function signInToAws(
  workbench: Workbench,
  kind: SignIn['kind'],
  argument: unknown,
): Promise<void> {
  const { ctx, surroundings } = workbench;
  const { env, homeDirectory } = await surroundings();
  const profiles = await readAwsProfiles(env, homeDirectory, readTextFile);
  const nodes = actionableNodes(ctx.sessions.current()?.state(), ctx.access.state());
  const failed = nodes.filter(({ failure }) => failure?.signIn?.kind === kind);
  const clicked = failed.find(({ id }) => id === nodeIdOf(argument));
  const signIn = clicked?.failure?.signIn ?? (await pickProfile(kind, failed, profiles));
  if (signIn === undefined) return;
  const aws = await findProgram('aws', process.env, process.platform, mayRun);
  const decision = signInCommand(signIn, profiles, aws, machineName());
  switch (decision.kind) {
    case 'refused':
      void notify('error', decision.message);
      return;
    case 'no aws':
      void offerAwsCli(decision.message);
      return;
    case 'run':
      break;
  }
  const { signingIn } = ctx.access;
  if (signingIn.has(signIn.profile)) {
    void notify(
      'info',
      l10n.t('The sign-in of AWS profile “{profile}” is under way in the terminal.', {
        profile: signIn.profile,
      }),
    );
    return;
  }
  signingIn.add(signIn.profile);
  try {
    const name = l10n.t('Sign in AWS profile {profile}', { profile: signIn.profile });
    const status = await runInTerminal(name, decision.command, cliEnvironment(env, process.env));
    ctx.log.info(
      `🔑 aws ${decision.command.args.join(' ')}: ${status === undefined ? 'stopped' : `exit ${status}`}`,
    );
    if (status !== 0) {
      sayNotSignedIn(signIn, status);
      return;
    }
  } finally {
    signingIn.delete(signIn.profile);
  }
  await askMissing(workbench, clicked);
}

/** After a sign-in: the customers that are missing, of whatever it was pressed on; nobody else. */
async function askMissing(workbench: Workbench, clicked: TreeNode | undefined): Promise<void> {
  const { sessions, access } = workbench.ctx;
  const ofCheck = clicked === undefined ? sessions.current() === undefined : isAccessNode(clicked);
  if (ofCheck) {
    if (access.state() !== undefined) await checkAgain(workbench);
    return;
  }
  const session = clicked === undefined ? sessions.current() : sessions.find(clicked.uri);
  const missing = session
    ?.state()
    .customers.some(({ status }) => status === 'failed' || status === 'cancelled');
  if (session !== undefined && missing === true) await retryFailed(workbench, session);
}

async function pickProfile(
  kind: SignIn['kind'],
  failed: readonly TreeNode[],
  profiles: AwsProfiles,
): Promise<SignIn | undefined> {
  const needed = new Set(failed.map(({ failure }) => failure?.signIn?.profile));
  const names = profiles.names.filter((name) => signsInBy(kind, profiles.get(name)?.raw ?? {}));
  if (names.length === 0) {
    void notify(
      'info',
      kind === 'sso'
        ? l10n.t('No AWS profile in {file} signs in with SSO. “aws configure sso” makes one.', {
            file: profiles.configFile,
          })
        : l10n.t('No AWS profile in {file} signs in with “aws login”.', { file: profiles.configFile }),
    );
    return undefined;
  }
  const items = names
    .map((label) => ({
      label,
      description: needed.has(label) ? l10n.t('a customer needs this sign-in') : '',
    }))
    .sort((a, b) => Number(needed.has(b.label)) - Number(needed.has(a.label)));
  const picked = await pickOne(items, {
    title: kind === 'sso' ? l10n.t('Sign In with SSO') : l10n.t('Sign In with AWS Login'),
    placeHolder: l10n.t('Which AWS profile?'),
  });
  return picked === undefined ? undefined : { kind, profile: picked.label };
}

async function offerAwsCli(message: string): Promise<void> {
  const install = l10n.t('How to Install');
  const pressed = await notify('error', message, install);
  if (pressed === install) await vscode.env.openExternal(vscode.Uri.parse(INSTALL_AWS_CLI, true));
}

function sayNotSignedIn({ kind, profile }: SignIn, status: number | undefined): void {
  if (status === undefined) return; // the person stopped it, and knows
  void notify(
    'warning',
    kind === 'login' && status === USAGE
      ? l10n.t(
          'This AWS CLI does not know “aws login”, which came with version 2.32. Update it, then sign in again.',
        )
      : l10n.t(
          'The sign-in of AWS profile “{profile}” did not end well (exit status {status}). Nobody was asked again; the terminal says why.',
          { profile, status },
        ),
  );
}

const mayRun = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
