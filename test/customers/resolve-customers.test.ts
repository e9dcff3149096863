import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  resolveCustomers,
  type AwsProfile,
  type AwsProfiles,
  type ConfigLoad,
  type CustomerResolution,
} from '../../src/customers/index.ts';
import { parseCustomerConfig } from '../../src/customers/parse-customer-config.ts';

const ROLE = 'arn:aws:iam::111122223333:role/ses-reader';

/** Profiles of these names, with these regions. */
function profilesOf(regions: Readonly<Record<string, string | undefined>>): AwsProfiles {
  const profiles = new Map(
    Object.entries(regions).map(([name, region]): [string, AwsProfile] => [
      name,
      { name, raw: {}, ...(region === undefined ? {} : { region }) },
    ]),
  );
  return {
    names: [...profiles.keys()],
    get: (name) => profiles.get(name),
    configFile: '/home/me/.aws/config',
    credentialsFile: '/home/me/.aws/credentials',
    ssoSession: () => undefined,
    files: [],
    unusable: [],
  };
}

function loaded(customer_mappings: unknown, more: object = {}): ConfigLoad {
  const { config, problems } = parseCustomerConfig(
    JSON.stringify({ customer_mappings, ...more }),
    '/repo/config.json',
  );
  assert.notEqual(config, undefined);
  return { kind: 'loaded', file: '/repo/config.json', config: config!, problems };
}

const ABSENT: ConfigLoad = { kind: 'absent', declared: false, problems: [] };
const NO_PROFILES = profilesOf({});

function customerOf(resolution: CustomerResolution | undefined) {
  assert.equal(resolution?.kind, 'customer', JSON.stringify(resolution));
  return resolution.customer;
}

function errorOf(resolution: CustomerResolution | undefined) {
  assert.equal(resolution?.kind, 'unresolved', JSON.stringify(resolution));
  return resolution.error;
}

/** The customer `hts` of a config with this entry. */
const resolveEntry = (entry: unknown, profiles: AwsProfiles, baseProfile?: string, more: object = {}) =>
  resolveCustomers(
    ['hts'],
    loaded({ hts: entry }, more),
    profiles,
    baseProfile === undefined ? {} : { baseProfile },
  )[0];

