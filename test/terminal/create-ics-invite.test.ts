import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { inviteDocumentSchema } from '../../src/documents/index.ts';
import { EXIT, runCommand } from '../../src/terminal/index.ts';
import { memoryIo } from './support/memory-io.ts';

const METADATA = {
  object_type: 'change',
  changeId: 'CHG-1',
  changeTitle: 'Rotate certificates',
  customers: ['aur', 'blu'],
  implementationStart: '2030-04-12T21:00:00-04:00',
  implementationEnd: '2030-04-12T23:00:00-04:00',
  timezone: 'America/New_York',
  version: 4,
};
const CONFIG = {
  email_config: { meeting_organizer: 'cloud-team@meetings.example' },
  customer_mappings: {
    aur: { customer_name: 'Aurora Health', region: 'eu-west-1' },
    blu: { customer_name: 'Bluewater', region: 'eu-west-1' },
  },
};

async function run(
  words: readonly string[],
  { metadata = METADATA, config }: { metadata?: unknown; config?: unknown } = {},
) {
  const files: Record<string, string> = { '/somewhere/in/m.json': JSON.stringify(metadata, null, 2) };
  if (config !== undefined) files['/somewhere/in/config.json'] = JSON.stringify(config);
  const memory = memoryIo({ files });
  const line = ['ses', '--action', 'create-ics-invite', '--json-metadata', 'in/m.json', ...words];
  const code = await runCommand(line, memory.io);
  return { code, stdout: memory.stdout(), stderr: memory.stderr(), written: memory.written };
}

function eventOf(text: string | undefined): ICAL.Event {
  const calendar = new ICAL.Component(ICAL.parse(text ?? '') as unknown[]);
  const vevent = calendar.getFirstSubcomponent('vevent');
  assert.ok(vevent);
  return new ICAL.Event(vevent);
}

const SENDER = ['--sender-email', 'cloud-team@meetings.example'];

describe('ses --action create-ics-invite', () => {
  it('D20: writes the file beside the metadata, asks nobody, and claims to have mailed nobody', async () => {
    const { code, stdout, stderr, written } = await run(SENDER);
    assert.equal(code, EXIT.done, stderr);
    assert.deepEqual([...written.keys()], ['/somewhere/in/m.ics']);
    const event = eventOf(written.get('/somewhere/in/m.ics'));
    assert.equal(event.summary, 'Change Implementation: Rotate certificates');
    assert.equal(event.sequence, 4);
    assert.match(stdout, /^📋 Extracted customer codes from metadata: \[aur blu\]$/m);
    assert.match(stdout, /^🗓️ {2}Calendar file written to in\/m\.ics$/m);
    assert.doesNotMatch(stdout + stderr, /sent|NoConfigFile/i);
  });

  it('writes the file that --ics names, with the configuration’s organizer', async () => {
    const { code, written } = await run(['--ics', 'out.ics'], { config: CONFIG });
    assert.equal(code, EXIT.done);
    const unfolded = (written.get('/somewhere/out.ics') ?? '').replaceAll('\r\n ', '');
    assert.match(unfolded, /:mailto:cloud-team@meetings\.example\r\n/);
  });

  it('names customers only where it is told to, or where there is one', async () => {
    const described = async (...words: readonly string[]) => {
      const { written, stdout } = await run(words, { config: CONFIG });
      return [eventOf(written.get('/somewhere/in/m.ics')).description, stdout] as const;
    };
    assert.doesNotMatch((await described())[0], /Aurora|Bluewater/);
    assert.match((await described('--customer-code', 'AUR'))[0], /Stakeholders\nAurora Health \(aur\)$/);
    const [both, told] = await described('--hide-attendees', 'never');
    assert.match(both, /Aurora Health \(aur\), Bluewater \(blu\)/);
    assert.match(told, /names Aurora Health \(aur\) and Bluewater \(blu\).*\(CustomersNamed\)/);
  });

  it('takes what the Go tool wanted, and a dry run writes nothing', async () => {
    const { code, stdout, written } = await run([...SENDER, '--topic-name', 'aws-calendar', '--dry-run']);
    assert.equal(code, EXIT.done);
    assert.match(stdout, /^DRY RUN: Would write the calendar file in\/m\.ics$/m);
    assert.equal(written.size, 0);
  });

  const failures: readonly (readonly [string, readonly string[], Parameters<typeof run>[1], RegExp])[] = [
    ['without an organizer', [], {}, /The meeting has no organizer\. .*--sender-email/],
    [
      'over the metadata',
      [...SENDER, '--ics', 'in/m.json'],
      {},
      /it is the metadata file itself; name another/,
    ],
    [
      'over the configuration',
      [...SENDER, '--ics', 'in/config.json', '--config-file', 'in/config.json'],
      { config: CONFIG },
      /it is the configuration itself/,
    ],
    [
      'of a customer it does not have',
      [...SENDER, '--customer-code', 'zzz'],
      {},
      /zzz is not a customer of this meeting/,
    ],
    [
      'with a named configuration that is not there',
      [...SENDER, '--config-file', 'other.json'],
      {},
      /other\.json/,
    ],
    [
      'without a start',
      SENDER,
      { metadata: { ...METADATA, implementationStart: undefined } },
      /in\/m\.json:\d+:\d+: .*\(StartMissing\)/,
    ],
  ];
  for (const [name, words, files, message] of failures) {
    it(`writes nothing ${name}, and says why`, async () => {
      const { code, stderr, written } = await run(words, files);
      assert.equal(code, EXIT.failed);
      assert.match(stderr, message);
      assert.match(stderr, /Nothing was written\.$/m);
      assert.equal(written.size, 0);
    });
  }

  it('prints the document of the meeting actions, in which nobody was asked', async () => {
    const { stdout, stderr } = await run([...SENDER, '--output', 'json']);
    const document = inviteDocumentSchema.parse(JSON.parse(stdout));
    assert.equal(document.action, 'create-ics-invite');
    assert.equal(document.meeting?.organizer, 'cloud-team@meetings.example');
    assert.deepEqual([document.customers, document.recipients, document.events], [[], [], []]);
    assert.match(stderr, /Calendar file written/);
    const failed = await run(['--output', 'json'], { metadata: 7 });
    assert.equal(failed.code, EXIT.failed);
    assert.ok(inviteDocumentSchema.parse(JSON.parse(failed.stdout)).problems.length > 0);
  });
});
