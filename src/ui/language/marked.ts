import { looksLikeMetadata } from '../../metadata/index.ts';

/** Files of these names have VS Code's own JSON support with our schema (`jsonValidation` in package.json). */
const OWN_NAME = /\.meeting\.json$/i;

/** How a JSON document is helped with: not at all, by us, or by VS Code's own JSON support with us beside it. */
export type Help = 'none' | 'ours' | 'beside the editor’s';

/**
 * Whether a document may be marked and helped with: one that says by its name that it is a meeting's metadata, one that
 * only such a file can look like, or one that a person has used as metadata. Never an unrelated file.
 * @param path of the file, for its name
 * @param used whether a command was run on it
 */
export function helpWith(path: string, text: string, used: boolean): Help {
  if (OWN_NAME.test(path)) return 'beside the editor’s';
  const look = looksLikeMetadata(text);
  return look.yes && (look.certain || used) ? 'ours' : 'none';
}
