import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planInvite, planLines, type PlanInput, type PlanLineOptions } from '../../src/invite/index.ts';
import type { CustomerRecipientResult } from '../../src/recipients/index.ts';
import { addresses, makeInput, makeMeeting, makeResult } from './sample.ts';

function lines(
  results: readonly CustomerRecipientResult[],
  changes: Partial<PlanInput> = {},
  options: PlanLineOptions = { addresses: 'listed' },
): readonly string[] {
  const input = makeInput(results, changes);
  return planLines({ plan: planInvite(input), aggregated: input.aggregated }, options);
}

const two = [
  makeResult('hts', { emails: ['a@x.example', 'b@x.example'] }),
  makeResult('htsnonprod', { emails: ['b@x.example', 'c@x.example'], restrictedRecipients: ['b@x.example'] }),
];

describe('planLines', () => {
  it('are the Go tool’s lines, letter for letter, then more', () => {
    const [found, skippedOne, skipped, allowed, ...more] = lines(two);
    assert.equal(found, '👥 Found 3 unique recipients for topic aws-calendar across 2 customers');
    assert.equal(skippedOne, '⏭️  Skipping meeting attendee c@x.example (not on restricted recipient list)');
    assert.equal(skipped, '⏭️  Skipped 1 recipients due to restricted_recipients configuration');
    assert.equal(allowed, '✅ 2 recipients allowed after filtering');
    assert.match(more.at(-1) ?? '', /^Fingerprint: [0-9a-f]{64}$/);
  });

  it('say that all are allowed where there is no restriction', () => {
    const [, allowed] = lines([makeResult('a', { emails: ['a@x.example'] })]);
    assert.equal(allowed, '✅ 1 recipients allowed after filtering');
  });

  it('hold no address when they are only counted', () => {
    const meeting = makeMeeting({
      customerCodes: ['hts', 'htsnonprod'],
      manualAttendees: ['m@x.example', 'not@valid'],
    });
    const counted = lines(two, { meeting }, { addresses: 'counted', people: true });
    assert.deepEqual(
      counted.filter((line) => line.includes('@')),
      [],
    );
    assert.ok(counted.includes('⏭️  Skipped 1 recipients due to restricted_recipients configuration'));
    assert.ok(counted.some((line) => line.includes('"<address>" is not a mail address')));
  });

  it('nobody: no subscribers at all', () => {
    assert.equal(
      lines([makeResult('a'), makeResult('b')])[0],
      '⚠️  No subscribers found for topic aws-calendar across all customers',
    );
  });

  it('nobody: does not speak of all customers when some did not answer', () => {
    const [first, second] = lines([makeResult('a'), makeResult('b', { error: 'Denied' })]);
    assert.equal(
      first,
      '⚠️  No subscribers found for topic aws-calendar across the 1 of 2 customers that answered',
    );
    assert.equal(second, '⚠️  Customer b is missing (failed): the message of Denied');
  });

  it('nobody: everybody restricted', () => {
    const all = lines([makeResult('a', { emails: ['a@x.example'], restrictedRecipients: ['z@x.example'] })]);
    assert.deepEqual(all.slice(1, 4), [
      '⏭️  Skipping meeting attendee a@x.example (not on restricted recipient list)',
      '⏭️  Skipped 1 recipients due to restricted_recipients configuration',
      '⚠️  No allowed recipients after applying restricted_recipients filter',
    ]);
    assert.ok(!all.some((line) => line.startsWith('✅')));
  });

  it('nobody: no valid address', () => {
    assert.deepEqual(lines([makeResult('a', { emails: ['nobody'] })]).slice(1, 3), [
      '⏭️  Skipped 1 recipients without a valid mail address',
      '⚠️  No allowed recipients: no subscriber has a valid mail address',
    ]);
  });

  it('count people left out by hand as allowed, then leave them out', () => {
    const all = lines(two, { leftOutByHand: ['a@x.example'] });
    assert.ok(all.includes('✅ 2 recipients allowed after filtering'));
    assert.ok(all.includes('⏭️  Left out 1 person by hand'));
  });

  it('say who comes from the file, who sees whom, and in how many meetings', () => {
    const meeting = makeMeeting({ customerCodes: ['a', 'b'], manualAttendees: ['m@x.example'] });
    const results = [
      makeResult('a', { emails: addresses('a', 400) }),
      makeResult('b', { emails: addresses('b', 200) }),
    ];
    const all = lines(results, { meeting });
    assert.ok(all.includes('➕ 1 person invited by the metadata itself'));
    assert.ok(all.includes('🙈 From ccoe@example.com to 601 people: attendees are hidden from each other'));
    assert.ok(all.includes('✂️  More than 500 attendees: 2 meetings'));
    assert.ok(all.includes('   Change Implementation: Rotate certificates (2 of 2): 200 people'));
    const one = lines([makeResult('a', { emails: ['a@x.example'] })]);
    assert.ok(one.includes('👀 From ccoe@example.com to 1 person: attendees see each other'));
  });

  it('list everybody on request, with customers and reasons', () => {
    const meeting = makeMeeting({ customerCodes: ['hts', 'htsnonprod'], manualAttendees: ['m@x.example'] });
    const all = lines(two, { meeting }, { addresses: 'listed', people: true });
    const start = all.indexOf('📬 Would invite 3 people:');
    assert.deepEqual(all.slice(start, -1), [
      '📬 Would invite 3 people:',
      '   a@x.example (hts)',
      '   b@x.example (hts, htsnonprod)',
      '   m@x.example (metadata)',
      '🚫 Left out 1 person:',
      '   c@x.example (htsnonprod): restricted',
    ]);
    assert.ok(
      lines([makeResult('a')], {}, { addresses: 'listed', people: true }).includes('📭 Would invite nobody'),
    );
  });

  it('tell problems with their place, once, and only where the shell has not', () => {
    const problems = [
      {
        severity: 'warning',
        code: 'ZoneAssumed',
        message: 'No zone.',
        path: '',
        file: 'm.json',
        line: 3,
        column: 7,
      },
      { severity: 'error', code: 'Broken', message: 'Broken.', path: '' },
    ] as const;
    const results = [
      makeResult('a', { emails: ['a@x.example'] }),
      makeResult('b', { error: 'Denied', warnings: ['Remark.'] }),
    ];
    const all = lines(results, { problems });
    assert.ok(all.includes('⚠️  m.json:3:7: No zone. (ZoneAssumed)'));
    assert.ok(all.includes('❌ Broken. (Broken)'));
    assert.deepEqual(
      all.filter((line) => /CustomersMissing|CustomerRemark/.test(line)),
      [],
    );
    assert.ok(all.includes('⚠️  Customer b is missing (failed): the message of Denied'));
    const quiet = lines(results, { problems }, { addresses: 'listed', problems: false });
    assert.deepEqual(
      quiet.filter((line) => /ZoneAssumed|Broken/.test(line)),
      [],
    );
    assert.deepEqual(
      quiet.filter((line) => line.includes('No zone')),
      ['⚠️  Before you send: No zone.'],
    );
  });

  it('repeat at the end whatever may mean not to send, the gravest first', () => {
    const problems = ['ZoneAssumed', 'NoConfigFile', 'StatusUnready', 'Other', 'TestRun'].map(
      (code) => ({ severity: 'warning', code, message: `${code}!`, path: '' }) as const,
    );
    const told = lines([makeResult('a')], { problems }, { addresses: 'listed', problems: false });
    assert.deepEqual(told.slice(-5, -1), [
      '⚠️  Before you send: TestRun!',
      '⚠️  Before you send: StatusUnready!',
      '⚠️  Before you send: NoConfigFile!',
      '⚠️  Before you send: ZoneAssumed!',
    ]);
    assert.match(told.at(-1) ?? '', /^Fingerprint/);
  });
});
