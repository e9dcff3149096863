import type { Problem } from '../../metadata/index.ts';
import type { Output } from './output.ts';

/** `FILE:LINE:COL: message (Code)`, the form that terminals turn into a link; without the parts that are unknown. */
function withPlace(problem: Problem): string {
  const { file, line, column } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  // Some messages begin with the place themselves, in the Go tool's words.
  const prefix = file === undefined || problem.message.includes(file) ? '' : `${place}: `;
  return `${prefix}${problem.message} (${problem.code})`;
}

/** A warning's line (two spaces after the sign, as all of upstream's warnings have) or an error's. */
export function problemLine(problem: Problem): string {
  return problem.severity === 'warning' ? `⚠️  ${withPlace(problem)}` : `❌ ${withPlace(problem)}`;
}

/** Errors go to stderr, warnings to the run's own lines. */
export function sayProblem(problem: Problem, output: Output): void {
  if (problem.severity === 'error') output.error(problemLine(problem));
  else output.line(problemLine(problem));
}
