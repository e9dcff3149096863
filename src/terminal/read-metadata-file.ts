import { resolve } from 'node:path';
import { FileRefusal } from '../files/index.ts';
import type { Problem } from '../metadata/index.ts';
import type { CommandIo } from './command-io.ts';

/** A metadata file's text, or why it could not be read. */
export type MetadataText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** Reads the metadata file that the person named, relative to the working directory. Rejects only when the signal aborts. */
export async function readMetadataFile(file: string, io: CommandIo): Promise<MetadataText> {
  const cannot = (code: string, why: string, place?: Pick<Problem, 'line' | 'column'>): MetadataText => {
    const message = `failed to read metadata file ${file}: ${why}`;
    return { ok: false, problem: { severity: 'error', code, message, path: '', ...place } };
  };
  try {
    const text = await io.readTextFile(resolve(io.workingDirectory, file));
    if (text !== undefined) return { ok: true, text };
    return cannot(
      'MetadataFileNotFound',
      `no such file in ${io.workingDirectory}; check its name, or give the whole path.`,
    );
  } catch (error) {
    io.signal.throwIfAborted();
    if (error instanceof FileRefusal) {
      const { code, message, line, column } = error;
      const place = line === undefined || column === undefined ? {} : { line, column };
      return cannot(code === 'NotUtf8' ? 'FileNotUtf8' : 'MetadataFileUnreadable', `${message}.`, place);
    }
    const why = error instanceof Error ? error.message : String(error);
    return cannot('MetadataFileUnreadable', `${why}; check that it is a file you may read.`);
  }
}
