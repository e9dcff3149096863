import type { Problem } from '../../metadata/index.ts';

/** A problem of the run itself, at no place of any file. */
export function runProblem(severity: Problem['severity'], code: string, message: string): Problem {
  return { severity, code, message, path: '' };
}
