// AWS's cross-SDK data about parsing the AWS files (profile-parser-tests.json).
import { isDeepStrictEqual } from 'node:util';
import { profilesOf } from '../../src/customers/aws-profiles.ts';
import { parseAwsFile } from '../../src/customers/parse-aws-file.ts';

/** What the official data calls our faults. @type {Readonly<Record<string, string>>} */
const OFFICIAL = {
  'before-heading': 'Expected a profile definition',
  heading: "Profile definition must end with ']'",
  'no-name': 'Property did not have a name',
  'no-equals': "Expected an '=' sign defining a property",
  colon: "Expected an '=' sign defining a property",
  continuation: 'Expected a property definition, found continuation',
  'nested-no-equals': "Expected an '=' sign defining a sub-property",
  'nested-no-name': 'Sub-property did not have a name',
};

/** @param {{ tests: readonly { name: string, input: any, output: any }[] }} data */
export function parserCases(data) {
  return data.tests.map(({ name, input, output }) => ({ name, run: () => check(input, output) }));
}

/** @returns {string | undefined} what is wrong */
function check({ configFile = '', credentialsFile = '' }, { config, errorContaining }) {
  const parsed = [parseAwsFile('config', configFile), parseAwsFile('credentials', credentialsFile)];
  const said = parsed
    .flatMap(({ faults, sections }) => [...faults, ...sections.flatMap((section) => section.faults)])
    .flatMap(({ kind }) => OFFICIAL[kind] ?? []);
  if (errorContaining !== undefined)
    return said.some((text) => text.includes(errorContaining)) ? undefined : `said ${JSON.stringify(said)}`;
  if (said.length > 0) return `said ${JSON.stringify(said)}`;
  const [file, credentials] = ['config', 'credentials'].map((kind, index) => ({
    kind,
    path: kind,
    state: 'read',
    content: parsed[index],
  }));
  const profiles = profilesOf(file, credentials);
  const named = (wanted) =>
    new Set(
      parsed
        .flatMap(({ sections }) => sections)
        .filter(({ kind, isStandard }) => kind === wanted && isStandard)
        .map(({ name }) => name),
    );
  const found = {
    profiles: entries(named('profile'), (name) => profiles.get(name)?.raw),
    sso_sessions: entries(named('sso-session'), profiles.ssoSession),
  };
  const wanted = { profiles: config.profiles, sso_sessions: config.sso_sessions ?? {} };
  return isDeepStrictEqual(found, wanted) ? undefined : `gave ${JSON.stringify(found)}`;
}

const entries = (names, get) => Object.fromEntries([...names].map((name) => [name, get(name)]));
