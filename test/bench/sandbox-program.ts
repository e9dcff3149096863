// The sandbox in a process of its own, so that it and the engine have a core each. Its end is its parent's.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenario, startSandbox } from '../../src/sandbox/index.ts';

const [scenarioFile = '', host = '127.0.0.1'] = process.argv.slice(2);
const home = await mkdtemp(join(tmpdir(), 'cm-bench-'));
const sandbox = await startSandbox({
  scenario: readScenario(await readFile(scenarioFile, 'utf8')),
  directory: join(home, '.aws'),
  host,
});
process.once('disconnect', () => {
  void sandbox.close().then(() => rm(home, { recursive: true, force: true }));
});
process.send?.({ url: sandbox.url, home, environment: sandbox.environment });
