// The part of docs/microsoft-graph.md that is made: what each assumption of a proof means, and two reports.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROOF_CHECKS, proofReport, proveCalendar } from '../../src/calendar/index.ts';
import { realClock } from '../../src/recipients/index.ts';
import { makeScenario, startSandbox } from '../../src/sandbox/index.ts';

const BEGIN = '<!-- made by npm run proof-docs: begin -->';
const END = '<!-- made by npm run proof-docs: end -->';

/** As unkind as documents and reports let it be, and still a calendar on which something can be tried. */
export const UNKIND = {
  hideAttendees: 'dropped',
  deletedReadable: true,
  cancelledReadable: 'unmarked',
  calendarOfDeleted: 'default calendar',
  replay: 'by content',
  existingId: 'stale',
  forgetsEnded: true,
  blindFinds: 2,
  longInLists: 'cut',
  longSingly: 'cut',
  joinLinkLate: 10,
  joinLinkOnUpdate: 'lost',
  zoneShiftMinutes: { 'America/New_York': 60 },
  rounding: 'minute',
  originalZone: 'tzone://Microsoft/Custom',
  bodyMarks: 'x_',
  longSubject: 'refused',
};

/** @param {string} page the whole page @returns {Promise<string>} with the made part as it is now; not yet formatted */
export async function withProofSection(page) {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/microsoft-graph.md lacks ${BEGIN} and ${END}.`);
  return `${before}${BEGIN}\n\n${await section()}\n\n${END}${after}`;
}

async function section() {
  return [
    '| Code | What is taken to be so | Where from | What it means for sending where it differs |',
    '| --- | --- | --- | --- |',
    ...PROOF_CHECKS.map(
      ({ code, assumption, source, meaning }) => `| \`${code}\` | ${assumption} | ${source} | ${meaning} |`,
    ),
    '',
    '### Of a calendar that does as the documents say',
    '',
    'The sandbox with every switch at its kind position; exit status 0.',
    '',
    ...fenced(await reportOf({})),
    '',
    '### Of one that is as unkind as has been documented or reported',
    '',
    'The sandbox with many of its switches turned at once; exit status 1.',
    '',
    ...fenced(await reportOf(UNKIND)),
  ].join('\n');
}

const fenced = (text) => ['```text', text.trimEnd(), '```'];

/** A report with what differs from run to run taken out. */
async function reportOf(switches) {
  const directory = mkdtempSync(join(tmpdir(), 'customer-meetings-proof-'));
  const sandbox = await startSandbox({
    scenario: makeScenario({ customers: [{ code: 'a' }], switches }),
    directory,
  });
  try {
    const { accessToken } = sandbox.scenario.graph;
    const token = { description: 'the sandbox', getAccessToken: () => Promise.resolve(accessToken) };
    const clock = { ...realClock, sleep: (ms, signal) => realClock.sleep(ms / 50, signal) };
    const proof = await proveCalendar(
      { baseUrl: sandbox.url, token, fetch, clock },
      { mailbox: 'cloud-team@meetings.example', signal: new AbortController().signal },
    );
    if (sandbox.events().some(({ state, notifications }) => state === 'live' || notifications.length > 0))
      throw new Error('The proof has left something on the calendar, or mailed somebody.');
    return proofReport(proof)
      .replaceAll(/\d+\.\d s\b/g, '… s')
      .replaceAll(/\b\d{4,} characters/g, '… characters');
  } finally {
    await sandbox.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
