export type { CommandIo, ReadLine } from './command-io.ts';
export { endProcess } from './end-process.ts';
export { EXIT, type ExitCode } from './exit-code.ts';
export { createReadLine } from './read-line.ts';
export { runCommand } from './run-command.ts';
