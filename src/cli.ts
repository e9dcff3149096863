#!/usr/bin/env node
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendPrivateFile,
  MAX_STATE_BYTES,
  readTextFile,
  replaceTextFile,
  writeOutputFile,
  writePrivateFile,
  writeUnnamedFile,
} from './files/index.ts';
import { createReadLine, endProcess, EXIT, runCommand, type CommandIo } from './terminal/index.ts';

// The AWS SDK otherwise greets Node 20 with a warning about the year 2027 among the lines of the run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Milliseconds that handles left open by a library may keep the process after its work is done. */
const GRACE_MS = 200;

const interruption = new AbortController();
let wroteToCalendar = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) endProcess(wroteToCalendar ? EXIT.unsure : EXIT.interrupted);
    interruption.abort(new Error(`interrupted by ${signal}`));
  });
}

// A reader that goes away (`… | head`) stops the lines, not the work under way.
process.stderr.on('error', () => undefined);
let unwritable = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!unwritable && error.code !== 'EPIPE') complain(`stdout: ${error.message}`);
  unwritable = true;
});

// What a library leaves rejected behind the scenes, often because the work around it was stopped, ends nothing.
process.on('unhandledRejection', (reason) => {
  if (!interruption.signal.aborted) complain(reason instanceof Error ? reason.message : String(reason));
});

const io: CommandIo = {
  env: { ...process.env },
  workingDirectory: process.cwd(),
  homeDirectory: homedir(),
  temporaryDirectory: tmpdir(),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  stderrIsTerminal: process.stderr.isTTY,
  stderrColumns: () => process.stderr.columns,
  ...(process.stdin.isTTY && process.stderr.isTTY
    ? { readLine: createReadLine(process.stdin, process.stderr) }
    : {}),
  signal: interruption.signal,
  onCalendarWrite: () => {
    wroteToCalendar = true;
  },
  fetch,
  // What is read after an interruption belongs to a write that is being finished.
  readTextFile: (path) =>
    readTextFile(path, interruption.signal.aborted ? {} : { signal: interruption.signal }),
  readStateFile: (path) => readTextFile(path, { maxBytes: MAX_STATE_BYTES }),
  writeTextFile: (path, text, isOurs) =>
    isOurs === undefined ? writeOutputFile(path, text) : writeUnnamedFile(path, text, isOurs),
  writeStateFile: writePrivateFile,
  replaceTextFile: (path, before, after) => replaceTextFile(path, before, after, [process.cwd()]),
  appendTextFile: appendPrivateFile,
  makePrivateFolder: (under, prefix) => mkdtemp(join(under, prefix)), // mkdtemp makes it 0700
  removeFolder: (path) => rm(path, { recursive: true, force: true }),
};

const status = await runCommand(process.argv.slice(2), io);
process.exitCode = status;
await Promise.all([process.stdout, process.stderr].map(flushed));
// Ends by itself when nothing is left open; what a library left open does not keep it. The timer itself neither.
setTimeout(() => endProcess(status), GRACE_MS).unref();

/** Settles once everything written so far has left the process, or can no longer leave it. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}

function complain(message: string): void {
  process.stderr.write(`Something unforeseen went wrong: ${message}\n`);
}
