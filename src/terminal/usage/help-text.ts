import type { Flag, FlagTable } from '../flags/flag.ts';
import { CREATE_INVITE, PROGRAM, SES_ACTIONS, SUB_COMMANDS } from './actions.ts';
import { EXTRACT_FLAGS, HISTORY_FLAGS, SANDBOX_FLAGS, VALIDATE_FLAGS } from './other-flags.ts';

const FLAGS: Readonly<Record<string, FlagTable>> = {
  'validate-customers': VALIDATE_FLAGS,
  'extract-customers': EXTRACT_FLAGS,
  history: HISTORY_FLAGS,
  sandbox: SANDBOX_FLAGS,
};

const EXIT_STATUS = `Exit status:
  0    done (also: nobody to invite, or the meeting is there and unchanged)
  1    failed; nothing was sent or changed
  2    wrong usage
  3    a customer failed and --require-all-customers was given; nothing was sent
  4    sent in part, sent but not as planned, or not known whether sent; running again is safe
  130  interrupted before anything was sent

  prove-calendar: 0 nothing differs, 1 something does or nothing could be tried, 4 an event could not be deleted,
  130 interrupted and nothing is left`;

/** The usage of the whole program: its sub-commands and where to read on. Ends without a newline. */
export function programUsage(): string {
  return [
    `Usage: ${PROGRAM} <sub-command> [flags]`,
    '',
    ...columns(Object.entries(SUB_COMMANDS).map(([name, summary]) => [name, summary])),
    '',
    `Try it without AWS or Microsoft 365:`,
    `  ${PROGRAM} ses --action ${CREATE_INVITE} --topic-name aws-calendar \\`,
    `    --json-metadata FILE --sender-email ADDRESS --dry-run --sandbox`,
    '',
    `"${PROGRAM} <sub-command> --help" lists its flags. -flag v, --flag v and --flag=v are the same.`,
  ].join('\n');
}

/** The usage of `ses`: its actions and their flags. */
export function sesUsage(): string {
  return [
    `Usage: ${PROGRAM} ses --action ACTION [flags]`,
    ...Object.entries(SES_ACTIONS).flatMap(([name, { summary, flags }]) => [
      ...['', `--action ${name}`, `  ${summary}`, ''],
      ...flagLines(flags),
    ]),
    '',
    EXIT_STATUS,
  ].join('\n');
}

/** The usage of a sub-command by its name; undefined when there is no such sub-command. */
export function subCommandUsage(name: string): string | undefined {
  if (name === 'ses') return sesUsage();
  const summary = Object.hasOwn(SUB_COMMANDS, name) ? SUB_COMMANDS[name] : undefined;
  if (summary === undefined) return undefined;
  const table = FLAGS[name];
  if (table === undefined) return programUsage();
  return [`Usage: ${PROGRAM} ${name} [flags]`, `  ${summary}`, '', ...flagLines(table)].join('\n');
}

/** One line a flag: how it is written, what it does, whether it is required, what holds without it. */
function flagLines(table: FlagTable): readonly string[] {
  return columns(
    Object.entries(table).map(([name, flag]) => [`--${name}${valueShape(flag)}`, flag.help + remark(flag)]),
  );
}

function valueShape(flag: Flag): string {
  if (flag.kind === 'choice') return ` ${flag.choices.join('|')}`;
  return 'placeholder' in flag ? ` ${flag.placeholder}` : '';
}

function remark(flag: Flag): string {
  if ('required' in flag && flag.required !== undefined) return ' (required)';
  return 'default' in flag && flag.default !== undefined ? ` (default ${flag.default})` : '';
}

/** Two columns, indented by two, the second aligned; a first column too wide for its place stands alone. */
function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) =>
    left.length <= width
      ? [`  ${left.padEnd(width)}  ${right}`]
      : [`  ${left}`, `  ${''.padEnd(width)}  ${right}`],
  );
}
