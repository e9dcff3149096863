import { arch, release, type } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import * as z from 'zod';
import { readAwsProfiles, type Environment } from '../../customers/index.ts';
import { readTextFile } from '../../files/index.ts';
import { ZONE_CHANGES_COMPARED, ZONE_DATA_VERSION } from '../../metadata/index.ts';
import { remoteName } from '../access/machine.ts';
import { describeIdentity } from '../send/identity-text.ts';
import type { Workbench } from '../workbench.ts';
import { maskHome } from './mask.ts';
import { diagnosticsReport, type ReportedSetting } from './report.ts';

const Manifest = z.object({
  version: z.string(),
  contributes: z.object({
    configuration: z.array(z.object({ properties: z.record(z.string(), z.unknown()) })),
  }),
});

/** Variables that decide where and as whom the extension asks. */
const TELLING = /^(AWS|AZURE|GRAPH)_|^(HTTPS?|NO|ALL)_PROXY$|^NODE_EXTRA_CA_CERTS$/i;

/** *Copy Diagnostics*: puts the state of the extension on the clipboard, for an issue; nothing is sent anywhere. */
export async function copyDiagnostics(workbench: Workbench): Promise<void> {
  await vscode.env.clipboard.writeText(await makeReport(workbench));
  void offerIssue(workbench);
}

async function offerIssue({ ctx }: Workbench): Promise<void> {
  const report = l10n.t('Report Issue…');
  const pressed = await notify(
    'info',
    l10n.t(
      'Diagnostics copied: versions, masked settings and the outcome of the last run, without addresses, names or account ids.',
    ),
    report,
  );
  if (pressed === report)
    await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
      extensionId: ctx.extension.extension.id,
    });
}

/** The report that is copied: the extension's state in English, masked. */
export async function makeReport({ ctx, sandbox, signIn }: Workbench): Promise<string> {
  const manifest = Manifest.parse(ctx.extension.extension.packageJSON);
  const trusted = vscode.workspace.isTrusted;
  // Nothing is looked up for a workspace that nobody vouched for.
  const identity = !trusted
    ? 'not looked up'
    : await signIn
        .identity({ organizer: '', interactive: false, scope: undefined })
        .then((found) => describeIdentity(found, sandbox.isOn()))
        .catch(() => 'unknown');
  // The environment of the machine, also in the sandbox: whose settings they are is what one wants to know.
  const env: Environment = process.env;
  const home = env.HOME ?? env.USERPROFILE ?? '';
  const files = trusted ? (await readAwsProfiles(env, home, readTextFile)).files : [];
  return diagnosticsReport({
    versions: {
      'Customer Meetings': manifest.version,
      [vscode.env.appName]: vscode.version,
      'Node.js': process.versions.node,
      'Time zone data': `${ZONE_DATA_VERSION ?? 'unknown'} (changes known up to ${ZONE_CHANGES_COMPARED.release})`,
      System: `${type()} ${release()} ${arch()}`,
      Host: `${vscode.env.appHost}, ${vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}`,
    },
    remote: remoteName() ?? 'none',
    trusted,
    sandbox: sandbox.isOn(),
    settings: manifest.contributes.configuration.flatMap(({ properties }) =>
      Object.keys(properties).map(reported),
    ),
    variables: Object.keys(env)
      .filter((name) => TELLING.test(name) && env[name] !== '')
      .sort(),
    awsFiles: files.map(({ kind, path, state }) => `${kind}, ${maskHome(path, home)}, ${state}`),
    account: identity,
    run: ctx.sessions.current()?.state(),
    access: ctx.access.state(),
    at: new Date(),
  });
}

function reported(key: string): ReportedSetting {
  const section = vscode.workspace.getConfiguration();
  const found = section.inspect(key);
  const isSet = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some(
    (value) => value !== undefined,
  );
  return { key, value: section.get(key), isSet };
}
