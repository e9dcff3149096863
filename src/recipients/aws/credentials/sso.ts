import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AwsProfile, AwsProfiles, AwsSettings } from '../../../customers/index.ts';
import { classify } from '../../errors/classify.ts';
import { CustomerFailure } from '../../errors/failure.ts';
import { incompleteProfile } from '../../errors/profile-failures.ts';
import { raceAbort } from '../../scope.ts';
import { placeConfig } from '../client-config.ts';
import { configuredEndpoint, endpointVariant } from '../endpoints.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { lendFiles } from './lend-files.ts';
import type { AwsSection } from './lend-files.ts';
import { aboutProfile } from './about-profile.ts';
import type { Session } from './session-memo.ts';
import { redirectedHandler } from './redirected-handler.ts';
import { isOutage, outageError, watchedHandler } from './watched-handler.ts';
import type { WatchedOutcome } from './watched-handler.ts';

/** An SSO profile with nothing missing. */
interface SsoSettings {
  readonly ssoStartUrl: string;
  readonly ssoRegion: string;
  readonly ssoAccountId: string;
  readonly ssoRoleName: string;
  /** Absent in profiles of the older kind, which sign in by their start URL. */
  readonly ssoSession?: string;
}

/**
 * The role that the person's SSO sign-in (IAM Identity Center) has in the profile's account. Kept until shortly before it
 * expires, unless somebody signs in anew. The portal vouches for the account: it gives keys for the one it was asked for.
 * @throws CustomerFailure
 */
