import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { InvitePlan } from '../invite/index.ts';
import type { UiContext } from './context.ts';
import { createSignInDesk, type SignInDesk } from './environment/sign-in-desk.ts';
import { describeIdentity } from './send/identity-text.ts';
import { openCalendar } from './send/open-calendar.ts';
import { describeRun } from './environment/run-request.ts';
import { createSandboxWindow, type SandboxWindow } from './environment/sandbox-window.ts';
import { readTextFile } from './files/text.ts';
import { createPreviewPanels, type PreviewPanels } from './preview/panels.ts';
import { actOnPage } from './preview/page-actions.ts';
import { createSession, type RunHappening, type Session } from './session/session.ts';
import type { Surroundings } from './session/inputs.ts';
import type { MeetingFile, SessionState } from './session/state.ts';
import { watchInputs } from './session-watch.ts';

/** How long a look for conflicts may take: it is only a warning. */
const CONFLICTS_PATIENCE_MS = 20_000;

/** Everything behind the commands; loaded with the first of them, not with the extension. */
export interface Workbench {
  readonly ctx: UiContext;
  readonly sandbox: SandboxWindow;
  readonly panels: PreviewPanels;
  readonly surroundings: () => Promise<Surroundings>;
  readonly signIn: SignInDesk;
  /** The file's session, made when it has none yet. It becomes the one the results show. */
  readonly open: (file: MeetingFile) => Session;
}

/** @param ctx the extension's shared parts */
export function createWorkbench(ctx: UiContext): Workbench {
  const sandbox = createSandboxWindow(ctx.extension);

  const surroundings = async (): Promise<Surroundings> => ({
    env: sandbox.isOn() ? await sandbox.environment(process.env) : process.env,
    homeDirectory: homedir(),
    sandbox: sandbox.isOn(),
  });

  const signIn = createSignInDesk(ctx, surroundings);

  const panels = createPreviewPanels(
    ctx,
    {
      identity: (state) => whoSignsIn(state, signIn),
      conflicts: (plan) => conflictsOf(ctx, plan, signIn, sandbox.isOn()),
    },
    (session, message) => actOnPage(workbench, session, message),
  );

  const workbench: Workbench = {
    ctx,
    sandbox,
    panels,
    surroundings,
    signIn,
    open: (file) => {
      const session =
        ctx.sessions.find(file.uri) ?? ctx.sessions.add(newSession(ctx, file, sandbox.isOn, surroundings));
      ctx.sessions.show(session);
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
): Session {
  return createSession(file, {
    describe: describeRun,
    isSandbox,
    surroundings,
    readTextFile,
    // The AWS SDK comes in with the first query, behind these two.
    prepare: async (request, deps) => (await import('../invite/index.ts')).prepareInvite(request, deps),
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      sleep: async (ms, signal) => (await import('../recipients/index.ts')).realClock.sleep(ms, signal),
    },
    onRun: orderedLog(ctx),
  });
}

/** The log's code is loaded lazily; its lines must still come in the order things happened. */
function orderedLog(ctx: UiContext): (happening: RunHappening) => void {
  let last: Promise<void> = Promise.resolve();
  return (happening) => {
    last = last
      .then(() => import('./run-log.ts'))
      .then(({ logRun }) => logRun(ctx.log, happening))
      .catch((error: unknown) => ctx.log.error(String(error)));
  };
}

async function whoSignsIn(state: SessionState, signIn: SignInDesk): Promise<string> {
  if (state.preparation?.kind !== 'planned') return '';
  const identity = await signIn.identity({
    organizer: state.preparation.plan.organizer,
    interactive: false,
    scope: vscode.Uri.parse(state.file.uri),
  });
  return describeIdentity(identity, state.sandbox);
}

/** What the organizer has at the time of a plan, as far as it can be read without asking anybody to sign in. */
async function conflictsOf(
  ctx: UiContext,
  plan: InvitePlan,
  signIn: SignInDesk,
  sandbox: boolean,
): Promise<readonly string[]> {
  const { organizer } = plan;
  const identity = await signIn.identity({ organizer, interactive: false, scope: undefined });
  if (identity.kind !== 'ready') return [];
  const { conflictSentence, findConflicts } = await import('../calendar/index.ts');
  const { calendar } = await openCalendar(ctx, identity, sandbox);
  const conflicts = await findConflicts(plan, calendar, AbortSignal.timeout(CONFLICTS_PATIENCE_MS));
  return conflicts.map(conflictSentence);
}
