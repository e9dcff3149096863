import manifest from '../../../package.json' with { type: 'json' };

/** Set by the bundler where it knows them (upstream sets the same two with ldflags). */
declare const BUILD_COMMIT: string | undefined;
declare const BUILD_TIME: string | undefined;

/** The version of package.json. */
export const VERSION = manifest.version;

/** The first line of every run, as upstream prints it: version, commit and build time, `unknown` where not set. */
export function versionLine(): string {
  return `CCOE Customer Contact Manager v${VERSION} (commit: ${commit()}, built: ${built()})`;
}

const commit = (): string => (typeof BUILD_COMMIT === 'string' ? BUILD_COMMIT : 'unknown');
const built = (): string => (typeof BUILD_TIME === 'string' ? BUILD_TIME : 'unknown');

/** What `version --output json` prints: the same, and what decides which moment a wall time is. */
export async function versionDocument(): Promise<VersionDocument> {
  const { ZONE_CHANGES_COMPARED, ZONE_DATA_VERSION } = await import('../../metadata/index.ts');
  return {
    version: VERSION,
    commit: commit(),
    built: built(),
    node: process.versions.node,
    timeZoneData: ZONE_DATA_VERSION ?? null,
    timeZoneChangesKnown: ZONE_CHANGES_COMPARED.release,
  };
}

/** Every key is always there. */
export interface VersionDocument {
  readonly version: string;
  readonly commit: string;
  readonly built: string;
  readonly node: string;
  /** The release of the time zone database in use, e.g. `2026c`; null where the host does not say. */
  readonly timeZoneData: string | null;
  /** The newest release whose changes meetings are checked against. */
  readonly timeZoneChangesKnown: string;
}
