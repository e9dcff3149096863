import type { AwsProfile, Environment, ReadTextFile } from '../../customers/index.ts';
import { CustomerFailure } from '../errors/failure.ts';
import { caBundleUnreadable } from '../errors/profile-failures.ts';
import { firstSet } from './first-set.ts';

/** A file of certificates that connections to AWS are checked by, and the setting that names it. */
export interface CaBundle {
  readonly file: string;
  /** `AWS_CA_BUNDLE`, or `ca_bundle of profile hts`. */
  readonly setting: string;
}

/**
 * The certificates that are named for connections to AWS: by `AWS_CA_BUNDLE`, else by the profile's `ca_bundle`. As for
 * the AWS CLI they stand in the place of those that the machine trusts.
 */
export function caBundle(env: Environment, profile: AwsProfile | undefined): CaBundle | undefined {
  const named = firstSet(env.AWS_CA_BUNDLE);
  if (named !== undefined) return { file: named, setting: 'AWS_CA_BUNDLE' };
  const own = firstSet(profile?.raw.ca_bundle);
  return own === undefined
    ? undefined
    : { file: own, setting: `ca_bundle of profile ${profile?.name ?? ''}` };
}

/** The certificates as PEM. @throws CustomerFailure `CertificateUntrusted` where the file cannot be read */
export async function readCaBundle({ file, setting }: CaBundle, readTextFile: ReadTextFile): Promise<string> {
  const unreadable = (code: string) => new CustomerFailure(caBundleUnreadable(file, setting, code));
  const text = await readTextFile(file).catch((error: unknown) => {
    throw unreadable(error instanceof Error && 'code' in error ? String(error.code) : 'error');
  });
  if (text === undefined) throw unreadable('ENOENT');
  return text;
}
