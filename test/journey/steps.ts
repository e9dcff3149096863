import { join, resolve } from 'node:path';
import { after, it } from 'node:test';
import type { Page } from 'playwright-core';

const FAILURES = resolve(import.meta.dirname, '..', '..', 'out', 'screenshots');

/**
 * Declares the steps of one journey: once one fails, those after it fail at once instead of waiting in vain.
 * @param page what to take a picture of when a step fails; it goes to out/screenshots/
 */
export function journey(page: () => Page): (name: string, walk: () => Promise<void>) => void {
  let failed: string | undefined;
  return (name, walk) => {
    void it(name, { timeout: 120_000 }, async () => {
      if (failed !== undefined) throw new Error(`not reached: “${failed}” failed`);
      try {
        await walk();
      } catch (error) {
        failed = name;
        await page().screenshot({
          path: join(FAILURES, `failed-${name.replaceAll(/\W+/g, '-').slice(0, 60)}.png`),
        });
        throw error;
      }
    });
  };
}

/**
 * Keeps what a journey has started and ends it afterwards, last started first, even where the start broke off half-way.
 * @returns a function to hand each started thing to
 */
export function closingAfter(): <T extends { close(): Promise<void> }>(started: T) => T {
  const open: { close(): Promise<void> }[] = [];
  after(async () => {
    for (const started of open.reverse()) await started.close();
  });
  return (started) => {
    open.push(started);
    return started;
  };
}
