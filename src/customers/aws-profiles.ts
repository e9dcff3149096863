import { join } from 'node:path';

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A profile of the user's AWS files. */
export interface AwsProfile {
  readonly name: string;
  readonly region?: string;
  /** `endpoint_url` of the profile itself: for every service. */
  readonly endpointUrl?: string;
  /** `endpoint_url` under `sesv2` and `sts` in the profile's `services` section: these win over `endpointUrl`. */
  readonly sesEndpointUrl?: string;
  readonly stsEndpointUrl?: string;
  /** Every setting of the profile. May hold secret keys: never show or log it. */
  readonly raw: Readonly<Record<string, string>>;
}

/** The profiles as one parse of the two files found them. */
export interface AwsProfiles {
  /** In the files' order, the config file's first. */
  readonly names: readonly string[];
  readonly get: (name: string) => AwsProfile | undefined;
  /** Absolute paths of the two files, whether or not they exist. */
  readonly configFile: string;
  readonly credentialsFile: string;
}

/** Sections of the config file that are no profiles. */
const NO_PROFILE = /^(sso-session|services)\./;

/**
 * Reads the AWS config and credentials files once, past the SDK's cache (so that an edited file counts), from the paths
 * that `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` of the given environment name, else from `.aws` in the home
 * directory; a leading `~/` is expanded. Files that are missing or unreadable hold no profiles, as with the SDK itself.
 */
export async function readAwsProfiles(env: Environment, homeDirectory: string): Promise<AwsProfiles> {
  const path = (named: string | undefined, usual: string): string => {
    if (named === undefined || named === '') return join(homeDirectory, '.aws', usual);
    return named.startsWith('~/') ? join(homeDirectory, named.slice(2)) : named;
  };
  const configFilepath = path(env.AWS_CONFIG_FILE, 'config');
  const filepath = path(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials');
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    ignoreCache: true,
    configFilepath,
    filepath,
  });
  const profiles = new Map<string, AwsProfile>();
  for (const name of [...Object.keys(configFile), ...Object.keys(credentialsFile)]) {
    if (profiles.has(name) || NO_PROFILE.test(name)) continue;
    // Settings are the config file's, credentials the credentials file's, where both have them (AWS SDK behaviour).
    const raw = defined({ ...configFile[name], ...credentialsFile[name] });
    const region = configFile[name]?.region ?? raw.region;
    const services = configFile[`services.${raw.services ?? ''}`];
    profiles.set(name, profile(name, region, raw, services ?? {}));
  }
  return {
    names: [...profiles.keys()],
    get: (name) => profiles.get(name),
    configFile: configFilepath,
    credentialsFile: filepath,
  };
}

function profile(
  name: string,
  region: string | undefined,
  raw: Readonly<Record<string, string>>,
  services: Readonly<Record<string, string | undefined>>,
): AwsProfile {
  const ignored = raw.ignore_configured_endpoint_urls?.toLowerCase() === 'true';
  const endpoints = ignored
    ? {}
    : defined({
        endpointUrl: raw.endpoint_url,
        sesEndpointUrl: services['sesv2.endpoint_url'],
        stsEndpointUrl: services['sts.endpoint_url'],
      });
  return { name, ...(region === undefined ? {} : { region }), ...endpoints, raw };
}

/** The entries that have a value. */
function defined(entries: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
