import { CustomerFailure } from '../../errors/failure.ts';
import { notLendable } from '../../errors/profile-failures.ts';
import type { CredentialProviders } from '../sdk/index.ts';

/** Paths of files that exist only while they are lent. */
export interface LentFiles {
  readonly configFilepath: string;
  readonly filepath: string;
  readonly ignoreCache: false;
}

/** One section of a lent file. */
export interface AwsSection {
  /** As the SDK's parser takes it; of an sso-session `sso-session.NAME`, which it takes with any name. */
  readonly header: string;
  readonly settings: Readonly<Record<string, string>>;
}

let lendings = 0;

/** One line, nothing in it that begins a comment, no white space at its ends. */
const SURVIVES = /^(?!\s|[;#])(?:[^\r\n\s]|[^\S\r\n](?![;#]))+(?<!\s)$/;

/**
 * Lends one of the SDK's credential providers a config file with just the sections it needs, and an empty credentials
 * file. The providers can only be asked about files, would parse the user's whole files again for every profile, and
 * would read them by rules of their own. The SDK keeps what is lent for the life of the process, so it is taken back when
 * the work is done.
 * @param sections no secrets
 * @throws CustomerFailure `ProfileInvalid` for a text that the SDK's parser would read as another one
 */
export async function lendFiles<T>(
  { externalDataInterceptor }: CredentialProviders,
  sections: readonly AwsSection[],
  work: (files: LentFiles) => Promise<T>,
): Promise<T> {
  const name = `customer-meetings:lent-${++lendings}`;
  const files: LentFiles = { configFilepath: `${name}:config`, filepath: `${name}:none`, ignoreCache: false };
  for (const { header, settings } of sections)
    for (const written of [header, ...Object.values(settings)])
      if (!SURVIVES.test(written)) throw new CustomerFailure(notLendable(header));
  const text = sections
    .flatMap(({ header, settings }) => [
      `[${header}]`,
      ...Object.entries(settings).map((pair) => pair.join(' = ')),
    ])
    .join('\n');
  try {
    externalDataInterceptor.interceptFile(files.configFilepath, text);
    externalDataInterceptor.interceptFile(files.filepath, '');
    return await work(files);
  } finally {
    const lent = externalDataInterceptor.getFileRecord();
    Reflect.deleteProperty(lent, files.configFilepath);
    Reflect.deleteProperty(lent, files.filepath);
  }
}
