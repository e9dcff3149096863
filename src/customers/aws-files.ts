import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './aws-profiles.ts';

/** One of the user's two AWS files, and whether it could be read. Only a missing file is nothing to worry about. */
export interface AwsFile {
  readonly kind: 'config' | 'credentials';
  /** Absolute, unless the environment names it otherwise. */
  readonly path: string;
  readonly state: 'read' | 'missing' | 'unreadable';
  /** Why it cannot be read, in words for a sentence. */
  readonly reason?: string;
}

/** A file with its text, which is empty where it could not be read. May hold secret keys: never show or log it. */
export interface AwsFileText extends AwsFile {
  readonly text: string;
}

/**
 * Where the AWS files are: where `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` say, a leading `~/` expanded, else
 * in `.aws` of the home directory (AWS SDKs and tools reference guide: location of the shared files).
 */
export function awsFilePath(kind: AwsFile['kind'], env: Environment, homeDirectory: string): string {
  const named = kind === 'config' ? env.AWS_CONFIG_FILE : env.AWS_SHARED_CREDENTIALS_FILE;
  if (named === undefined || named === '') return join(homeDirectory, '.aws', kind);
  return named.startsWith('~/') ? join(homeDirectory, named.slice(2)) : named;
}

/**
 * Reads one of the files. Never rejects: what is wrong with it is its state, which the AWS SDK swallows, so that to it a
 * file without read permission holds no profiles.
 */
export async function readAwsFile(kind: AwsFile['kind'], path: string): Promise<AwsFileText> {
  try {
    const text = await readFile(path, 'utf8');
    return POISON.test(text)
      ? { kind, path, state: 'unreadable', reason: 'it has a profile named __proto__', text: '' }
      : { kind, path, state: 'read', text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return { kind, path, state: 'missing', text: '' };
    return { kind, path, state: 'unreadable', reason: REASONS[code] ?? (code || 'unknown reason'), text: '' };
  }
}

/** One such header, and the SDK's parser gives up the whole file. */
const POISON = /^\s*\[\s*(profile\s+)?__proto__\s*\]/m;

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  ELOOP: 'its links lead in a circle',
};
