// `npm run l10n`: exports every text of the extension to l10n/bundle.l10n.json, from which translations are made, and says
// what each translation lacks or has too much.
import { ensureInstalled } from './setup.mjs';
import { run, StepFailed } from './setup/run.mjs';

try {
  const node = await ensureInstalled((line) => console.log(`set-up: ${line}`));
  await run(node, ['scripts/l10n/export.mjs'], { show: true });
} catch (error) {
  if (!(error instanceof StepFailed) || error.output !== '') console.error(error.message);
  process.exitCode = 1;
}
