import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { PROOF_CHECKS, type Proof } from '../../src/calendar/index.ts';
import { proofDocument, proofDocumentJsonSchema } from '../../src/documents/index.ts';

const FILE = join(import.meta.dirname, '..', '..', 'schemas', 'prove-calendar.schema.json');

const PROOF: Proof = {
  mailbox: 'team@meetings.example',
  checks: PROOF_CHECKS.map(({ code, assumption, meaning }) => {
    return { code, assumption, meaning, result: 'holds', seen: 'seen', durationMs: 3 };
  }),
  events: 2,
  leftOver: [
    { title: 'One', startMs: 0, webLink: 'https://outlook.example/1' },
    { title: 'Two', startMs: 0 },
  ],
  interrupted: false,
};

describe('the document of a proof', () => {
  const validate = new Ajv({ strict: true }).compile(proofDocumentJsonSchema());

  it('is described by the published schema, which “npm run schemas” writes anew', () => {
    assert.deepEqual(JSON.parse(readFileSync(FILE, 'utf8')), proofDocumentJsonSchema());
  });

  it('is valid with a proof and without one', () => {
    for (const proof of [PROOF, undefined]) {
      const document = proofDocument(PROOF.mailbox, proof, []);
      assert.ok(validate(JSON.parse(JSON.stringify(document))), JSON.stringify(validate.errors));
    }
  });

  it('holds the links of what is left, and nothing of what has none', () => {
    assert.deepEqual(proofDocument(PROOF.mailbox, PROOF, []).leftOver, ['https://outlook.example/1']);
  });

  it('refuses a result of another kind, and a key that is missing', () => {
    const document = proofDocument(PROOF.mailbox, PROOF, []);
    const [first] = document.checks;
    assert.ok(!validate({ ...document, checks: [{ ...first, result: 'maybe' }] }));
    assert.ok(!validate({ ...document, leftOver: undefined, extra: true }));
  });
});
