import { awsFilePath, readAwsFile } from './aws-files.ts';
import type { AwsFile, AwsFileText } from './aws-files.ts';
import { parseAwsFiles } from './parse-aws-files.ts';
import { unusableProfiles } from './unusable-profiles.ts';
import type { UnusableProfile } from './unusable-profiles.ts';

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
  /** The settings of a `[sso-session …]` section. */
  readonly ssoSession: (name: string) => Readonly<Record<string, string>> | undefined;
  /** Paths of the two files, whether or not they exist. */
  readonly configFile: string;
  readonly credentialsFile: string;
  /** Whether the two files could be read. */
  readonly files: readonly AwsFile[];
  /** Profiles that are in the files but cannot be used, to be told apart from those that are not there. */
  readonly unusable: readonly UnusableProfile[];
}

/** Sections of the config file that are no profiles. */
const NO_PROFILE = /^(sso-session|services)\./;

/**
 * Reads the AWS config and credentials files, once each, from the paths that the given environment names (see
 * {@link awsFilePath}), past the SDK's cache, so that an edited file counts. Never rejects: a file that is missing or
 * cannot be read holds no profiles, and its state says which.
 */
export async function readAwsProfiles(env: Environment, homeDirectory: string): Promise<AwsProfiles> {
  const [config, credentials] = await Promise.all([
    readAwsFile('config', awsFilePath('config', env, homeDirectory)),
    readAwsFile('credentials', awsFilePath('credentials', env, homeDirectory)),
  ]);
  const { configFile, credentialsFile } = await parseAwsFiles(config.text, credentials.text);
  const names = new Set<string>();
  for (const name of [...Object.keys(configFile), ...Object.keys(credentialsFile)]) {
    const isMisplaced = name.startsWith('profile.') && !Object.hasOwn(configFile, name); // `[profile x]` among credentials
    if (!NO_PROFILE.test(name) && !isMisplaced) names.add(name);
  }
  // Made when they are asked for: of a thousand profiles a run needs thirty.
  const profiles = new Map<string, AwsProfile>();
  const make = (name: string): AwsProfile => {
    // Settings are the config file's, credentials the credentials file's, where both have them (AWS SDK behaviour).
    const raw = defined({ ...configFile[name], ...credentialsFile[name] });
    const region = configFile[name]?.region ?? raw.region;
    const services = configFile[`services.${raw.services ?? ''}`];
    const made = profile(name, region, raw, services ?? {});
    profiles.set(name, made);
    return made;
  };
  let unusable: readonly UnusableProfile[] | undefined;
  return {
    names: [...names],
    get: (name) => profiles.get(name) ?? (names.has(name) ? make(name) : undefined),
    ssoSession: (name) => {
      const key = `sso-session.${name}`;
      return Object.hasOwn(configFile, key) ? defined(configFile[key] ?? {}) : undefined;
    },
    configFile: config.path,
    credentialsFile: credentials.path,
    files: [config, credentials].map(withoutText),
    // Looked for only where a profile was not found.
    get unusable() {
      return (unusable ??= [config, credentials].flatMap((file) => unusableProfiles(file, names)));
    },
  };
}

const withoutText = ({ kind, path, state, reason }: AwsFileText): AwsFile => ({
  kind,
  path,
  state,
  ...(reason === undefined ? {} : { reason }),
});

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
