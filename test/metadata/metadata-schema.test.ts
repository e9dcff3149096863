import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { configSchema } from '../../src/customers/index.ts';
import { metadataSchema } from '../../src/metadata/index.ts';
import { CORPUS } from './fuzz/corpus.ts';
import { mutateValue } from './fuzz/mutate.ts';
import { randomFrom } from './fuzz/random.ts';
import { FLAT, read } from './samples.ts';

const published = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'));

describe('the published JSON Schemas', () => {
  it('are those that the readers use: “npm run schemas” writes them anew', async () => {
    assert.deepEqual(await published('meeting-metadata.schema.json'), metadataSchema());
    assert.deepEqual(await published('meetings-config.schema.json'), configSchema());
  });

  it('describe every field, so that hovering over one says what it is', () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, items, additionalProperties } = schema as Record<string, unknown>;
      for (const [key, property] of Object.entries({ ...(properties as object | undefined) })) {
        if (!('description' in (property as object))) undescribed.push(`${path}/${key}`);
        visit(property, `${path}/${key}`);
      }
      visit(items, `${path}/*`);
      visit(additionalProperties, `${path}/*`);
    };
    visit(metadataSchema(), '');
    visit(configSchema(), '');
    assert.deepEqual(undescribed, []);
  });
});

describe('the schema of metadata', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(metadataSchema());
  const isValid = (document: unknown): boolean => validate(document);

  it('accepts a sound file of every shape', () => {
    for (const document of CORPUS) assert.ok(isValid(document), JSON.stringify(validate.errors));
  });

  it('accepts null wherever a field may be missing, and fields it does not know', () => {
    assert.ok(isValid({ ...FLAT, changeTitle: null, meetingInvite: null, customers: null, survey_id: [{}] }));
  });

  it('refuses what the reader calls a wrong type, at the same place', () => {
    const wrong: [object, string][] = [
      [{ ...FLAT, changeTitle: 5 }, '/changeTitle'],
      [{ ...FLAT, customers: 5 }, '/customers'],
      [{ ...FLAT, meetingInvite: [] }, '/meetingInvite'],
      [{ ...FLAT, meetingInvite: { duration: {} } }, '/meetingInvite/duration'],
      [{ ...FLAT, modifications: {} }, '/modifications'],
      [{ ...FLAT, modifications: [5] }, '/modifications/0'],
    ];
    for (const [document, path] of wrong) {
      assert.equal(isValid(document), false, path);
      assert.ok(
        validate.errors?.some(({ instancePath }) => instancePath === path),
        path,
      );
      assert.ok(
        read(document).problems.some((problem) => problem.path === path),
        path,
      );
    }
  });

  it('never passes a document in which the reader finds a wrong type', () => {
    let found = 0;
    for (let seed = 0; seed < 3000; seed += 1) {
      const random = randomFrom(seed);
      const document = mutateValue(random.pick(CORPUS), random);
      const types = read(document).problems.filter(({ code }) => code === 'WrongType');
      // Keys in another case are read, but no JSON Schema can say so.
      const plain = types.filter(({ path }) => path.split('/').every((key) => isKnownKey(key)));
      if (plain.length === 0) continue;
      found += 1;
      assert.equal(isValid(document), false, JSON.stringify(document));
    }
    assert.ok(found > 100, `${found} wrong types`);
  });

  function isKnownKey(key: string): boolean {
    return key === '' || /^\d+$/.test(key) || schemaText.includes(`"${key}":`);
  }
  const schemaText = JSON.stringify(metadataSchema());
});

describe('the schema of config.json', () => {
  const validate = new Ajv({ strict: false }).compile(configSchema());

  it('accepts a configuration, also one of the Go tool with all that is its own', () => {
    const config = {
      aws_region: 'us-east-1',
      log_level: 'info',
      s3_config: { bucket_name: 'b' },
      email_config: {
        sender_address: 's@example.com',
        meeting_organizer: 'm@example.com',
        domain: 'example.com',
      },
      customer_mappings: {
        hts: {
          customer_code: 'hts',
          customer_name: 'H',
          region: 'us-east-1',
          ses_role_arn: 'arn',
          sqs_queue_arn: 'q',
          restricted_recipients: [],
        },
        two: { aws_account_id: 111122223333, restricted_recipients: null },
      },
    };
    assert.ok(validate(config), JSON.stringify(validate.errors));
  });

  it('refuses wrong types inside a customer’s entry', () => {
    for (const entry of [
      5,
      { region: 5 },
      { restricted_recipients: 'a@example.com' },
      { restricted_recipients: [5] },
    ])
      assert.equal(validate({ customer_mappings: { a: entry } }), false, JSON.stringify(entry));
  });
});
