import { join } from 'node:path';
import { describeFault } from './aws-faults.ts';
import type { AwsFileKind } from './aws-heading.ts';
import type { ReadTextFile } from './load-customer-config.ts';
import { parseAwsFile, type ParsedAwsFile } from './parse-aws-file.ts';

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One of the user's two AWS files, and whether it can be used. Only a missing file is nothing to worry about. */
export interface AwsFile {
  readonly kind: AwsFileKind;
  /** Absolute, unless the environment names it otherwise. */
  readonly path: string;
  readonly state: 'read' | 'missing' | 'unreadable';
  /** Why it cannot be used, in words for a sentence. */
  readonly reason?: string;
  /** 1-based: the line that makes it unusable, where it could be read. */
  readonly line?: number;
}

/** A file with what is in it: nothing where it cannot be used. Holds secret keys: never show or log it. */
export interface AwsFileContent extends AwsFile {
  readonly content: ParsedAwsFile;
}

/**
 * Where the AWS files are: where `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` say, variables and a leading `~`
 * expanded as the AWS CLI does (botocore's configloader), else in `.aws` of the home directory.
 */
export function awsFilePath(kind: AwsFileKind, env: Environment, homeDirectory: string): string {
  const named = kind === 'config' ? env.AWS_CONFIG_FILE : env.AWS_SHARED_CREDENTIALS_FILE;
  if (named === undefined || named === '') return join(homeDirectory, '.aws', kind);
  const path = expandVariables(named, { HOME: homeDirectory, ...env });
  return /^~(?=$|[/\\])/.test(path) ? join(homeDirectory, path.slice(1)) : path;
}

/** `$NAME` and `${NAME}`, on Windows `%NAME%` as well; a variable that is not set stays as it is written. */
function expandVariables(path: string, env: Environment): string {
  const written =
    process.platform === 'win32' ? /\$(\w+)|\$\{([^}]*)\}|%([^%]+)%/g : /\$(\w+)|\$\{([^}]*)\}/g;
  return path.replace(written, (whole, ...names: readonly unknown[]) => {
    const name = names.slice(0, 3).find((found) => typeof found === 'string');
    return (name === undefined ? undefined : env[name]) ?? whole;
  });
}

/**
 * Reads one of the files. Never rejects: what is wrong with it is its state. A file with a line that the AWS CLI refuses
 * it for is unreadable as a whole, as it is to the CLI.
 */
export async function readAwsFile(
  kind: AwsFileKind,
  path: string,
  readTextFile: ReadTextFile,
): Promise<AwsFileContent> {
  const nothing: ParsedAwsFile = { sections: [], faults: [] };
  try {
    const text = await readTextFile(path);
    if (text === undefined) return { kind, path, state: 'missing', content: nothing };
    const content = parseAwsFile(kind, text);
    const [fault] = content.faults;
    if (fault === undefined) return { kind, path, state: 'read', content };
    const reason = describeFault(fault);
    return { kind, path, state: 'unreadable', reason, line: fault.line, content: nothing };
  } catch (error) {
    const { code, line, message } = error as NodeJS.ErrnoException & { readonly line?: number };
    const reason = REASONS[code ?? ''] ?? (code === undefined || /^E[A-Z0-9]+$/.test(code) ? code : message);
    return {
      kind,
      path,
      state: 'unreadable',
      reason: reason ?? 'unknown reason',
      ...(line === undefined ? {} : { line }),
      content: nothing,
    };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  ELOOP: 'its links lead in a circle',
  NotRegularFile: 'it is no regular file',
};
