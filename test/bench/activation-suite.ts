// Runs in the extension host, as `extensionTestsPath`: activates one extension after the other, and says how long each took
// and what ours loaded for it.
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';
import { MARK } from '../vscode/suite.ts';
import type { Activations } from './activation.ts';

const OURS = 'customer-meetings.customer-meetings';

/** `registerHooks` (Node.js docs: node:module, since 22.15), which the oldest supported types do not know yet. */
interface ModuleHooks {
  registerHooks(hooks: {
    load: (url: string, context: unknown, nextLoad: (url: string, context: unknown) => unknown) => unknown;
  }): unknown;
}

/** The first to be activated pays for what all have in common, so that is one that nobody compares. */
export async function run(): Promise<void> {
  const loaded: string[] = [];
  const settings = vscode.workspace.getConfiguration('customerMeetingsBench');
  // Watching costs time of its own, so what is watched is not timed.
  if (settings.get('watch') === true)
    (nodeModule as unknown as ModuleHooks).registerHooks({
      load: (url, context, nextLoad) => {
        if (url.startsWith('file:')) loaded.push(fileURLToPath(url));
        return nextLoad(url, context);
      },
    });
  await timed('bench.first');
  const odd = settings.get('oursFirst') === true;
  const ours = odd ? await timed(OURS) : undefined;
  const nothing = await timed('bench.nothing');
  const found: Activations = { ours: ours ?? (await timed(OURS)), nothing, loaded: ownOf(loaded) };
  // eslint-disable-next-line no-console -- the console is the one way out of the extension host
  console.log(MARK + JSON.stringify(found));
}

async function timed(id: string): Promise<number> {
  await quiet();
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not there`);
  if (extension.isActive) throw new Error(`${id} is active already`);
  const startedAt = performance.now();
  await extension.activate();
  return performance.now() - startedAt;
}

const STEP_MS = 10;
const CALM_STEPS = 100;
const LONGEST_STEPS = 2000;

/** Waits until a window that has just opened is done with what else it does then, which would be timed along. */
async function quiet(): Promise<void> {
  let calm = 0;
  for (let step = 0; step < LONGEST_STEPS && calm < CALM_STEPS; step++) {
    const startedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    calm = performance.now() - startedAt < STEP_MS * 1.5 ? calm + 1 : 0;
  }
}

/** Files of ours, relative to where it is installed. */
function ownOf(paths: readonly string[]): string[] {
  const root = `${vscode.extensions.getExtension(OURS)?.extensionPath ?? '?'}/`;
  return paths.flatMap((path) => (path.startsWith(root) ? [path.slice(root.length)] : []));
}
