import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { auditPreview } from './audit.ts';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'everybody.json';
const COUNT = 1000;
const CODES = Array.from({ length: COUNT }, (_, index) => `c${String(index + 1).padStart(4, '0')}`);
const PEOPLE_EACH = 2;
/** A person's patience with typing, four times over for a slow machine; ms. */
const TYPED_MS = 4 * 100;

describe('a thousand customers', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let cloud: Cloud;
  let vscode: Workbench;

  before(async () => {
    cloud = closing(
      await startCloud(
        { customers: CODES.map((code) => ({ code, subscribers: PEOPLE_EACH })) },
        { [FILE]: meetingOf(CODES) },
      ),
    );
    cloud.sandbox.setFault('c0500', { kind: 'denied' });
    ({ vscode } = await openVsCode(closing, cloud));
  });

  step('are all asked, and the one that fails is the first to be seen', async () => {
    await vscode.chooseOn(FILE, 'Preview Invite');
    await vscode
      .preview()
      .getByRole('status')
      .filter({ hasText: /999 of 1[,.]?000 customers/ })
      .waitFor({ timeout: 90_000 });
    await vscode.showViews();
    await vscode.result(/^Customer C0500, failed/).waitFor();
    const [first] = await vscode.results();
    assert.match(first ?? '', /C0500/);
  });

  step('their people can be searched without waiting', async () => {
    const search = vscode.preview().getByRole('searchbox');
    await search.waitFor();
    const startedAt = performance.now();
    await search.fill('@c0777.example');
    await vscode
      .preview()
      .getByText(/@c0777\.example/)
      .first()
      .waitFor();
    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs < 2000 + TYPED_MS, `${tookMs.toFixed(0)} ms`);
  });

  step('the page is good for everybody, and met no trouble', async () => {
    await auditPreview(vscode.preview(), 'with a thousand customers');
    assert.deepEqual(vscode.troubles, []);
  });
});
