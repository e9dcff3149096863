import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTextFile } from '../../src/files/index.ts';
import { prepareInvite } from '../../src/invite/index.ts';
import type { MetadataReading } from '../../src/metadata/index.ts';
import {
  createQueryMemory,
  DEFAULT_LIMITS,
  realClock,
  type ContactAccounts,
} from '../../src/recipients/index.ts';

const CONFIG = JSON.stringify({
  email_config: { meeting_organizer: 'organizer@example.com' },
  customer_mappings: {
    aur: { customer_name: 'Aurora', ses_role_arn: 'arn:aws:iam::111122223333:role/read' },
    blu: { customer_name: 'Bluewater', ses_role_arn: 'arn:aws:iam::444455556666:role/read' },
  },
});

/** Prepares a file that gives only names; every customer that is asked fails, so that the answers tell who was. */
async function prepare(customerNames: readonly string[]) {
  const file = {
    changeId: 'C',
    changeMetadata: {
      title: 'T',
      customerNames,
      schedule: { implementationStart: '2035-11-02T10:00', timezone: 'America/New_York' },
    },
  };
  const readings: MetadataReading[] = [];
  const accounts: ContactAccounts = {
    connect: () => Promise.reject(new Error('not today')),
    close: () => undefined,
  };
  const preparation = await prepareInvite(
    {
      metadataFile: '/w/meeting.json',
      metadataText: JSON.stringify(file),
      workingDirectory: '/w',
      topicName: 'aws-calendar',
      defaultTimeZone: 'America/New_York',
      hideAttendees: 'auto',
      limits: DEFAULT_LIMITS,
      acceptPartial: true,
    },
    {
      readTextFile: (path) => Promise.resolve(path === '/w/config.json' ? CONFIG : undefined),
      env: {},
      homeDirectory: '/nowhere',
      clock: realClock,
      signal: new AbortController().signal,
      onReading: (reading) => readings.push(reading),
      aws: { readTextFile, memory: createQueryMemory(), open: () => accounts },
    },
  );
  return { preparation, readings };
}

describe('prepareInvite, for a file that gives customer names only', () => {
  it('asks the customers of these names', async () => {
    const { preparation, readings } = await prepare(['Bluewater', 'Aurora']);
    assert.ok(preparation.kind === 'failed');
    assert.deepEqual(
      preparation.aggregated?.results.map(({ customerCode }) => customerCode),
      ['blu', 'aur'],
    );
    assert.deepEqual(
      readings.map(({ customerCodes }) => customerCodes),
      [['blu', 'aur']],
    );
  });

  it('asks nobody while one of the names is nobody’s', async () => {
    const { preparation, readings } = await prepare(['Aurora', 'Unheard of']);
    assert.ok(preparation.kind === 'failed');
    assert.equal(preparation.aggregated, undefined);
    assert.match(preparation.problems.map(({ message }) => message).join(), /“Unheard of”/);
    assert.equal(readings.length, 1);
  });
});
