import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { accessAnswer, listedMeeting, previewAnswer, validation } from '../../../src/ui/agents/answers.ts';
import { inputSchemaOf, parseToolInput, TOOL_INPUTS, type ToolName } from '../../../src/ui/agents/inputs.ts';
import { TOOL_NAMES } from '../../../src/ui/agents/names.ts';
import { withoutAddresses } from '../../../src/ui/diagnostics/without-addresses.ts';
import { answered } from '../../../src/ui/session/reducer.ts';
import { localizedManifest } from '../localized-manifest.ts';
import { answer, failure, planned, reading, stateWith } from '../samples.ts';

const { contributes } = z
  .object({
    contributes: z.object({
      languageModelTools: z.array(
        z.object({
          name: z.string(),
          toolReferenceName: z.string(),
          displayName: z.string().min(5),
          userDescription: z.string().min(20),
          modelDescription: z.string(),
          when: z.string(),
          inputSchema: z.unknown(),
        }),
      ),
    }),
  })
  .parse(localizedManifest());
const tools = contributes.languageModelTools;

describe('tools for language models in the manifest', () => {
  it('are those that are registered, with the schemas that their inputs are parsed by', () => {
    assert.deepEqual(
      tools.map(({ name }) => name),
      [...TOOL_NAMES],
    );
    assert.deepEqual(Object.keys(TOOL_INPUTS), [...TOOL_NAMES]);
    for (const { name, inputSchema } of tools)
      assert.deepEqual(inputSchema, inputSchemaOf(name as ToolName), name);
  });

  it('say when to use them, when not, and what they do not do; not in an untrusted workspace', () => {
    for (const { name, modelDescription, when, toolReferenceName } of tools) {
      assert.equal(when, 'isWorkspaceTrusted', name);
      assert.match(modelDescription, /\bUse it\b/, name);
      assert.match(modelDescription, /\bNot\b/, name);
      assert.match(modelDescription, /asks no AWS account|so the user confirms it/, name);
      assert.match(toolReferenceName, /^[a-zA-Z]+$/);
    }
  });

  it('have none that sends, changes or cancels', () => {
    for (const { name } of tools) assert.doesNotMatch(name, /send|create|update|cancel|delete|exclude/);
  });
});

describe('a model’s input', () => {
  it('is refused with a sentence when it is not what the schema says', () => {
    const name = 'customer-meetings_preview_meeting';
    assert.throws(() => parseToolInput(name, {}), /not valid: file: .+ call the tool again/);
    assert.throws(() => parseToolInput(name, { file: 7 }), /file: /);
    assert.throws(() => parseToolInput(name, { file: 'a.json', send: true }), /send/);
    assert.deepEqual(parseToolInput(name, { file: 'a.json' }), { file: 'a.json' });
    assert.deepEqual(parseToolInput('customer-meetings_list_meetings', undefined), {});
  });

  it('never breaks anything, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TOOL_NAMES), fc.anything(), (name, input) => {
        try {
          parseToolInput(name, input);
        } catch (error) {
          assert.match(String(error), /^Error: The input of customer-meetings_\w+ is not valid/);
        }
      }),
    );
  });
});

const RESULTS = [
  answer('a', ['one@a.example', 'two@a.example'], { unsubscribed: ['gone@a.example'] }),
  failure('b'),
];
const STATE = stateWith({
  phase: 'planned',
  sandbox: true,
  reading: reading(['a', 'b', 'c']),
  preparation: planned(RESULTS, { manualAttendees: ['not an address@x'] }),
  customers: RESULTS.map((result) => answered(result)),
  excluded: [{ customerCode: 'c' }],
});

describe('a model’s answer', () => {
  it('is a preview in numbers, with what stands against sending, and says that nothing was sent', () => {
    const preview = previewAnswer('change.json', STATE);
    const told = JSON.parse(JSON.stringify(preview)) as Record<string, unknown>;
    assert.deepEqual(
      [told.planned, told.sent, told.attendees, told.customersAnswered, told.excludedByUser],
      [true, false, 2, 1, ['c']],
    );
    assert.deepEqual(told.leftOut, { unsubscribed: 1 });
    assert.deepEqual(told.missingCustomers, [{ customerCode: 'b', reason: 'failed' }]);
    assert.match(JSON.stringify(told.blocks), /PartialNotAccepted/);
    assert.match(JSON.stringify(told.failed), /Let the role trust the base account/);
  });

  it('holds no address, whatever it is about', () => {
    const withAddress = {
      severity: 'error',
      code: 'X',
      message: 'The attendee "who@x.example" is odd.',
      path: '',
    } as const;
    const access = {
      uri: 'file:///config.json',
      configFile: '/config.json',
      topicName: 't',
      sandbox: false,
      phase: 'checked',
      problems: [withAddress],
      awsFiles: [],
      customers: [],
    } as const;
    for (const told of [
      previewAnswer('change.json', STATE),
      previewAnswer('change.json', stateWith({ preparation: { kind: 'failed', problems: [withAddress] } })),
      validation('change.json', reading(['a']), [withAddress]),
      listedMeeting('change.json', reading(['a']), 0, STATE),
      accessAnswer(access, 'config.json'),
    ])
      assert.doesNotMatch(JSON.stringify(told), /@/);
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        // What stands in front of an @ in quotation marks may hold anything; addresses of mail systems do not.
        assert.ok(!withoutAddresses(`The attendee ${address} is odd.`).includes(address));
      }),
    );
  });

  it('lists a meeting with what one needs to choose it', () => {
    assert.deepEqual(listedMeeting('change.json', reading(['a', 'b']), 0, undefined), {
      file: 'change.json',
      subject: 'Change Implementation: Rotate keys',
      start: '2030-06-02T20:00:00',
      timeZone: 'America/New_York',
      isOver: false,
      customers: 2,
      errors: 0,
      warnings: 0,
    });
  });
});
