import type { AccessState } from '../access/state.ts';
import { countAccess } from '../access/state.ts';
import type { SessionState } from '../session/state.ts';
import { maskAccount, maskSetting } from './mask.ts';

/** A setting as it is in force, and whether somebody set it. */
export interface ReportedSetting {
  readonly key: string;
  readonly value: unknown;
  readonly isSet: boolean;
}

/** What a report of the extension's state is made of. */
export interface DiagnosticFacts {
  readonly versions: Readonly<Record<string, string>>;
  /** The kind of remote machine; `none` on the person's own. */
  readonly remote: string;
  readonly trusted: boolean;
  readonly sandbox: boolean;
  readonly settings: readonly ReportedSetting[];
  /** Names of variables that are set, never their values. */
  readonly variables: readonly string[];
  readonly awsFiles: readonly string[];
  /** Who signs in to the calendar, not yet masked. */
  readonly account: string;
  readonly run: SessionState | undefined;
  readonly access: AccessState | undefined;
  readonly at: Date;
}

/**
 * The report that *Copy Diagnostics* puts on the clipboard, as Markdown for an issue. In English, for whoever mends it.
 * Without addresses, names, account ids, file paths below the home directory, or any value a person typed.
 */
export function diagnosticsReport(facts: DiagnosticFacts): string {
  const { versions, remote, trusted, sandbox, settings, variables, awsFiles, account, at } = facts;
  return [
    '# Customer Meetings: diagnostics',
    '',
    ...Object.entries(versions).map(([name, version]) => `- ${name}: ${version}`),
    `- Remote: ${remote}`,
    `- Workspace trusted: ${yesNo(trusted)}`,
    `- Sandbox: ${yesNo(sandbox)}`,
    `- Calendar account: ${maskAccount(account)}`,
    ...awsFiles.map((file) => `- AWS file: ${file}`),
    `- Variables set: ${variables.length === 0 ? 'none' : variables.join(', ')}`,
    `- Made: ${at.toISOString()}`,
    '',
    '## Settings',
    '',
    ...settings.map(({ key, value, isSet }) => `- ${key}: ${isSet ? maskSetting(value) : 'default'}`),
    '',
    '## Last run',
    '',
    ...runLines(facts.run),
    '',
    '## Last access check',
    '',
    ...accessLines(facts.access),
    '',
  ].join('\n');
}

function runLines(run: SessionState | undefined): readonly string[] {
  if (run === undefined || run.customers.length === 0) {
    const problems = run?.preparation?.kind === 'failed' ? run.preparation.problems : [];
    return problems.length === 0
      ? ['No customer has been asked in this window.']
      : problems.map(({ severity, code }) => `- ${severity} ${code}`);
  }
  const aggregated = run.preparation?.aggregated;
  return [
    `Phase ${run.phase}${aggregated === undefined ? '' : `, ${Math.round(aggregated.durationMs)} ms (one by one ${Math.round(aggregated.sequentialMs)} ms)`}, ${run.excluded.length} excluded`,
    '',
    '| Customer | Status | Recipients | Pages | Tries | ms | Error |',
    '| --- | --- | ---: | ---: | ---: | ---: | --- |',
    ...run.customers.map(({ status, recipients, result }, index) =>
      row(
        `#${index + 1}`,
        status,
        recipients,
        result?.pages ?? '',
        result?.attempts ?? '',
        result === undefined ? '' : Math.round(result.durationMs),
        result?.error?.code ?? '',
      ),
    ),
  ];
}

function accessLines(access: AccessState | undefined): readonly string[] {
  if (access === undefined) return ['None in this window.'];
  const { ready, failed, open } = countAccess(access);
  const codes = access.customers.flatMap(({ result }) => result?.error?.code ?? []);
  const tally = [...new Set(codes)].map(
    (code) => `${code} × ${codes.filter((other) => other === code).length}`,
  );
  return [
    `${access.phase}: ${ready} ready, ${failed} failed, ${open} open${tally.length === 0 ? '' : ` (${tally.join(', ')})`}`,
  ];
}

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const yesNo = (yes: boolean): string => (yes ? 'yes' : 'no');
