/** Printed before every line of the suite, so that a runner can tell it from VS Code's own output. */
export const MARK = '[suite] ';

interface Case {
  readonly name: string;
  readonly run: () => Promise<void>;
  readonly timeoutMs: number;
}

const cases: Case[] = [];

/**
 * Declares a test; the order of declaration is the order of running.
 * @param timeoutMs how long it may take, in ms, before it counts as failed; half a minute unless given
 */
export function test(name: string, run: () => Promise<void>, timeoutMs = 30_000): void {
  cases.push({ name, run, timeoutMs });
}

/**
 * What VS Code calls in its extension host (`extensionTestsPath`): runs every declared test, one after the other, and
 * says how each went on the console, which both kinds of VS Code hand to the runner outside.
 * Rejects when a test failed, or when there is none.
 */
export async function run(): Promise<void> {
  let failed = cases.length === 0 ? 1 : 0;
  if (cases.length === 0) say('✖ no test was found');
  for (const { name, run: body, timeoutMs } of cases) {
    const started = Date.now();
    try {
      await withinTime(body(), timeoutMs);
      say(`✔ ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed += 1;
      say(`✖ ${name}`);
      for (const line of explain(error).split('\n')) say(`    ${line}`);
    }
  }
  say(`${Math.max(0, cases.length - failed)} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
}

async function withinTime(body: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([body, late]);
  } finally {
    clearTimeout(timer);
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function say(line: string): void {
  // eslint-disable-next-line no-console -- the console is the one way out of both extension hosts
  console.log(MARK + line);
}

/**
 * Waits until `look` gives something, looking every 20 ms.
 * @param what named in the error when it does not come in time
 * @returns what `look` gave
 */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within 20 s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
