// AWS's cross-SDK data about configured endpoints (configured-endpoint-tests.json). Its services are stood for by those
// that are asked here. What the data calls a client's own configuration is what a client of ours is given.
import { clientConfig } from '../../src/recipients/aws/client-config.ts';
import { configuredEndpoint } from '../../src/recipients/aws/endpoints.ts';
import { loadAwsSdk } from '../../src/recipients/aws/sdk/index.ts';
import { profilesOfText, textOf } from './world.mjs';

const SERVICES = {
  s3: { id: 'SESV2', section: 'sesv2', own: /^https:\/\/email\.fake-region-10\.amazonaws\.com$/ },
  dynamodb: { id: 'STS', section: 'sts', own: /^https:\/\/sts\.fake-region-10\.amazonaws\.com$/ },
};

/** @param {{ testSuites: readonly any[] }} data */
export async function endpointCases(data) {
  const sdk = await loadAwsSdk();
  return data.testSuites.flatMap((suite) =>
    suite.endpointUrlTests.map((test) => ({ name: test.name, run: () => check(sdk, suite, test) })),
  );
}

const renamed = (record, rename) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [rename(name), value]));

async function check(sdk, suite, { profile, client_config, environment, service, output }) {
  const services = Object.entries(suite.services).map(([name, of]) => [
    name,
    renamed(of, (id) => SERVICES[id].section),
  ]);
  const text = `${textOf('profile', suite.profiles)}${textOf('services', Object.fromEntries(services))}`;
  const env = renamed(suite.environments[environment], (name) =>
    name.replace(
      /^AWS_ENDPOINT_URL_(S3|DYNAMODB)$/,
      (_, id) => `AWS_ENDPOINT_URL_${SERVICES[id.toLowerCase()].id}`,
    ),
  );
  const { id, own } = SERVICES[service];
  const given = suite.client_configs[client_config];
  const found = profilesOfText(text).get(profile);
  const configured = given.ignore_configured_endpoint_urls ? undefined : configuredEndpoint(id, env, found);
  const before = { ...process.env };
  Object.assign(process.env, env); // of which a client must take nothing by itself
  try {
    const asked = await whereAsked(sdk, id, given.endpoint_url ?? configured, found?.region);
    const wanted = output.endpointUrl;
    const isRight = /\.amazonaws\.com$/.test(wanted) ? own.test(asked) : asked === wanted;
    return isRight ? undefined : `asked ${asked}, not ${wanted}`;
  } finally {
    for (const name of Object.keys(env)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/** @returns the origin that a client of ours sends its request to */
async function whereAsked(sdk, id, endpoint, region) {
  let origin = '';
  const handler = {
    handle: async ({ protocol, hostname, port }) => {
      origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
      throw new Error('far enough');
    },
  };
  const setup = {
    region,
    endpoint,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    handler,
    credentials: { accessKeyId: '123', secretAccessKey: '456' },
  };
  const sent =
    id === 'SESV2'
      ? new sdk.ses.SESv2Client(clientConfig(setup)).send(new sdk.ses.ListContactListsCommand({}))
      : new sdk.sts.STSClient(clientConfig(setup)).send(new sdk.sts.GetCallerIdentityCommand({}));
  await sent.catch((error) => {
    if (origin === '') throw error;
  });
  return origin;
}
