import type { ReadTextFile } from './load-customer-config.ts';
import { awsFilePath, readAwsFile } from './aws-files.ts';
import type { AwsFile, AwsFileContent, Environment } from './aws-files.ts';
import type { AwsFileFault, AwsSection } from './parse-aws-file.ts';
import { unusableProfiles } from './unusable-profiles.ts';
import type { UnusableProfile } from './unusable-profiles.ts';

/** Settings by name, in small letters. May hold secret keys: never show or log them. */
export type AwsSettings = Readonly<Record<string, string>>;

/** A profile of the user's AWS files. */
export interface AwsProfile {
  readonly name: string;
  readonly region?: string;
  /** `endpoint_url` of the profile itself: for every service. */
  readonly endpointUrl?: string;
  /** `endpoint_url` under the services in the profile's `services` section: these win over `endpointUrl`. */
  readonly sesEndpointUrl?: string;
  readonly stsEndpointUrl?: string;
  readonly ssoEndpointUrl?: string;
  readonly ssoOidcEndpointUrl?: string;
  readonly signInEndpointUrl?: string;
  /** Every setting of the profile; the credentials file's, where both files have one. */
  readonly raw: AwsSettings;
  /** What the config file alone says. Keys are never put together from both files (as in the AWS CLI). */
  readonly inConfig?: AwsSettings;
  /** What the credentials file alone says. */
  readonly inCredentials?: AwsSettings;
  /** The `services` section that it names, where there is none of that name. */
  readonly missingServices?: string;
  /** Why it must not be used, as it is written; also what is wrong with the sections that it names. */
  readonly faults?: readonly AwsProfileFault[];
}

/** A fault, and where it is. */
export interface AwsProfileFault extends AwsFileFault {
  readonly file: string;
  /** E.g. `sso-session corp`, where it is not in the profile's own section. */
  readonly section?: string;
}

/** The profiles as one parse of the two files found them. */
export interface AwsProfiles {
  /** In the files' order, the config file's first. */
  readonly names: readonly string[];
  readonly get: (name: string) => AwsProfile | undefined;
  /** The settings of a `[sso-session …]` section. */
  readonly ssoSession: (name: string) => AwsSettings | undefined;
  /** Paths of the two files, whether or not they exist. */
  readonly configFile: string;
  readonly credentialsFile: string;
  /** Whether the two files could be read. */
  readonly files: readonly AwsFile[];
  /** Profiles that are in the files but cannot be used, to be told apart from those that are not there. */
  readonly unusable: readonly UnusableProfile[];
}

/**
 * Reads the AWS config and credentials files, once each, from the paths that the given environment names (see
 * {@link awsFilePath}), so that an edited file counts. Never rejects: a file that is missing or cannot be read holds no
 * profiles, and its state says which. Where one of the two has a line that makes it unusable, there are no profiles at
 * all: the AWS CLI, too, refuses everything then, because what that line was meant to say could be about anybody.
 */
export async function readAwsProfiles(
  env: Environment,
  homeDirectory: string,
  readTextFile: ReadTextFile,
): Promise<AwsProfiles> {
  const files = await Promise.all([
    readAwsFile('config', awsFilePath('config', env, homeDirectory), readTextFile),
    readAwsFile('credentials', awsFilePath('credentials', env, homeDirectory), readTextFile),
  ]);
  return profilesOf(...files);
}

