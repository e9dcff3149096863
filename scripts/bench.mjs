// `npm run bench -- NAME`: one of the measurements of test/bench/, after whatever set-up it needs.
import { join } from 'node:path';
import { ensureInstalled } from './setup.mjs';
import { run, StepFailed } from './setup/run.mjs';

try {
  const node = await ensureInstalled((line) => console.log(`set-up: ${line}`));
  await run(node, [join('test', 'bench', 'run.ts'), ...process.argv.slice(2)], { show: true });
} catch (error) {
  // What the bench itself had to say is on the screen already.
  if (!(error instanceof StepFailed) || error.output !== '') console.error(error.message);
  process.exitCode = 1;
}
