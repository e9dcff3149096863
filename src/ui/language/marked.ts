import type { MetadataLook } from '../../metadata/index.ts';

/** Files of these names have VS Code's own JSON support with our schema (`jsonValidation` in package.json). */
const OWN_NAME = /\.(meeting|meetings-config)\.json$/i;

/** How a JSON document is helped with: not at all, by us, or by VS Code's own JSON support with us beside it. */
export type Help = 'none' | 'ours' | 'beside the editor’s';

/** What is known of a document besides its text. */
export interface DocumentStanding {
  /** Of the file, for its name. */
  readonly path: string;
  /** Whether a command was run on it. */
  readonly used: boolean;
  /** Whether the setting `customerMeetings.files` names it. */
  readonly named: boolean;
}

/**
 * Whether a document may be marked and helped with: one that says by its name that it is a meeting's metadata, one of
 * the files that are named for it and that only metadata can look like, or one that a person has used as metadata. Never
 * an unrelated file.
 */
export function helpWith(look: MetadataLook, { path, used, named }: DocumentStanding): Help {
  if (OWN_NAME.test(path)) return 'beside the editor’s';
  return look.yes && (used || (named && look.certain)) ? 'ours' : 'none';
}

/** The same for the customers' configuration, which is known by its `customer_mappings`. */
export function helpWithConfig(isConfig: boolean, { path, used, named }: DocumentStanding): Help {
  if (OWN_NAME.test(path)) return 'beside the editor’s';
  return isConfig && (used || named) ? 'ours' : 'none';
}