/** The profiles of two files that have been read. */
export function profilesOf(config: AwsFileContent, credentials: AwsFileContent): AwsProfiles {
  const isBroken = [config, credentials].some(({ line }) => line !== undefined);
  const sections = (file: AwsFileContent, kind: AwsSection['kind']): ReadonlyMap<string, AwsSection> =>
    new Map(
      isBroken
        ? []
        : file.content.sections.flatMap((each) => (each.kind === kind ? [[each.name, each] as const] : [])),
    );
  const written = { config: sections(config, 'profile'), credentials: sections(credentials, 'profile') };
  const others = {
    'sso-session': sections(config, 'sso-session'),
    services: sections(config, 'services'),
  };
  const names = new Set([...written.config.keys(), ...written.credentials.keys()]);
  const faultsOf = (file: AwsFileContent, section: AwsSection | undefined, label?: string) =>
    section === undefined
      ? []
      : [...section.faults, ...continuedSettings(section)].map((fault): AwsProfileFault => ({
          ...fault,
          file: file.path,
          ...(label === undefined ? {} : { section: label }),
        }));
  const make = (name: string): AwsProfile => {
    const inConfig = settingsOf(written.config.get(name));
    const inCredentials = settingsOf(written.credentials.get(name));
    const raw = { ...inConfig, ...inCredentials };
    const services = raw.services ? others.services.get(raw.services) : undefined;
    const session = raw.sso_session ? others['sso-session'].get(raw.sso_session) : undefined;
    const faults = [
      ...faultsOf(config, written.config.get(name)),
      ...faultsOf(credentials, written.credentials.get(name)),
      ...paddedInOne([config, written.config.get(name)], [credentials, written.credentials.get(name)]),
      ...faultsOf(config, session, `sso-session ${raw.sso_session ?? ''}`),
      ...faultsOf(config, services, `services ${raw.services ?? ''}`),
    ];
    return {
      name,
      ...(raw.region ? { region: raw.region } : {}),
      ...endpointsOf(raw, services),
      raw,
      inConfig,
      inCredentials,
      ...(raw.services && services === undefined ? { missingServices: raw.services } : {}),
      ...(faults.length === 0 ? {} : { faults }),
    };
  };
  // Made when they are asked for: of a thousand profiles a run needs thirty.
  const profiles = new Map<string, AwsProfile>();
  let unusable: readonly UnusableProfile[] | undefined;
  return {
    names: [...names],
    get: (name) => {
      const known = profiles.get(name);
      if (known !== undefined || !names.has(name)) return known;
      const made = make(name);
      profiles.set(name, made);
      return made;
    },
    ssoSession: (name) => {
      const section = others['sso-session'].get(name);
      return section && settingsOf(section);
    },
    configFile: config.path,
    credentialsFile: credentials.path,
    files: [config, credentials].map(withoutContent),
    // Looked for only where a profile was not found.
    get unusable() {
      return (unusable ??= [config, credentials].flatMap((file) => unusableProfiles(file, names)));
    },
  };
}

type InFile = readonly [AwsFileContent, AwsSection | undefined];

/** A profile whose heading has white space in its brackets in one file only: to the AWS CLI that is another profile. */
function paddedInOne(config: InFile, credentials: InFile): readonly AwsProfileFault[] {
  const [padded, other] = config[1]?.isPadded === true ? [config, credentials] : [credentials, config];
  const [{ path }, section] = padded;
  if (section?.isPadded !== true || other[1] === undefined || other[1].isPadded) return [];
  return [{ line: section.line, kind: 'padded', file: path }];
}

const withoutContent = ({ kind, path, state, reason, line }: AwsFileContent): AwsFile => ({
  kind,
  path,
  state,
  ...(reason === undefined ? {} : { reason }),
  ...(line === undefined ? {} : { line }),
});

const settingsOf = (section: AwsSection | undefined): AwsSettings =>
  Object.fromEntries([...(section?.settings ?? [])].map(([name, { value }]) => [name, value]));

/** The configured endpoints, by the identifiers of the services (AWS SDKs and tools reference guide). */
function endpointsOf(raw: AwsSettings, services: AwsSection | undefined): Partial<AwsProfile> {
  if (raw.ignore_configured_endpoint_urls?.toLowerCase() === 'true') return {};
  const of = (service: string) => services?.settings.get(service)?.nested.get('endpoint_url');
  const found: Partial<Record<keyof AwsProfile, string | undefined>> = {
    endpointUrl: raw.endpoint_url,
    sesEndpointUrl: of('sesv2'),
    stsEndpointUrl: of('sts'),
    ssoEndpointUrl: of('sso'),
    ssoOidcEndpointUrl: of('sso_oidc'),
    signInEndpointUrl: of('signin'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, url]) => url));
}

/** Settings that are looked at and have no second line. What follows them indented was meant to be something else. */
const SINGLE =
  /^(aws_.*|sso_.*|role_arn|source_profile|credential_source|external_id|mfa_serial|role_session_name|duration_seconds|web_identity_token_file|login_session|region|services|endpoint_url|ignore_configured_endpoint_urls|use_.*_endpoint|ca_bundle)$/;

function continuedSettings({ settings }: AwsSection): readonly AwsFileFault[] {
  const faults: AwsFileFault[] = [];
  for (const [setting, { value, line }] of settings) {
    const isTooLong = SINGLE.test(setting)
      ? value.includes('\n')
      : setting === 'credential_process' && value.startsWith('\n');
    if (isTooLong) faults.push({ line, kind: 'continued', setting });
  }
  return faults;
}
