import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { UiContext } from './context.ts';
import { createSignInDesk, type SignInDesk } from './environment/sign-in-desk.ts';
import { describeRun } from './environment/run-request.ts';
import { createAwsWindow, type AwsWindow } from './environment/aws-window.ts';
import { createSandboxWindow, type SandboxWindow } from './environment/sandbox-window.ts';
import { readTextFile } from './files/text.ts';
import { createLookups } from './preview/look-up.ts';
import { createPreviewPanels, type PreviewPanels } from './preview/panels.ts';
import { actOnPage } from './preview/page-actions.ts';
import { createSession } from './session/create-session.ts';
import type { RunHappening, Session } from './session/session.ts';
import type { Surroundings } from './session/inputs.ts';
import type { RunStore } from './session/kept-run.ts';
import type { MeetingFile } from './session/state.ts';
import { watchInputs } from './session-watch.ts';

/** Everything behind the commands; loaded with the first of them, not with the extension. */
export interface Workbench {
  readonly ctx: UiContext;
  readonly sandbox: SandboxWindow;
  readonly aws: AwsWindow;
  readonly panels: PreviewPanels;
  readonly surroundings: () => Promise<Surroundings>;
  readonly signIn: SignInDesk;
  /** The file's session, made when it has none yet. It becomes the one the results show. */
  readonly open: (file: MeetingFile) => Session;
}

/** @param ctx the extension's shared parts */
export function createWorkbench(ctx: UiContext): Workbench {
  const sandbox = createSandboxWindow(ctx.extension);
  const aws = createAwsWindow(ctx.extension);

  const surroundings = async (): Promise<Surroundings> => ({
    env: sandbox.isOn() ? await sandbox.environment(process.env) : process.env,
    homeDirectory: homedir(),
    sandbox: sandbox.isOn(),
  });

  const signIn = createSignInDesk(ctx, surroundings);

  const panels = createPreviewPanels(
    ctx,
    createLookups(ctx, signIn, sandbox.isOn),
    (session, message, reply) => actOnPage(workbench, session, message, reply),
  );

  const workbench: Workbench = {
    ctx,
    sandbox,
    aws,
    panels,
    surroundings,
    signIn,
    open: (file) => {
      const known = ctx.sessions.find(file.uri);
      const session = known ?? ctx.sessions.add(newSession(ctx, file, sandbox.isOn, surroundings, aws));
      ctx.sessions.show(session);
      if (known === undefined) void session.restore();
      return session;
    },
  };
  watchInputs(ctx);
  return workbench;
}

function newSession(
  ctx: UiContext,
  file: MeetingFile,
  isSandbox: () => boolean,
  surroundings: () => Promise<Surroundings>,
  aws: AwsWindow,
): Session {
  return createSession(file, {
    describe: describeRun,
    isSandbox,
    surroundings,
    readTextFile,
    // The rooms come in with the first query, and the AWS SDK with its first customer.
    prepare: async (request, deps) => {
      const [{ prepareInvite }, pool] = await Promise.all([import('../invite/index.ts'), aws.pool()]);
      return prepareInvite(request, { ...deps, aws: pool, askMfaCode: aws.askMfaCode });
    },
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      sleep: async (ms, signal) => (await import('../recipients/index.ts')).realClock.sleep(ms, signal),
    },
    store: lazyRunStore(ctx.extension),
    onRun: orderedLog(ctx),
  });
}

/** Beside the workspace's own state, so that a workspace's answers go with it; without a workspace, in the window's. */
function lazyRunStore(extension: vscode.ExtensionContext): RunStore {
  const folder = vscode.Uri.joinPath(extension.storageUri ?? extension.globalStorageUri, 'runs').fsPath;
  const store = import('./environment/run-store.ts').then(({ createRunStore }) => createRunStore(folder));
  return {
    load: async (uri) => (await store).load(uri),
    save: async (uri, run) => (await store).save(uri, run),
  };
}

/** The log's code is loaded lazily; its lines must still come in the order things happened. */
function orderedLog(ctx: UiContext): (happening: RunHappening) => void {
  const writer = import('./run-log.ts').then(({ createRunLog }) => createRunLog(ctx.log));
  writer.catch(() => undefined); // said with the first line that cannot be written
  let last: Promise<void> = Promise.resolve();
  return (happening) => {
    last = last
      .then(async () => (await writer)(happening))
      .catch((error: unknown) => ctx.log.error(String(error)));
  };
}
