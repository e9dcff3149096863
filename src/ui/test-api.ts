import type { SendOutcome } from '../calendar/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { ToolInput, ToolName } from './agents/inputs.ts';
import type { UiContext } from './context.ts';
import type { Asker, Prompter } from './send/asker.ts';
import type { SessionState } from './session/state.ts';
import type { MeetingsView } from './tree/meetings-view.ts';
import type { ResultsView } from './tree/results-view.ts';
import type { TreeNode } from './tree/node.ts';
import type { Workbench } from './workbench.ts';

/** What `activate` gives to tests inside the editor, and to nobody else. */
export interface TestApi {
  readonly sessions: {
    readonly current: () => SessionState | undefined;
    readonly find: (uri: string) => SessionState | undefined;
  };
  /** Answers confirmations in the person's place from now on. */
  readonly answerWith: (asker: Asker) => void;
  /** Chooses where to save in the person's place from now on. */
  readonly saveTo: (choose: UiContext['saveDialog']['current']) => void;
  /** Answers requests for a line of text in the person's place from now on. */
  readonly typeWith: (prompter: Prompter) => void;
  /** Sends a file's meeting, confirmations included; `undefined` also for a file that was never opened. */
  readonly send: (uri: string) => Promise<SendOutcome | undefined>;
  /** The results tree below a node, as it is rendered. */
  readonly results: (parent?: TreeNode) => Promise<readonly TreeNode[]>;
  readonly view: ResultsView;
  readonly meetings: MeetingsView;
  /** Turns the sandbox on as *Open Sample Workspace* does where no folder can be opened. */
  readonly turnSandboxOn: () => Promise<void>;
  readonly sandbox: () => Promise<Sandbox | undefined>;
  /** Calls a tool for language models behind the editor's own confirmation. */
  readonly callTool: <N extends ToolName>(name: N, input: ToolInput<N>) => Promise<object>;
  /** What *Copy Diagnostics* puts on the clipboard. */
  readonly diagnostics: () => Promise<string>;
}

/** @param load loads the workbench, as the commands do */
export function createTestApi(
  ctx: UiContext,
  load: () => Promise<Workbench>,
  view: ResultsView,
  meetings: MeetingsView,
): TestApi {
  return {
    sessions: {
      current: () => ctx.sessions.current()?.state(),
      find: (uri) => ctx.sessions.find(uri)?.state(),
    },
    answerWith: (asker) => {
      ctx.asker.current = asker;
    },
    saveTo: (choose) => {
      ctx.saveDialog.current = choose;
    },
    typeWith: (prompter) => {
      ctx.prompter.current = prompter;
    },
    send: async (uri) => {
      const session = ctx.sessions.find(uri);
      if (session === undefined) return undefined;
      return (await import('./commands/send.ts')).send(await load(), session);
    },
    results: view.children,
    view,
    meetings,
    turnSandboxOn: async () => {
      (await load()).sandbox.turnOn();
    },
    sandbox: async () => (await load()).sandbox.running(),
    callTool: async (name, input) => {
      const { TOOLS } = await import('./agents/tools.ts');
      return TOOLS[name](await load(), input, new AbortController().signal);
    },
    diagnostics: async () => (await import('./diagnostics/copy.ts')).makeReport(await load()),
  };
}
