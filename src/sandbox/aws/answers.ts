import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from '../answer.ts';

/** A refusal in AWS's words. `code` is the name SDKs show, e.g. `NotFoundException` or `AccessDenied`. */
export interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A JSON answer of SES v2 with the headers AWS sets. */
export function sesAnswer(value: unknown): Answer {
  return jsonAnswer(200, value, { 'x-amzn-requestid': randomUUID() });
}

/** A refusal of SES v2: the code in header and body, as AWS's rest-json protocol has it. */
export function sesError({ status, code, message }: AwsError): Answer {
  const body = { __type: code, message };
  return jsonAnswer(status, body, { 'x-amzn-requestid': randomUUID(), 'x-amzn-errortype': code });
}

const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** An XML answer of STS: `result` is the XML inside `<…Result>`. */
export function stsAnswer(operation: string, result: string): Answer {
  const requestId = randomUUID();
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return xml(
    200,
    requestId,
    `<${operation}Response xmlns="${STS_NAMESPACE}"><${operation}Result>${result}</${operation}Result>${metadata}</${operation}Response>`,
  );
}

/** A refusal of STS in AWS's query protocol. */
export function stsError({ status, code, message }: AwsError): Answer {
  const requestId = randomUUID();
  const error = `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return xml(
    status,
    requestId,
    `<ErrorResponse xmlns="${STS_NAMESPACE}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

/** Escapes text for XML content. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function xml(status: number, requestId: string, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
