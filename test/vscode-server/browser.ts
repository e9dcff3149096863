import { chromium, type Browser } from 'playwright-core';
import { findTool } from '../../scripts/setup/tools.mjs';

/** Keeps Chromium quiet and off the network; `--no-sandbox` because containers run as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the machine's own Chromium, Chrome or Edge without a window.
 * Rejects with a sentence when there is none.
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findTool('chromium');
  if (executablePath === undefined)
    throw new Error('No Chromium, Chrome or Edge was found. Install one to run the tests in a real VS Code.');
  return chromium.launch({ executablePath, args: FLAGS });
}
