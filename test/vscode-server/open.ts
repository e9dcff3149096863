// A real VS Code in the browser for a person: the packaged extension and the sample workspace, until Ctrl-C.
// node test/vscode-server/open.ts <file.vsix> [port]
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startVsCodeServer } from './server.ts';

const SAMPLE = resolve(import.meta.dirname, '..', '..', 'src', 'sandbox', 'sample-workspace');

const [vsix, port] = process.argv.slice(2);
if (vsix === undefined) throw new Error('Name the .vsix to open VS Code with.');

const stopped = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop());
});
const server = await startVsCodeServer({
  environment: process.env,
  extensions: [resolve(vsix)],
  port: Number(port ?? 0),
});
try {
  const folder = sampleWorkspaceIn(join(server.dataDirectory, 'data', 'User'));
  await cp(SAMPLE, folder, { recursive: true });
  say('');
  say(`VS Code is at  ${server.url}/?folder=${encodeURIComponent(folder)}`);
  say('');
  say('Right-click network-maintenance-all-customers.json and choose Preview Invite.');
  say('Its customers and its calendar are a sandbox on this machine. Ctrl-C ends it.');
  await stopped;
} finally {
  await server.close();
}

/** Where the extension keeps its sample workspace; a window of that folder is the sandbox's. */
function sampleWorkspaceIn(userDirectory: string): string {
  return join(userDirectory, 'globalStorage', 'customer-meetings.customer-meetings', 'sample-workspace');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
