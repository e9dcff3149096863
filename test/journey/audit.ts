import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { FrameLocator } from 'playwright-core';

/** What axe found: the rule, and where. */
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** The part of a page that the audit needs; this project's tests know no browser types. */
interface AuditedWindow {
  axe: { run(options: object): Promise<{ violations: Violation[]; passes: unknown[] }> };
}

/**
 * Runs axe (WCAG 2.2 A and AA, and axe's good practice) over the preview's page, as it is now.
 * @param where in the journey, for the message
 */
export async function auditPreview(preview: FrameLocator, where: string): Promise<void> {
  const body = await preview.locator('body').elementHandle();
  const frame = await body.ownerFrame();
  assert.ok(frame, `${where}: no preview is open`);
  // As text, by the debugger, which the page's content policy does not concern.
  await frame.evaluate(`${axe.source}; undefined`);
  const { violations, passes } = await frame.evaluate(() =>
    (globalThis as unknown as AuditedWindow).axe.run({
      iframes: false, // the mail has no scripts, so axe cannot look into it from here
      resultTypes: ['violations'],
    }),
  );
  assert.ok(passes.length > 10, `${where}: axe looked at nothing`);
  assert.deepEqual(
    violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    where,
  );
}
