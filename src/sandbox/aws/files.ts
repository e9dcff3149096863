import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SsoState } from '../profile.ts';
import {
  profileSections,
  ssoStartUrl,
  type ProfilePlaces,
  type ProfileSections,
  type Settings,
} from './profile-sections.ts';
import type { AwsWorld } from './service.ts';
import { signInFiles, ssoCacheFiles, ssoFiles, ssoSessionsOf } from './sign-in-files.ts';

/** The AWS files of a running sandbox. */
export interface AwsFiles {
  readonly configFile: string;
  readonly credentialsFile: string;
  /** Puts a session of IAM Identity Center into another state, as signing in or out on this machine would. */
  setSsoSession(name: string, state: SsoState): Promise<void>;
  /** Takes the files away again, unless somebody else's stand there by now. */
  remove(): Promise<void>;
}

/**
 * Writes `config` and `credentials` into the directory (made if need be), readable by their owner only: `[default]` is
 * the cloud team's own account, one profile per customer is that customer's. Every profile names its endpoint; the
 * JavaScript SDK looks only at that of `[default]` or `AWS_PROFILE`. What the profiles' sign-ins keep in the AWS tools'
 * caches is written below it, as in a home's `.aws`.
 */
export async function writeAwsFiles(places: ProfilePlaces, world: AwsWorld): Promise<AwsFiles> {
  const { directory } = places;
  const profiles = world.accounts.map(
    (account) => [account.customer?.code, profileSections(account, places, world)] as const,
  );
  const text = (file: keyof ProfileSections): string =>
    profiles
      .flatMap(([code, { [file]: settings }]) => {
        const prefix = file === 'config' ? 'profile ' : '';
        return settings === undefined
          ? []
          : [section(code === undefined ? 'default' : prefix + code, settings)];
      })
      .join('\n');
  const config = [text('config'), ...ssoSections(world)].join('\n');
  const configFile = join(directory, 'config');
  const credentialsFile = join(directory, 'credentials');
  const others = signInFiles(directory, world);
  const made = await mkdir(directory, { recursive: true, mode: 0o700 });
  await write(configFile, config);
  await write(credentialsFile, text('credentials'));
  for (const { path, text } of others) await write(path, text);
  return {
    configFile,
    credentialsFile,
    setSsoSession: async (name, state) => {
      for (const file of ssoCacheFiles(directory, name)) await rm(file, { force: true });
      for (const { path, text } of ssoFiles(directory, name, state, world)) await write(path, text);
    },
    remove: async () => {
      const ours = (await readFile(configFile, 'utf8').catch(() => '')) === config;
      if (!ours) return;
      const sso = ssoSessionsOf(world).flatMap(([name]) => ssoCacheFiles(directory, name));
      const beside = [...others.map(({ path }) => path), ...sso];
      for (const file of [configFile, credentialsFile, ...beside]) await rm(file, { force: true });
      const below = new Set(beside.map((path) => dirname(path)).filter((path) => path !== directory));
      for (const folder of below) {
        await removeIfEmpty(folder);
        if (dirname(folder) !== directory) await removeIfEmpty(dirname(folder));
      }
      if (made !== undefined) await removeIfEmpty(directory);
    },
  };
}

function ssoSections(world: AwsWorld): readonly string[] {
  return ssoSessionsOf(world)
    .filter(([, state]) => state !== 'undefined')
    .map(([name]) =>
      section(`sso-session ${name}`, {
        sso_start_url: ssoStartUrl(name),
        sso_region: world.scenario.base.region,
        sso_registration_scopes: 'sso:account:access',
      }),
    );
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // `mode` counts only for a new file: one that is there already may be readable by others.
  await rm(file, { force: true });
  await writeFile(file, text, { mode: 0o600 });
}

async function removeIfEmpty(folder: string): Promise<void> {
  const left = await readdir(folder).catch(() => ['unreadable']);
  if (left.length === 0) await rmdir(folder);
}

function section(name: string, settings: Settings): string {
  return [`[${name}]`, ...Object.entries(settings).map(([key, value]) => `${key} = ${value}`), ''].join('\n');
}
