// `npm run demo`: the whole job on this machine, against the sandbox: dry run, send, send again. Every step is
// checked; the first one that did not do what it should ends the demo with a sentence and status 1.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runCommandLine } from './demo/command-line.mjs';
import { ensureInstalled } from './setup.mjs';
import { OUT, ROOT } from './setup/places.mjs';
import { childEnvironment, run, StepFailed } from './setup/run.mjs';

const WORKSPACE = join(ROOT, 'dist', 'sample-workspace');
const SEED_FILE = 'test-multi-customer-meeting-metadata.json';
const ALL_CUSTOMERS_FILE = 'network-maintenance-all-customers.json';
const PREVIEW = join(OUT, 'demo', 'invite.html');

const say = (line = '') => console.log(line);
const step = (title) => say(`\n━━ ${title}`);

/** Ends the demo when something is not as it should be. */
function check(condition, sentence) {
  if (!condition) throw new StepFailed(sentence);
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/** The invite command for a file of the sample workspace, in the sandbox. */
const invite = (file, ...more) => [
  ...['ses', '--action', 'create-multi-customer-meeting-invite', '--topic-name', 'aws-calendar'],
  ...['--json-metadata', file, '--sender-email', 'cloud-team@meetings.example', ...more, '--sandbox'],
];

async function demo() {
  step('Set-up');
  const node = await ensureInstalled((line) => say(line));
  await run(node, [join(ROOT, 'esbuild.js')]);
  say('built: dist/cli.js and the extension');
  const started = performance.now();

  // A calendar of its own, so that the demo starts from an empty one and leaves nothing behind.
  const state = await mkdtemp(join(tmpdir(), 'customer-meetings-demo-'));
  try {
    await mkdir(join(OUT, 'demo'), { recursive: true });
    const where = { node, cwd: WORKSPACE, env: childEnvironment({ XDG_STATE_HOME: state }) };
    await seedCommand(where);
    const { fingerprint } = await dryRun(where);
    await sendTwice(where, fingerprint);
  } finally {
    await rm(state, { recursive: true, force: true });
  }

  step('Look at it');
  say(`The invite as a page:  ${relative(process.cwd(), PREVIEW) || PREVIEW}`);
  say('The same in VS Code:   npm run vscode   (then “Customer Meetings: Preview Invite” on a .json file)');
  say(
    `\nDone in ${seconds(performance.now() - started)}, set-up not counted. Nothing has left this machine.`,
  );
}

/** Two customers, nothing sent: the command that the project's users know, as it always was. */
async function seedCommand(where) {
  step('Two customers, dry run: who would be invited?');
  const { lines } = await runCommandLine(where, invite(SEED_FILE, '--dry-run'));
  for (const line of [
    '📋 Extracted customer codes from metadata: [hts htsnonprod]',
    '📋 Querying aws-calendar topic from 2 customers concurrently...',
    '🔍 Querying customer: hts',
    '🔍 Querying customer: htsnonprod',
  ]) {
    check(lines.includes(line), `The dry run did not print “${line}”.`);
  }
  check(
    lines.some((line) =>
      /^📊 Aggregation complete: \d+ unique recipients from 2 customers \(2 successful, 0 errors\)$/.test(
        line,
      ),
    ),
    'The dry run did not find both customers’ recipients.',
  );
}

/** Thirty customers at once: one refuses, one is slow; the invite is written as a page. */
async function dryRun(where) {
  step('Thirty customers at once, dry run: one denies access, one is slow');
  const { document } = await runCommandLine(
    where,
    invite(ALL_CUSTOMERS_FILE, '--dry-run', '--preview', PREVIEW, '--output', 'json'),
  );
  const { summary, customers, events, fingerprint } = document;
  check(
    summary.customers === 30 && summary.errors === 1,
    `Expected 1 of 30 customers to fail, not ${summary.errors} of ${summary.customers}.`,
  );
  check(
    events.every(({ status }) => status === 'planned'),
    'The dry run did more than plan.',
  );
  const slowest = customers.reduce((a, b) => (b.durationMs > a.durationMs ? b : a));
  say(
    `\n   asked one by one:   ${seconds(summary.sequentialMs).padStart(7)}   (the customers’ own times of this run, added up)`,
  );
  say(
    `   asked all at once:  ${seconds(summary.durationMs).padStart(7)}   ${(summary.sequentialMs / summary.durationMs).toFixed(1)} times faster; the slowest, ${slowest.customerName}, took ${seconds(slowest.durationMs)}`,
  );
  check(
    summary.durationMs < summary.sequentialMs / 3,
    'Asking all customers at once was not faster than one by one.',
  );
  for (const { customerCode, error } of customers) {
    if (error !== null)
      say(
        `   failed:             ${customerCode}: ${error.message}\n                       → ${error.remedy}`,
      );
  }
  return { fingerprint };
}

/** The send, with the very fingerprint that was looked at, and the proof that it happens once. */
async function sendTwice(where, fingerprint) {
  step('Send exactly the plan of the dry run (to the sandbox’s calendar)');
  const words = invite(ALL_CUSTOMERS_FILE, '--confirm', fingerprint, '--output', 'json');
  const [first] = (await runCommandLine(where, words, { brief: true })).document.events;
  check(
    first?.status === 'created',
    `The meeting should have been created, but is ${first?.status ?? 'not there'}.`,
  );
  step('Run it again: nothing is sent twice');
  const { events } = (await runCommandLine(where, words, { brief: true })).document;
  check(events.length === 1, `There should be one event, not ${events.length}.`);
  check(
    events[0].status === 'unchanged',
    `The second run should have left the meeting alone, but it is ${events[0].status}.`,
  );
  check(events[0].id === first.id, 'The second run found another meeting than the first one made.');
  say(`\n   one event on the calendar, ${events[0].attendees} people invited once`);
}

try {
  await demo();
} catch (error) {
  console.error(`\ndemo: ${error instanceof Error ? error.message : error}\n${error?.output ?? ''}`);
  process.exitCode = 1;
}
