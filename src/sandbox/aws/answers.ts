import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from '../answer.ts';

/** A refusal in AWS's words. `code` is the name SDKs show, e.g. `NotFoundException` or `AccessDenied`. */
export interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Goes into a Retry-After header. */
  readonly retryAfterSeconds?: number;
}

const retryAfter = ({ retryAfterSeconds }: AwsError): Record<string, string> =>
  retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };

/** A JSON answer with the headers that AWS's rest-json services set. */
export function restJsonAnswer(value: unknown): Answer {
  return jsonAnswer(200, value, { 'x-amzn-requestid': randomUUID() });
}

/** A refusal in AWS's rest-json protocol: the code in header and body. `more` are members of the body beside it. */
export function restJsonError(error: AwsError, more: Readonly<Record<string, string>> = {}): Answer {
  const { status, code, message } = error;
  return jsonAnswer(
    status,
    { __type: code, message, ...more },
    { 'x-amzn-requestid': randomUUID(), 'x-amzn-errortype': code, ...retryAfter(error) },
  );
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
export function stsError(refused: AwsError): Answer {
  const { status, code, message } = refused;
  const requestId = randomUUID();
  const error = `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  const answer = xml(
    status,
    requestId,
    `<ErrorResponse xmlns="${STS_NAMESPACE}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
  return { ...answer, headers: { ...answer.headers, ...retryAfter(refused) } };
}

/** Escapes text for XML content. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function xml(status: number, requestId: string, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
