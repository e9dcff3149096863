import type { CommandIo } from '../../../src/terminal/index.ts';

/** A command's surroundings in memory: files by absolute path, everything it printed. */
export interface MemoryIo {
  readonly io: CommandIo;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly written: ReadonlyMap<string, string>;
}

export function memoryIo(
  options: {
    readonly files?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
    readonly fetch?: typeof fetch;
    readonly signal?: AbortSignal;
    readonly nowEpochMs?: number;
  } = {},
): MemoryIo {
  const out: string[] = [];
  const err: string[] = [];
  const written = new Map<string, string>();
  const now = options.nowEpochMs ?? Date.parse('2029-01-01T00:00:00Z');
  const io: CommandIo = {
    env: options.env ?? {},
    workingDirectory: '/somewhere',
    homeDirectory: '/home/nobody',
    temporaryDirectory: '/tmp',
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    stderrIsTerminal: false,
    stderrColumns: () => undefined,
    signal: options.signal ?? new AbortController().signal,
    onCalendarWrite: () => undefined,
    clock: { now: () => now, monotonic: () => 0, sleep: () => Promise.resolve() },
    fetch: options.fetch ?? (() => Promise.reject(new Error('no network in this test'))),
    readTextFile: (path) => Promise.resolve(options.files?.[path] ?? written.get(path)),
    readStateFile: (path) => Promise.resolve(options.files?.[path] ?? written.get(path)),
    writeTextFile: (path, text) => {
      written.set(path, text);
      return Promise.resolve();
    },
    writeStateFile: (path, text) => {
      written.set(path, text);
      return Promise.resolve();
    },
    replaceTextFile: (path, before, after) => {
      if ((written.get(path) ?? options.files?.[path]) !== before) return Promise.resolve(false);
      written.set(path, after);
      return Promise.resolve(true);
    },
    appendTextFile: (path, text) => {
      written.set(path, (written.get(path) ?? '') + text);
      return Promise.resolve();
    },
    makePrivateFolder: () => Promise.reject(new Error('no folders in this test')),
    removeFolder: () => Promise.resolve(),
  };
  return { io, stdout: () => out.join(''), stderr: () => err.join(''), written };
}
