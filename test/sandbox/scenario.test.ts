import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  configForScenario,
  defaultScenario,
  makeScenario,
  readScenario,
  type ScenarioCustomer,
} from '../../src/sandbox/index.ts';
import { contactListOf, passes } from '../../src/sandbox/aws/contacts.ts';

const WORKSPACE = new URL('../../src/sandbox/sample-workspace/', import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(name, WORKSPACE), 'utf8'));
const customerNamed = (code: string): ScenarioCustomer =>
  defaultScenario.customers.find((customer) => customer.code === code)!;

const truth = (customer: ScenarioCustomer, topicName = 'aws-calendar') => {
  const list = contactListOf(defaultScenario, customer);
  return list.contacts
    .filter((contact) => !contact.unsubscribeAll)
    .filter((contact) => passes(contact, list, { status: 'OPT_IN', topicName, useDefault: true }))
    .map(({ email }) => email);
};
const key = (email: string) => email.trim().toLowerCase();

test('the default scenario has thirty customers in several regions, with up to three pages each', () => {
  const pageCounts = defaultScenario.customers.map((customer) =>
    Math.ceil(contactListOf(defaultScenario, customer).contacts.length / defaultScenario.pageSizeCap),
  );
  assert.equal(defaultScenario.customers.length, 30);
  assert.ok(new Set(defaultScenario.customers.map(({ region }) => region)).size >= 8);
  assert.equal(Math.max(...pageCounts), 3);
  assert.ok(pageCounts.filter((count) => count > 1).length >= 2);
  assert.ok(defaultScenario.customers.some((customer) => truth(customer).length === 0));
  for (const { accountId, name } of defaultScenario.customers) {
    assert.match(accountId, /^11112222\d{4}$/);
    assert.ok(name.length > 3);
  }
});

test('hts has 25 subscribers of aws-calendar, htsnonprod 20, together 43 people', () => {
  const hts = truth(customerNamed('hts'));
  const nonprod = truth(customerNamed('htsnonprod'));
  assert.equal(hts.length, 25);
  assert.equal(nonprod.length, 20);
  assert.equal(new Set([...hts, ...nonprod].map(key)).size, 43);
  assert.ok(customerNamed('htsnonprod').restrictedRecipients.length < 20);
  const own = new Set(nonprod.map(key));
  for (const allowed of customerNamed('htsnonprod').restrictedRecipients) assert.ok(own.has(allowed));
  for (const code of ['hts', 'htsnonprod']) {
    assert.equal(customerNamed(code).access, 'role');
    assert.ok(customerNamed(code).latencyMs <= 100);
  }
});

test('one customer does not let us in and one is slow; nothing else is wrong', () => {
  assert.deepEqual(
    defaultScenario.customers.filter(({ roleTrusts }) => roleTrusts.length === 0).map(({ code }) => code),
    ['kstl'],
  );
  assert.equal(customerNamed('kstl').access, 'role');
  const slow = defaultScenario.customers.filter(({ operationLatencyMs }) => operationLatencyMs.ListContacts);
  assert.deepEqual(
    slow.map(({ code, operationLatencyMs }) => [code, operationLatencyMs.ListContacts]),
    [['zphr', 2500]],
  );
  assert.ok(defaultScenario.customers.every(({ latencyMs }) => latencyMs >= 40 && latencyMs <= 300));
  assert.ok(defaultScenario.customers.every(({ faults }) => faults.length === 0));
});

test('people are at several customers in different spelling, unsubscribed ones leak, defaults differ', () => {
  const spellings = new Map<string, Set<string>>();
  for (const customer of defaultScenario.customers)
    for (const email of truth(customer)) {
      const known = spellings.get(key(email)) ?? new Set();
      spellings.set(key(email), known.add(email));
    }
  const several = [...spellings.values()].filter(({ size }) => size > 1);
  assert.ok(several.length >= 4);
  assert.ok([...spellings.values()].some((one) => [...one].some((email) => email !== email.trim())));
  assert.ok(defaultScenario.customers.filter(({ unsubscribedLeak }) => unsubscribedLeak).length >= 1);
  assert.ok(truth(customerNamed('hlcn')).length > customerNamed('hlcn').optedIn['aws-calendar']!.length);
  assert.equal(truth(customerNamed('hts'), 'aws-announce').includes('duty.desk@harborline.example'), true);
});

