// Runs in the extension host, as `extensionTestsPath`: activates one extension after the other and says how long each took.
import * as vscode from 'vscode';
import { MARK } from '../vscode/suite.ts';
import type { Activations } from './activation.ts';

const OURS = 'customer-meetings.customer-meetings';

/** The first to be activated pays for what all have in common, so that is one that nobody compares. */
export async function run(): Promise<void> {
  await timed('bench.first');
  const odd = vscode.workspace.getConfiguration('customerMeetingsBench').get('oursFirst') === true;
  const ours = odd ? await timed(OURS) : undefined;
  const nothing = await timed('bench.nothing');
  const found: Activations = { ours: ours ?? (await timed(OURS)), nothing };
  // eslint-disable-next-line no-console -- the console is the one way out of the extension host
  console.log(MARK + JSON.stringify(found));
}

async function timed(id: string): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not there`);
  if (extension.isActive) throw new Error(`${id} is active already`);
  const startedAt = performance.now();
  await extension.activate();
  return performance.now() - startedAt;
}
