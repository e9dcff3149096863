import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { ForeignAnswer } from '../errors/answer-failures.ts';
import { raceAbort } from '../scope.ts';

/** More than any error that AWS describes; what is longer is left to the SDK as it comes. */
const MOST_BYTES = 64 * 1024;

/** An error in the XML of AWS's query services, whichever element is around it. */
const XML_CODE = /<Code>\s*([\w.:-]{1,128})\s*<\/Code>/;
const XML_MESSAGE = /<Message>([^<]{0,2000})<\/Message>/;

/**
 * Reads the body of an error before the SDK does, where that would not understand it: a front of AWS that throttles
 * answers JSON services in XML (jckuester/awsls issue 4), and gateways answer with pages that they call plain text.
 * Any other body is put back as it was.
 * @throws ForeignAnswer for a web page; an error as the SDK would give it (`name`, `$metadata`) for XML
 */
export async function readRefusal(
  request: HttpRequest,
  response: HttpResponse,
  signal: AbortSignal,
): Promise<void> {
  const { statusCode, headers } = response;
  const body: unknown = response.body;
  if (!(body instanceof Readable)) return;
  const { chunks, isWhole } = await raceAbort(readSome(body), signal);
  const read = Buffer.concat(chunks);
  response.body = isWhole ? Readable.from([read]) : Readable.from(joined(chunks, body));
  const text = read.toString('utf8').trimStart();
  if (!text.startsWith('<')) return;
  if (/^<(!doctype html|html|head|body)/i.test(text)) throw new ForeignAnswer('page', statusCode);
  const isQuery = /x-www-form-urlencoded/i.test(headerOf(request.headers, 'content-type') ?? '');
  const code = isQuery ? undefined : XML_CODE.exec(text)?.[1];
  if (code === undefined) return;
  const requestId = headers['x-amzn-requestid'];
  throw Object.assign(new Error(XML_MESSAGE.exec(text)?.[1]?.trim() ?? code), {
    name: code,
    $metadata: { httpStatusCode: statusCode, ...(requestId === undefined ? {} : { requestId }) },
  });
}

async function readSome(
  body: Readable,
): Promise<{ readonly chunks: readonly Buffer[]; readonly isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  const iterator = body.iterator({ destroyOnReturn: false });
  for await (const chunk of iterator) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    length += bytes.length;
    if (length > MOST_BYTES) return { chunks, isWhole: false };
  }
  return { chunks, isWhole: true };
}

async function* joined(chunks: readonly Buffer[], rest: Readable): AsyncGenerator<Buffer> {
  yield* chunks;
  for await (const chunk of rest) yield Buffer.from(chunk as Uint8Array);
}

const headerOf = (headers: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
