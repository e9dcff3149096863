// What looking up credentials needs, for the official data: the product's own code with nothing behind it but what a
// case says.
import { readFile } from 'node:fs/promises';
import { profilesOf } from '../../src/customers/aws-profiles.ts';
import { parseAwsFile } from '../../src/customers/parse-aws-file.ts';
import { createMfaDesk } from '../../src/recipients/aws/credentials/mfa-desk.ts';
import { createSessionMemo } from '../../src/recipients/aws/credentials/session-memo.ts';
import { createSharedLookups } from '../../src/recipients/aws/credentials/shared-lookups.ts';
import { createSsoTroubles } from '../../src/recipients/aws/credentials/sso-troubles.ts';
import { realClock } from '../../src/recipients/clock.ts';

/** The profiles of a config file's text. */
export function profilesOfText(text) {
  const file = (kind, content) => ({ kind, path: kind, state: 'read', content });
  return profilesOf(
    file('config', parseAwsFile('config', text)),
    file('credentials', parseAwsFile('credentials', '')),
  );
}

/** Sections as the text of a file; nested settings are objects. */
export const textOf = (prefix, sections = {}) =>
  Object.entries(sections)
    .map(([name, settings]) => `[${prefix} ${name}]\n${Object.entries(settings).map(setting).join('')}`)
    .join('');

const setting = ([name, value]) =>
  typeof value === 'string'
    ? `${name} = ${value}\n`
    : `${name} =\n${Object.entries(value)
        .map((pair) => `  ${pair.join(' = ')}\n`)
        .join('')}`;

/** @param {object} parts of the dependencies that a case has something to say about */
export function identityDeps(parts) {
  const until = new AbortController().signal;
  const nowhere = { handle: () => Promise.reject(new Error('a request that no case knows of')) };
  return {
    env: {},
    homeDirectory: '/nonexistent',
    readTextFile: (path) => readFile(path, 'utf8'),
    clock: realClock,
    requestTimeoutMs: 10_000,
    handlerFor: () => nowhere,
    handlerUntil: () => nowhere,
    lookups: createSharedLookups(until, () => false),
    mfa: createMfaDesk(undefined),
    sessions: createSessionMemo(),
    ssoTroubles: createSsoTroubles(),
    ...parts,
  };
}

export const anySignal = () => new AbortController().signal;
