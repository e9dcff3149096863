// Everything a fresh clone needs, in one place: `npm run setup` does it all, the other scripts take what they need.
// Runs on Node 20 with nothing installed.
import { pathToFileURL } from 'node:url';
import { ensureInstalled, ensureVsCode } from './setup/packages.mjs';
import { EDITOR_TOOLS, ensureTools } from './setup/tools.mjs';

export { ensureInstalled, ensureTools, ensureVsCode, EDITOR_TOOLS };

/**
 * The dependencies, the tools and a real VS Code.
 * @param {(line: string) => void} say receives one line per step that does something
 * @returns {Promise<{ node: string, missing: string[] }>} Node 24's path, and the names of the tools that are not to be
 *   had on this machine; with any missing, VS Code is not installed
 */
export async function setUpEverything(say = (line) => console.log(`set-up: ${line}`)) {
  const node = await ensureInstalled(say);
  const missing = await ensureTools(EDITOR_TOOLS, say);
  if (missing.length === 0) await ensureVsCode(say);
  return { node, missing };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { missing } = await setUpEverything();
    if (missing.length > 0) {
      console.error(
        `set-up: not found on this machine: ${missing.join(', ')}. Install them to run VS Code's tests.`,
      );
      process.exitCode = 1;
    } else console.log('set-up: ready');
  } catch (error) {
    console.error(`set-up: ${error.message}\n${error.output ?? ''}`);
    process.exitCode = 1;
  }
}
