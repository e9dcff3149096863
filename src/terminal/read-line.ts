import type { ReadLine } from './command-io.ts';

/**
 * Makes a {@link ReadLine} of two streams of a terminal. While a question stands, Ctrl-C answers it and does not
 * interrupt the program.
 */
export const createReadLine =
  (input: NodeJS.ReadableStream, output: NodeJS.WritableStream): ReadLine =>
  async (question, signal) => {
    const { createInterface } = await import('node:readline');
    if (signal.aborted) return undefined;
    return new Promise((resolve) => {
      const lines = createInterface({ input, output, terminal: true, historySize: 0 });
      let line: string | undefined;
      const close = (): void => lines.close();
      signal.addEventListener('abort', close, { once: true });
      lines.on('SIGINT', close);
      lines.on('close', () => {
        signal.removeEventListener('abort', close);
        if (line === undefined) output.write('\n'); // what follows begins on a line of its own
        resolve(line);
      });
      lines.question(question, (answer) => {
        line = answer;
        lines.close();
      });
    });
  };
