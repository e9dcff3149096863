import { decodeText, type FileText } from './decode-text.ts';
import { readFileBytes, type ReadLimits } from './read-bytes.ts';

/**
 * Reads a text file from its bytes: UTF-8, or UTF-16 with its byte order mark. A byte order mark is part of the text.
 * @param path absolute
 * @returns `undefined` when there is no such file
 * @throws FileRefusal for anything that is no regular file or no such text; what `readFileBytes` throws
 */
export async function readTextFile(path: string, limits?: ReadLimits): Promise<string | undefined> {
  return (await readFileText(path, limits))?.text;
}

/** {@link readTextFile} that also says how the file is encoded. */
export async function readFileText(path: string, limits?: ReadLimits): Promise<FileText | undefined> {
  const bytes = await readFileBytes(path, limits);
  return bytes === undefined ? undefined : decodeText(bytes);
}
