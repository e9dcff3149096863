export { appendPrivateFile } from './append-private-file.ts';
export { readTextFile } from './read-text-file.ts';
export { replaceTextFile } from './replace-text-file.ts';
export { writePrivateFile } from './write-private-file.ts';
