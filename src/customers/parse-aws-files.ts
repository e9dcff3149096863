/** A file's sections by name, `sso-session.x` and `services.x` among them; keys of nested settings are `outer.inner`. */
export type AwsSections = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

let parses = 0;

/**
 * Parses the texts of the two files with the AWS SDK's own parser, once. The SDK can only be asked to parse files, so the
 * texts are lent to it under names that no file has. It keeps what is lent for the life of the process, secrets
 * included, so they are taken back at once.
 */
export async function parseAwsFiles(
  config: string,
  credentials: string,
): Promise<{ readonly configFile: AwsSections; readonly credentialsFile: AwsSections }> {
  const { externalDataInterceptor, loadSharedConfigFiles } = await import('@smithy/core/config');
  const name = `customer-meetings:${++parses}`;
  const configFilepath = `${name}:config`;
  const filepath = `${name}:credentials`;
  try {
    externalDataInterceptor.interceptFile(configFilepath, config);
    externalDataInterceptor.interceptFile(filepath, credentials);
    return await loadSharedConfigFiles({ configFilepath, filepath });
  } finally {
    const lent = externalDataInterceptor.getFileRecord();
    Reflect.deleteProperty(lent, configFilepath);
    Reflect.deleteProperty(lent, filepath);
  }
}
