export { appendPrivateFile } from './append-private-file.ts';
export { decodeText, encodeText, type FileText, type TextEncoding } from './decode-text.ts';
export { MAX_BYTES, MAX_METADATA_BYTES, MAX_STATE_BYTES, type ReadLimits } from './read-bytes.ts';
export { readFileText, readTextFile } from './read-text-file.ts';
export { FileRefusal } from './refusal.ts';
export { fileToReplace, replaceTextFile } from './replace-text-file.ts';
export { writeOutputFile, writePrivateFile, writeUnnamedFile } from './write-private-file.ts';
