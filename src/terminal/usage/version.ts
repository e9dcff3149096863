import manifest from '../../../package.json' with { type: 'json' };

/** Set by the bundler where it knows them (upstream sets the same two with ldflags). */
declare const BUILD_COMMIT: string | undefined;
declare const BUILD_TIME: string | undefined;

/** The version of package.json. */
export const VERSION = manifest.version;

/** The first line of every run, as upstream prints it: version, commit and build time, `unknown` where not set. */
export function versionLine(): string {
  const commit = typeof BUILD_COMMIT === 'string' ? BUILD_COMMIT : 'unknown';
  const built = typeof BUILD_TIME === 'string' ? BUILD_TIME : 'unknown';
  return `CCOE Customer Contact Manager v${VERSION} (commit: ${commit}, built: ${built})`;
}
