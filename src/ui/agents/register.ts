import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { Workbench } from '../workbench.ts';
import type { ToolName } from './inputs.ts';
import { TOOL_NAMES } from './names.ts';

/**
 * Registers the tools for language models. They read, and none of them sends; what reaches AWS is confirmed first. Their
 * code is loaded with the first call.
 */
export function registerTools(ctx: UiContext, load: () => Promise<Workbench>): void {
  for (const name of TOOL_NAMES)
    ctx.extension.subscriptions.push(vscode.lm.registerTool<object>(name, tool(name, ctx, load)));
}

function tool(
  name: ToolName,
  ctx: UiContext,
  load: () => Promise<Workbench>,
): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: async ({ input }) => {
      refuseUntrusted();
      const { parseToolInput } = await import('./inputs.ts');
      parseToolInput(name, input); // a model is told at once, before a person is asked
      const { sandbox } = await load();
      return prepared(name, input, sandbox.isOn());
    },
    invoke: async ({ input }, token) => {
      refuseUntrusted();
      const [{ parseToolInput }, { TOOLS }] = await Promise.all([
        import('./inputs.ts'),
        import('./tools.ts'),
      ]);
      const abort = new AbortController();
      const stop = token.onCancellationRequested(() => abort.abort(new Error('Cancelled.')));
      try {
        const run = TOOLS[name] as (
          workbench: Workbench,
          input: object,
          signal: AbortSignal,
        ) => Promise<object>;
        const answer = await run(await load(), parseToolInput(name, input), abort.signal);
        ctx.log.info(`🤖 ${name}: answered`);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
      } finally {
        stop.dispose();
      }
    },
  };
}

/** `when` hides the tools in a workspace that nobody vouched for; an agent may still know their names. */
function refuseUntrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new Error(
    'The workspace is not trusted, so nothing is read or asked. Tell the user to trust it first (Manage Workspace Trust).',
  );
}

/** What a person sees while a tool runs, and is asked before one reaches AWS. */
function prepared(name: ToolName, input: object, sandbox: boolean): vscode.PreparedToolInvocation {
  switch (name) {
    case 'customer-meetings_list_meetings':
      return { invocationMessage: l10n.t('Looking for the workspace’s meetings') };
    case 'customer-meetings_validate_meeting':
      return { invocationMessage: escaped(l10n.t('Checking {file}', { file: namedFile(input) })) };
    case 'customer-meetings_check_accounts':
      return {
        invocationMessage: l10n.t('Checking access to the customers’ accounts'),
        confirmationMessages: {
          title: l10n.t('Check access to the customers’ AWS accounts?'),
          message: escaped(
            sandbox
              ? l10n.t('Every customer of config.json is signed in to, in the sandbox. No contact is read.')
              : l10n.t(
                  'Every customer’s AWS account in config.json is signed in to with your profiles. No contact is read, nothing is changed.',
                ),
          ),
        },
      };
    case 'customer-meetings_preview_meeting':
      return {
        invocationMessage: escaped(l10n.t('Asking the customers of {file}', { file: namedFile(input) })),
        confirmationMessages: {
          title: l10n.t('Ask the customers of this meeting?'),
          message: escaped(
            sandbox
              ? l10n.t(
                  'The sandbox’s customers of {file} are asked for their subscribers. Nothing is sent.',
                  {
                    file: namedFile(input),
                  },
                )
              : l10n.t(
                  'The AWS account of every customer of {file} is asked for its subscribers, with your profiles. The model gets numbers and warnings, no addresses. Nothing is sent.',
                  { file: namedFile(input) },
                ),
          ),
        },
      };
  }
}

/** As text: a file's name, which a model chose, cannot become a link or a command. */
const escaped = (text: string): vscode.MarkdownString => new vscode.MarkdownString().appendText(text);

const namedFile = (input: object): string => ('file' in input ? String(input.file) : '');
