import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

const file = new URL('../../fixtures/graph/event.schema.json', import.meta.url);
const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true });
ajv.addVocabulary(['x-readOnly']);
ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')) as object);

const create = compiled('request.createEvent');
const update = compiled('request.updateEvent');
const cancel = compiled('request.cancelEvent');

/**
 * What is wrong with the body of a write, by Microsoft's own types; `[]` when nothing is.
 * @param method `POST` (a create), `PATCH` or `CANCEL`
 */
export function schemaErrors(method: string, body: unknown): readonly string[] {
  const validate = method === 'CANCEL' ? cancel : method === 'POST' ? create : update;
  return validate(body)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

function compiled(name: string): ValidateFunction {
  return ajv.compile({ $ref: `urn:contract:microsoft-graph:v1.0:event#/definitions/${name}` });
}