describe('resolveCustomers, with a configuration', () => {
  it('takes over what the entry says', () => {
    const entry = {
      customer_name: 'Example One',
      region: 'eu-west-1',
      ses_role_arn: ROLE,
      contact_list_name: 'contacts',
      restricted_recipients: ['A@x.example'],
    };
    assert.deepEqual(customerOf(resolveEntry(entry, NO_PROFILES)), {
      customerCode: 'hts',
      customerName: 'Example One',
      credentials: { kind: 'role', roleArn: ROLE, sessionName: 'hts-ses-session' },
      region: 'eu-west-1',
      contactListName: 'contacts',
      expectedAccountId: '111122223333',
      restrictedRecipients: ['a@x.example'],
    });
  });

  it('assumes the role from the customer’s own profile, else from the base profile, else from the default chain', () => {
    const profiles = profilesOf({ own: 'us-west-2', base: 'us-west-1', hts: 'ap-south-1' });
    const role = { kind: 'role', roleArn: ROLE, sessionName: 'hts-ses-session' };
    const own = customerOf(resolveEntry({ aws_profile: 'own', ses_role_arn: ROLE }, profiles, 'base'));
    assert.deepEqual(own.credentials, { ...role, baseProfile: 'own' });
    const base = customerOf(resolveEntry({ ses_role_arn: ROLE }, profiles, 'base'));
    assert.deepEqual(base.credentials, { ...role, baseProfile: 'base' });
    assert.deepEqual(customerOf(resolveEntry({ ses_role_arn: ROLE }, profiles)).credentials, role);
  });

  it('uses the customer’s own profile as it is, else the local profile named after the code', () => {
    const profiles = profilesOf({ own: 'us-west-2', hts: 'ap-south-1', base: 'us-east-2' });
    const own = customerOf(resolveEntry({ aws_profile: 'own' }, profiles, 'base'));
    assert.deepEqual(own.credentials, { kind: 'profile', profile: 'own' });
    const named = customerOf(resolveEntry({}, profiles, 'base'));
    assert.deepEqual(named.credentials, { kind: 'profile', profile: 'hts' });
  });

  it('never asks the base profile’s own account', () => {
    const error = errorOf(resolveEntry({}, profilesOf({ base: 'us-east-1' }), 'base'));
    assert.equal(error.code, 'ProfileNotFound');
  });

  it('takes the region from the entry, else the customer’s profile, else the configuration', () => {
    const profiles = profilesOf({ own: 'us-west-2', bare: undefined, base: 'us-west-1' });
    const region = (entry: object, base?: string) =>
      customerOf(resolveEntry(entry, profiles, base, { aws_region: 'eu-central-1' })).region;
    assert.equal(region({ region: 'eu-west-1', aws_profile: 'own' }), 'eu-west-1');
    assert.equal(region({ aws_profile: 'own' }), 'us-west-2');
    assert.equal(region({ aws_profile: 'own', ses_role_arn: ROLE }), 'us-west-2');
    assert.equal(region({ aws_profile: 'bare' }), 'eu-central-1');
    assert.equal(region({ ses_role_arn: ROLE }, 'base'), 'eu-central-1');
  });

  it('says of an unknown customer what the Go tool says, and which one may be meant', () => {
    const config = loaded({ htsnonprod: {}, mcg: {} });
    // A profile of the same name is no way around the configuration and its restrictions.
    const [resolution] = resolveCustomers(['htsnoprod'], config, profilesOf({ htsnoprod: 'us-east-1' }), {});
    const error = errorOf(resolution);
    assert.equal(error.code, 'CustomerNotInConfig');
    assert.equal(error.message, 'failed to get config for customer htsnoprod: customer htsnoprod not found');
    assert.match(error.remedy, /Did you mean “htsnonprod”\?.*\/repo\/config\.json/);
    const [far] = resolveCustomers(['zzz'], config, NO_PROFILES, {});
    assert.doesNotMatch(errorOf(far).remedy, /Did you mean/);
    const [empty] = resolveCustomers(['zzz'], loaded({}), NO_PROFILES, {});
    assert.match(errorOf(empty).remedy, /holds no customer at all/);
  });

  it('says which profile is missing, in which files, and how to get it', () => {
    const error = errorOf(
      resolveEntry({ aws_profile: 'onw', customer_name: 'Example' }, profilesOf({ own: undefined })),
    );
    assert.equal(error.code, 'ProfileNotFound');
    assert.match(
      error.message,
      /“onw” that \/repo\/config\.json names for hts.*\.aws\/config or .*\.aws\/credentials/,
    );
    assert.match(error.remedy, /Did you mean “own”\?.*aws configure sso --profile onw/);
    const role = errorOf(resolveEntry({ aws_profile: 'gone', ses_role_arn: ROLE }, NO_PROFILES, 'base'));
    assert.equal(role.code, 'ProfileNotFound');
  });

  it('says that the base profile is missing, but not of default, which needs no section', () => {
    const error = errorOf(resolveEntry({ ses_role_arn: ROLE }, NO_PROFILES, 'base'));
    assert.equal(error.code, 'ProfileNotFound');
    assert.match(error.message, /base AWS profile “base”.*role of hts/);
    assert.equal(resolveEntry({ ses_role_arn: ROLE }, NO_PROFILES, 'default')?.kind, 'customer');
  });

  it('says what an entry without credentials lacks', () => {
    const error = errorOf(resolveEntry({}, NO_PROFILES));
    assert.match(error.message, /neither “aws_profile” nor “ses_role_arn”/);
    assert.match(error.remedy, /add “ses_role_arn” or “aws_profile” to hts in \/repo\/config\.json/);
  });

  it('keeps a broken entry that customer’s alone, in the order of the codes', () => {
    const config = loaded({ a: { ses_role_arn: ROLE }, b: { ses_role_arn: 'x' }, c: { ses_role_arn: ROLE } });
    const resolutions = resolveCustomers([' C', 'B', 'a', 'd'], config, NO_PROFILES, {});
    assert.deepEqual(
      resolutions.map((each) => (each.kind === 'customer' ? each.customer.customerCode : each.error.code)),
      ['c', 'ConfigInvalid', 'a', 'CustomerNotInConfig'],
    );
    assert.match(errorOf(resolutions[1]).message, /^\/repo\/config\.json:1:\d+: /);
  });

  it('keeps the name of a customer that cannot be asked', () => {
    const resolution = resolveEntry({ customer_name: 'Example One' }, NO_PROFILES);
    assert.equal(resolution?.kind === 'unresolved' && resolution.customerName, 'Example One');
  });
});

describe('resolveCustomers, without a configuration', () => {
  it('asks through the local profile named after the code, unrestricted', () => {
    const [resolution] = resolveCustomers(['HTS'], ABSENT, profilesOf({ hts: 'eu-west-1' }), {
      baseProfile: 'base',
    });
    assert.deepEqual(customerOf(resolution), {
      customerCode: 'hts',
      credentials: { kind: 'profile', profile: 'hts' },
      region: 'eu-west-1',
      restrictedRecipients: [],
    });
  });

  it('says what to do where there is no such profile', () => {
    const [resolution] = resolveCustomers(['hst'], ABSENT, profilesOf({ hts: undefined }), {});
    const error = errorOf(resolution);
    assert.equal(error.code, 'ProfileNotFound');
    assert.match(error.remedy, /Did you mean “hts”\?.*aws configure sso --profile hst.*config\.json/);
  });

  it('asks nobody where the configuration failed', () => {
    const failed: ConfigLoad = {
      kind: 'failed',
      problems: [{ severity: 'error', code: 'JsonSyntax', message: 'Broken.', path: '' }],
    };
    const error = errorOf(resolveCustomers(['hts'], failed, profilesOf({ hts: undefined }), {})[0]);
    assert.deepEqual([error.code, error.message], ['ConfigInvalid', 'Broken.']);
  });
});
