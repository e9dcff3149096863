// AWS's cross-SDK data about sign-ins of `aws login` (login-provider-test-cases.json).
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { HttpResponse } from '@smithy/core/protocols';
import { profileIdentity } from '../../src/recipients/aws/credentials/profile-identity.ts';
import { loadAwsSdk } from '../../src/recipients/aws/sdk/index.ts';
import { CustomerFailure } from '../../src/recipients/errors/failure.ts';
import { anySignal, identityDeps, profilesOfText } from './world.mjs';

/** The moment that the data takes for now. */
const NOW = Date.parse('2025-11-19T00:00:00Z');

/** @param {readonly any[]} data */
export async function loginCases(data) {
  const sdk = await loadAwsSdk();
  return data.map((each) => ({ name: each.documentation, run: () => check(sdk, each) }));
}

async function check(sdk, { configContents, cacheContents, mockApiCalls = [], outcomes }) {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const cache = join(folder, 'cache');
  const before = process.env.AWS_LOGIN_CACHE_DIRECTORY;
  const realNow = Date.now;
  process.env.AWS_LOGIN_CACHE_DIRECTORY = cache;
  Date.now = () => NOW;
  try {
    await mkdir(cache);
    for (const [name, content] of Object.entries(cacheContents))
      await writeFile(join(cache, name), JSON.stringify(content));
    const profiles = profilesOfText(configContents);
    const handler = { handle: (request) => Promise.resolve({ response: answer(request, mockApiCalls) }) };
    const deps = identityDeps({
      profiles,
      sdk,
      handlerFor: () => handler,
      handlerUntil: () => handler,
      homeDirectory: folder,
    });
    const [name = ''] = profiles.names;
    const found = await profileIdentity(name, deps, anySignal()).then(
      ({ credentials }) => ({ credentials }),
      (error) => ({ error }),
    );
    for (const outcome of outcomes) {
      const wrong = await compare(outcome, found, cache);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  } finally {
    Date.now = realNow;
    if (before === undefined) delete process.env.AWS_LOGIN_CACHE_DIRECTORY;
    else process.env.AWS_LOGIN_CACHE_DIRECTORY = before;
    await rm(folder, { recursive: true });
  }
}

async function compare({ result, ...wanted }, { credentials, error }, cache) {
  if (result === 'error')
    return error instanceof CustomerFailure ? undefined : `no named error, but ${error ?? 'credentials'}`;
  if (error !== undefined) return `failed: ${error.message}`;
  if (result === 'cacheContents') {
    for (const [name, content] of Object.entries(wanted)) {
      const kept = JSON.parse(await readFile(join(cache, name), 'utf8'));
      if (!sameMoments(kept, content)) return `kept ${JSON.stringify(kept)}`;
    }
    return undefined;
  }
  const { accessKeyId, secretAccessKey, sessionToken, accountId, expiration } = credentials;
  const found = {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    accountId,
    expiresAt: expiration?.toISOString(),
  };
  return sameMoments(found, wanted) ? undefined : `gave ${JSON.stringify(found)}`;
}

/** Whether two are the same, moments with or without milliseconds. */
const sameMoments = (left, right) => {
  const plain = (value) => JSON.parse(JSON.stringify(value).replaceAll(/:(\d\d)\.000Z/g, ':$1Z'));
  return isDeepStrictEqual(plain(left), plain(right));
};

/** Answers as the case says, if it is asked what the case says. */
function answer({ body }, calls) {
  const input = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
  const call = calls.find(({ request }) => isDeepStrictEqual(request.tokenInput, input));
  const statusCode = call === undefined ? 500 : (call.responseCode ?? 200);
  const text = JSON.stringify(call?.response?.tokenOutput ?? {});
  return new HttpResponse({
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: Readable.from([Buffer.from(text)]),
  });
}
