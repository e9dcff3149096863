import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type SwitchesInput } from '../../../src/sandbox/index.ts';
import { addressesOf, attendees, graph } from '../support/graph-bench.ts';
import { code, IMMUTABLE, toldCalendar } from '../support/told-calendar.ts';

const { told, behave, create, path, search, found, mine, read, patch } = toldCalendar();

describe('attendees', () => {
  it('are kept under other addresses, and those who meet there are one', async () => {
    behave({ alias: { 'A@x.example': 'anna@x.example', 'b@x.example': 'anna@x.example' } });
    assert.deepEqual(addressesOf((await create()).body), ['anna@x.example', 'anna@x.example']);
    behave({
      alias: { 'A@x.example': 'anna@x.example', 'b@x.example': 'anna@x.example' },
      dropDuplicates: true,
    });
    const made = await create();
    assert.deepEqual(addressesOf(made.body), ['anna@x.example']);
    const before = mine().at(-1)?.notifications.length;
    await patch(made, { attendees: attendees('a@x.example') });
    assert.equal(mine().at(-1)?.notifications.length, before, 'an alias is nobody new');
  });

  it('lose the organizer, under any of the mailbox’s addresses', async () => {
    const people = attendees('team@x.example', 'cloud-team@meetings.example', 'a@x.example');
    assert.equal(addressesOf((await create({ attendees: people })).body).length, 3);
    behave({ dropOrganizer: true, mailboxOf: { 'Team@x.example': 'cloud-team@meetings.example' } });
    assert.deepEqual(addressesOf((await create({ attendees: people })).body), ['a@x.example']);
  });

  it('come back in lower case', async () => {
    behave({ lowerCaseAddresses: true });
    assert.deepEqual(addressesOf((await create({ attendees: attendees('A@X.example') })).body), [
      'a@x.example',
    ]);
  });

  it('come back under X500 names, which an update is refused for', async () => {
    behave({ x500: 'second time' });
    const made = await create();
    const [a, b, third = ''] = addressesOf(made.body);
    assert.deepEqual([a, b], ['a@x.example', 'b@x.example']);
    assert.match(third, /^\/o=ExchangeLabs\/.*cn=a$/);
    const back = { attendees: attendees('a@x.example', 'b@x.example', third) };
    assert.deepEqual(code(await patch(made, back)), [400, 'ErrorInvalidRecipients']);
    behave({ x500: 'second time', smtpOnly: false, dropDuplicates: true });
    assert.equal((await patch(made, back)).status, 200);
    assert.deepEqual(
      mine()[0]?.attendees.map(({ address }) => address),
      ['a@x.example', 'b@x.example'],
    );
    behave({ x500: 'instead' });
    assert.deepEqual(addressesOf((await read(made)).body), [third, 'b@x.example']);
  });

  it('come back with a name for an address, or in one', async () => {
    behave({ addressForm: 'name and address' });
    const made = await create();
    assert.deepEqual(addressesOf(made.body), ['a <a@x.example>', 'b <b@x.example>']);
    const back = { attendees: attendees(...addressesOf(made.body)) };
    assert.deepEqual(code(await patch(made, back)), [400, 'ErrorInvalidRecipients']);
    behave({ addressForm: 'name', smtpOnly: false });
    assert.equal((await patch(made, back)).status, 200);
    assert.deepEqual(
      mine()[0]?.attendees.map(({ address }) => address),
      ['a@x.example', 'b@x.example'],
    );
    assert.deepEqual(addressesOf((await read(made)).body), ['a', 'b']);
  });

  it('are hidden as asked, not at all, or without a word', async () => {
    const hidden = async (given: SwitchesInput) => {
      behave(given);
      const made = await create({ hideAttendees: true });
      return [
        (made.body as unknown as { hideAttendees?: boolean }).hideAttendees,
        mine().at(-1)?.hideAttendees,
      ];
    };
    assert.deepEqual(await hidden({}), [true, true]);
    assert.deepEqual(await hidden({ hideAttendees: 'dropped' }), [false, false]);
    assert.deepEqual(await hidden({ hideAttendees: 'left out' }), [undefined, true]);
  });
});

describe('mailboxes', () => {
  it('have further addresses', async () => {
    behave({ mailboxOf: { 'team@x.example': 'cloud-team@meetings.example' } });
    await create();
    assert.equal(await found('/v1.0/users/TEAM@x.example/events'), 1);
  });

  for (const unknownMailbox of [
    'MailboxNotEnabledForRESTAPI',
    'ResourceNotFound',
    'ErrorInvalidUser',
  ] as const)
    it(`that are not there are ${unknownMailbox}`, async (t) => {
      const own = await mkdtemp(join(tmpdir(), 'sandbox-switches-'));
      const { defaultScenario } = await import('../../../src/sandbox/index.ts');
      const one = await startSandbox({
        directory: own,
        scenario: {
          ...defaultScenario,
          graph: { ...defaultScenario.graph, mailboxes: ['@meetings.example'] },
        },
        switches: { unknownMailbox },
      });
      t.after(async () => {
        await one.close();
        await rm(own, { recursive: true, force: true });
      });
      assert.deepEqual(code(await graph(one, 'GET', '/v1.0/users/x@y.example/events')), [
        404,
        unknownMailbox,
      ]);
    });

  it('refuse every so manieth read with 412', async () => {
    behave({ readConflictEvery: 2 });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await graph(told(), 'GET', 'events')).status);
    assert.deepEqual(statuses.sort(), [200, 200, 412, 412]);
  });
});

describe('copies of an invitation', () => {
  const guest = '/v1.0/users/a@x.example/events';
  it('carry the organizer’s properties or not', async () => {
    await create();
    assert.equal(await found(guest), 0);
    behave({ copiesCarryProperties: true });
    const [copy] = (await search(guest)).body.value;
    assert.equal(copy?.isOrganizer, false);
  });

  it('can be changed without anybody hearing of it, but never cancelled', async () => {
    const made = await create();
    await told().byHand({ event: made.body.id, change: { do: 'hand-over', organizer: 'boss@x.example' } });
    const { body } = await read(made);
    assert.deepEqual([body.isOrganizer, body.organizer.emailAddress.address], [false, 'boss@x.example']);
    assert.equal((await patch(made, { subject: 'x' })).status, 400);
    behave({ copiesWritable: true });
    const mails = mine()[0]?.notifications.length;
    assert.equal((await patch(made, { location: { displayName: 'there' } })).status, 200);
    assert.equal(mine()[0]?.notifications.length, mails);
    assert.equal((await graph(told(), 'POST', path(made, '/cancel'), {}, IMMUTABLE)).status, 400);
  });
});
