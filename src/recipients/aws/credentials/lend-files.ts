import type { CredentialProviders } from '../sdk/index.ts';

/** Paths of files that exist only while they are lent. */
export interface LentFiles {
  readonly configFilepath: string;
  readonly filepath: string;
  readonly ignoreCache: false;
}

/** One section of an AWS file. */
export interface AwsSection {
  /** E.g. `profile hts`. */
  readonly header: string;
  readonly settings: Readonly<Record<string, string>>;
}

let lendings = 0;

/**
 * Lends one of the SDK's credential providers a config file with just the sections it needs, and an empty credentials
 * file. The providers can only be asked about files, and would parse the user's whole files again for every profile. The
 * SDK keeps what is lent for the life of the process, so it is taken back when the work is done.
 * @param sections no secrets
 */
export async function lendFiles<T>(
  { externalDataInterceptor }: CredentialProviders,
  sections: readonly AwsSection[],
  work: (files: LentFiles) => Promise<T>,
): Promise<T> {
  const name = `customer-meetings:lent-${++lendings}`;
  const files: LentFiles = { configFilepath: `${name}:config`, filepath: `${name}:none`, ignoreCache: false };
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
