// `npm run package`: a production build as customer-meetings-<version>.vsix, which any VS Code installs.
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureInstalled } from './setup.mjs';
import { NODE, ROOT } from './setup/places.mjs';
import { run } from './setup/run.mjs';

try {
  await ensureInstalled((line) => console.log(`set-up: ${line}`));
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const file = `${name}-${version}.vsix`;
  await rm(join(ROOT, file), { force: true });
  // vsce runs `vscode:prepublish`, the production build, by itself. The bundle holds all dependencies.
  const vsce = join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await run(NODE, [vsce, 'package', ...flags, '--out', file]);
  const { size } = await stat(join(ROOT, file));
  console.log(`${file} (${Math.round(size / 1024)} KB)`);
} catch (error) {
  console.error(`${error.message}\n${error.output ?? ''}`);
  process.exitCode = 1;
}
