import {
  CalendarFailure,
  graphTokenFromEnvironment,
  resolveGraphBaseUrl,
  type GraphToken,
  type SignInOptions,
} from '../../calendar/index.ts';
import { loadCustomerConfig, type Environment } from '../../customers/index.ts';
import type { InviteRequest } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import type { CommandIo } from '../command-io.ts';
import { printable } from '../output/printable.ts';
import { runProblem } from '../output/run-problem.ts';

/** Who would write to the calendar, and where. */
export interface Identity {
  readonly baseUrl: string;
  readonly token: GraphToken;
  /** What the send history calls these calendars, when they outlive their address. */
  readonly place?: string;
}

/** What is known to be wrong before anybody is asked, or the identity to go on with (none in many a dry run). */
export type Gate =
  | { readonly kind: 'open'; readonly identity: Identity | undefined; readonly warnings: readonly Problem[] }
  | { readonly kind: 'refused'; readonly problem: Problem };

const WAYS =
  'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET of an app registration (on a terminal the first two are enough: you sign in with a code), or GRAPH_ACCESS_TOKEN, or try it with --sandbox; a --dry-run needs no sign-in.';

/**
 * Everything that can be known to keep a run from ending well before any customer is asked: the sign-in, and for a
 * send the configuration, without which nobody's restrictions are known (design: config.json).
 */
export async function checkBeforeAsking(
  request: InviteRequest,
  env: Environment,
  dryRun: boolean,
  io: Pick<CommandIo, 'readTextFile' | 'stderr' | 'stderrIsTerminal'>,
): Promise<Gate> {
  const gate = readIdentity(env, dryRun, io);
  if (dryRun || gate.kind === 'refused') return gate;
  const config = await loadCustomerConfig(io.readTextFile, request);
  if (config.kind !== 'absent' || config.declared) return gate;
  const message = `There is no config.json beside ${request.metadataFile} or in the working directory, so nobody's restrictions are known. Add one, name it with --config-file FILE, or say --config-file none to send without.`;
  return refused(runProblem('error', 'NoConfigFile', message));
}

/**
 * Finds the Microsoft Graph identity before anything is asked of anybody, since a send without one cannot end well.
 * A dry run needs none: there an incomplete one is a warning. An address that no token may be sent to is refused in
 * both.
 */
export function readIdentity(
  env: Environment,
  dryRun: boolean,
  io: Pick<CommandIo, 'stderr' | 'stderrIsTerminal'>,
): Gate {
  const base = resolveGraphBaseUrl(env);
  if (!base.ok) return refused(runProblem('error', 'GraphBaseUrlRefused', base.message));
  try {
    const token = graphTokenFromEnvironment(env, base.baseUrl, io.stderrIsTerminal ? askingOn(io) : {});
    if (dryRun && token?.needsPerson === true) return { kind: 'open', identity: undefined, warnings: [] };
    if (token !== undefined) {
      return { kind: 'open', identity: { baseUrl: base.baseUrl, token }, warnings: [] };
    }
    if (dryRun) return { kind: 'open', identity: undefined, warnings: [] };
    const message = `There is no sign-in for Microsoft Graph, so nothing can be sent. ${WAYS}`;
    return refused(runProblem('error', 'GraphNotConfigured', message));
  } catch (error) {
    if (!(error instanceof CalendarFailure)) throw error;
    const { code, message, remedy } = error.error;
    const found = runProblem(dryRun ? 'warning' : 'error', code, `${message} ${remedy}`);
    return dryRun ? { kind: 'open', identity: undefined, warnings: [found] } : refused(found);
  }
}

/** A person at the terminal signs in elsewhere with a code; both lines are theirs, not part of the run's output. */
function askingOn(io: Pick<CommandIo, 'stderr'>): SignInOptions {
  return {
    onDeviceCode: ({ message }) => io.stderr(`${printable(message)}\n`),
    onSignedIn: (account) => io.stderr(`🔑 Signed in as ${printable(account)}\n`),
  };
}

const refused = (problem: Problem): Gate => ({ kind: 'refused', problem });