export async function ssoIdentity(
  profile: AwsProfile,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity> {
  const settings = ssoSettings(profile, deps.profiles);
  const endpoint = configuredEndpoint('SSO', deps.env, profile);
  const keyNow = async (): Promise<string | undefined> => {
    const mark = await signInMark(settings, deps);
    return mark && JSON.stringify(['sso', settings, endpoint ?? '', mark]);
  };
  const before = await keyNow();
  const kept = before === undefined ? undefined : deps.sessions.get(before);
  const session = kept ?? (await askPortal(profile, settings, endpoint, deps, signal));
  const after = await keyNow(); // another one where the sign-in was refreshed on the way
  if (after !== undefined) deps.sessions.keep(after, session);
  return {
    credentials: session,
    kind: 'sso',
    profile,
    accountId: session.accountId ?? settings.ssoAccountId,
  };
}

async function askPortal(
  profile: AwsProfile,
  settings: SsoSettings,
  endpoint: string | undefined,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Session> {
  const { sdk, env, ssoTroubles } = deps;
  const { ssoSession } = settings;
  let portal: WatchedOutcome | undefined;
  const isRefresh = (path: string): boolean => ssoSession !== undefined && path.endsWith(TOKEN_PATH);
  const watched = watchedHandler(deps.handlerUntil(signal, profile), (outcome) => {
    if (ssoSession !== undefined && isRefresh(outcome.path)) ssoTroubles.note(ssoSession, outcome);
    else portal = outcome;
  });
  const refreshEndpoint = configuredEndpoint('SSO_OIDC', env, profile);
  // One configuration is for two services, each with an endpoint of its own.
  const handler = redirectedHandler(watched, (path) => (isRefresh(path) ? refreshEndpoint : endpoint));
  const clientConfig = placeConfig({
    region: settings.ssoRegion,
    endpoint: undefined,
    ...endpointVariant(env, profile),
    handler,
  });
  const sections: readonly AwsSection[] =
    ssoSession === undefined
      ? []
      : [
          { header: 'default', settings: { sso_session: ssoSession } },
          {
            header: `sso-session.${ssoSession}`,
            settings: { sso_start_url: settings.ssoStartUrl, sso_region: settings.ssoRegion },
          },
        ];
  try {
    const providers = await sdk.providers();
    return await lendFiles(providers, sections, (files) =>
      raceAbort(providers.fromSSO({ ...files, ...settings, profile: 'default', clientConfig })(), signal),
    );
  } catch (error) {
    signal.throwIfAborted();
    const about = { operation: 'credentials', credentialKind: 'sso', ...aboutProfile(profile) } as const;
    const place = { region: settings.ssoRegion, ...(endpoint === undefined ? {} : { endpoint }) };
    const refresh = ssoSession === undefined ? undefined : ssoTroubles.recent(ssoSession);
    const failed = portal ?? refresh;
    if (failed !== undefined && isOutage(failed)) throw classify(outageError(failed), { ...about, ...place });
    const answered = portal !== undefined && 'status' in portal ? { signInStatus: portal.status } : {};
    throw classify(error, { ...about, ...answered });
  }
}

/** Where SSO OIDC refreshes a token (CreateToken). */
const TOKEN_PATH = '/token';

/** @throws CustomerFailure `ProfileIncomplete` naming what is missing where */
function ssoSettings({ name, raw }: AwsProfile, profiles: AwsProfiles): SsoSettings {
  const { sso_session: sessionName } = raw;
  const section = sessionName === undefined ? raw : profiles.ssoSession(sessionName);
  const fix = `run \`aws configure sso --profile ${name}\``;
  if (section === undefined)
    throw new CustomerFailure(
      incompleteProfile(
        name,
        `it names sso-session ${sessionName ?? ''}, which ${profiles.configFile} does not have`,
        `Add [sso-session ${sessionName ?? ''}] to ${profiles.configFile}, or ${fix}`,
        `sso-session ${sessionName ?? ''}`,
      ),
    );
  const contradicted = sessionName === undefined ? undefined : contradiction(raw, section);
  if (contradicted !== undefined)
    throw new CustomerFailure(
      incompleteProfile(
        name,
        `its ${contradicted} is another than that of its sso-session ${sessionName ?? ''}`,
        `Take ${contradicted} out of profile ${name}, or correct it there or in [sso-session ${sessionName ?? ''}]`,
      ),
    );
  const { sso_start_url: ssoStartUrl, sso_region: ssoRegion } = section;
  const { sso_account_id: ssoAccountId, sso_role_name: ssoRoleName } = raw;
  if (!ssoStartUrl || !ssoRegion || !ssoAccountId || !ssoRoleName) {
    const needed = { sso_start_url: ssoStartUrl, sso_region: ssoRegion };
    const own = { sso_account_id: ssoAccountId, sso_role_name: ssoRoleName };
    const missing = Object.entries({ ...needed, ...own }).flatMap(([key, value]) => (value ? [] : [key]));
    const where = sessionName === undefined ? 'it' : `it, with its sso-session ${sessionName},`;
    throw new CustomerFailure(
      incompleteProfile(name, `${where} lacks ${missing.join(', ')}`, `Complete it, or ${fix}`),
    );
  }
  const session = sessionName === undefined ? {} : { ssoSession: sessionName };
  return { ssoStartUrl, ssoRegion, ssoAccountId, ssoRoleName, ...session };
}

/** The first setting that a profile and its sso-session say differently (the AWS CLI refuses those as well). */
const contradiction = (raw: AwsSettings, section: AwsSettings): string | undefined =>
  Object.keys(section).find((name) => raw[name] !== undefined && raw[name] !== section[name]);

/**
 * What tells one sign-in from another: a hash of the cached token's file, which `aws sso login` writes.
 * @returns undefined where there is none
 */
async function signInMark(
  { ssoSession, ssoStartUrl }: SsoSettings,
  { homeDirectory, readTextFile }: Pick<IdentityDeps, 'homeDirectory' | 'readTextFile'>,
): Promise<string | undefined> {
  const name = createHash('sha1')
    .update(ssoSession ?? ssoStartUrl)
    .digest('hex');
  const file = join(homeDirectory, '.aws', 'sso', 'cache', `${name}.json`);
  const text = await readTextFile(file).catch(() => undefined);
  return text && createHash('sha256').update(text).digest('hex');
}
