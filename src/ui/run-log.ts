import { planLines, type Preparation } from '../invite/index.ts';
import type { Problem } from '../metadata/index.ts';
import { aggregateLines, createQueryLines } from '../recipients/index.ts';
import { withoutAddresses } from './diagnostics/without-addresses.ts';
import type { RunHappening } from './session/session.ts';

/** The part of the output channel that a run writes to. */
export interface RunLog {
  readonly info: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly error: (error: string | Error) => void;
}

/** Makes the log of one meeting's runs, which come one after the other. */
export function createRunLog(log: RunLog): (happening: RunHappening) => void {
  let lines = createQueryLines();
  return (happening) => {
    if (happening.type === 'begin') lines = createQueryLines();
    logRun(log, happening, lines);
  };
}

/**
 * Writes a run to the output channel: the command line's lines, with counts where those list addresses. Addresses are
 * what a run is for; they belong on screen, not in a file that is sent along with a bug report.
 */
function logRun(log: RunLog, happening: RunHappening, lines: ReturnType<typeof createQueryLines>): void {
  switch (happening.type) {
    case 'begin':
      if (happening.surroundings.sandbox) log.info('🧪 Sandbox: no real account is asked, nobody gets mail.');
      return;
    case 'read': {
      const { customerCodes } = happening.reading;
      if (customerCodes.length > 0)
        log.info(`📋 Extracted customer codes from metadata: [${customerCodes.join(' ')}]`);
      return;
    }
    case 'event':
      for (const line of lines(happening.event))
        if (happening.event.type === 'failed') log.warn(line);
        else log.info(line);
      return;
    case 'note':
      log.info(happening.line);
      return;
    case 'end':
      logEnd(log, happening.preparation);
      return;
    case 'crash':
      log.error(happening.error instanceof Error ? happening.error : String(happening.error));
      return;
  }
}

function logEnd(log: RunLog, preparation: Preparation): void {
  if (preparation.kind === 'cancelled') {
    log.info('⏹️  The query was cancelled.');
    return;
  }
  if (preparation.aggregated !== undefined)
    for (const line of aggregateLines(preparation.aggregated)) log.info(line);
  if (preparation.kind === 'planned')
    for (const line of planLines(preparation, { addresses: 'counted' })) log.info(line);
  else for (const problem of preparation.problems) logProblem(log, problem);
}

function logProblem(log: RunLog, problem: Problem): void {
  const place = problem.line === undefined ? '' : ` (line ${problem.line}:${problem.column ?? 1})`;
  const message = withoutAddresses(problem.message) + place;
  if (problem.severity === 'error') log.error(message);
  else log.warn(message);
}