test('the sample config.json says of every customer what the scenario says', () => {
  const config = sample('config.json') as ReturnType<typeof configForScenario> & Record<string, unknown>;
  const expected = configForScenario(defaultScenario);
  assert.deepEqual(config.customer_mappings, expected.customer_mappings);
  assert.equal(config.aws_region, expected.aws_region);
  assert.equal(config.email_config.meeting_organizer, expected.email_config.meeting_organizer);
  const known = ['aws_region', 'log_level', 'email_config', 'customer_mappings'];
  assert.ok(Object.keys(config).some((name) => !known.includes(name)));
});

test('the sample meetings are for hts and htsnonprod, and for all thirty', () => {
  const flat = sample('test-multi-customer-meeting-metadata.json') as Record<string, unknown>;
  assert.deepEqual(flat.customers, ['hts', 'htsnonprod']);
  assert.equal(flat.timezone, 'America/New_York');
  assert.equal(flat.include_meeting, true);
  const nested = sample('network-maintenance-all-customers.json') as {
    changeMetadata: { customerCodes: string[]; customerNames: string[] };
    meetingInvite: { startTime: string; attendees: string[] };
  };
  assert.deepEqual(
    nested.changeMetadata.customerCodes,
    defaultScenario.customers.map(({ code }) => code),
  );
  assert.deepEqual(
    nested.changeMetadata.customerNames,
    defaultScenario.customers.map(({ name }) => name),
  );
  assert.equal(nested.meetingInvite.attendees.length, 1);
  for (const start of [flat.meetingStartTime as string, nested.meetingInvite.startTime])
    assert.ok(new Date(start).getFullYear() >= 2030);
});

test('a scenario is read from JSON text and refused with the place that is wrong', () => {
  const read = readScenario(JSON.stringify(defaultScenario));
  assert.deepEqual(read, defaultScenario);
  assert.throws(() => readScenario('{'), /^Error: The sandbox scenario is not JSON/);
  const twice = { ...defaultScenario, customers: [customerNamed('hts'), customerNamed('hts')] };
  assert.throws(() => readScenario(JSON.stringify(twice)), /customers\.1\.code: hts is used twice/);
  const topic = [{ ...customerNamed('hts'), optedIn: { nowhere: ['a@x.example'] } }];
  assert.throws(
    () => readScenario(JSON.stringify({ ...defaultScenario, customers: topic })),
    /the list has no topic nowhere/,
  );
  assert.throws(() => readScenario('{"customers": []}'), /cannot be used: base/);
});

test('makeScenario fills in everything but the code', () => {
  const scenario = makeScenario({
    pageSizeCap: 100,
    customers: [
      { code: 'many', subscribers: 2500, latencyMs: 1000 },
      { code: 'few', subscribers: ['a@x.example'], optedIn: { 'aws-announce': ['b@x.example'] } },
      { code: 'undecided', topics: { 'aws-calendar': 'OPT_IN' }, noPreference: ['c@x.example'] },
    ],
  });
  const [many, few, undecided] = scenario.customers as [ScenarioCustomer, ScenarioCustomer, ScenarioCustomer];
  assert.equal(contactListOf(scenario, many).contacts.length, 2500);
  assert.equal(contactListOf(scenario, many).contacts[2499]!.email, 'person2500@many.example');
  assert.equal(many.latencyMs, 1000);
  assert.deepEqual(
    contactListOf(scenario, few).contacts.map(({ email }) => email),
    ['b@x.example', 'a@x.example'],
  );
  assert.equal(contactListOf(scenario, undecided).topics.get('aws-calendar'), 'OPT_IN');
  assert.equal(new Set(scenario.customers.map(({ accountId }) => accountId)).size, 3);
  assert.equal(scenario.pageSizeCap, 100);
});
