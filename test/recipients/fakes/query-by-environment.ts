// A program that asks one customer the way the command line does: proxies and certificates are the environment's.
// Prints the error code, or how many people it found; with the argument `whole` the error as JSON.
import { readTextFile } from '../../../src/files/index.ts';
import { readAwsProfiles } from '../../../src/customers/index.ts';
import { openAwsPool, queryCustomerRecipients, realClock } from '../../../src/recipients/index.ts';
import { fakeCustomer } from './accounts.ts';
import { limits } from './limits.ts';

const env = process.env;
const profiles = await readAwsProfiles(env, '/nonexistent', readTextFile);
const pool = openAwsPool({ readTextFile, environmentProxies: true });
const accounts = pool.open({ env, homeDirectory: '/nonexistent', profiles, limits: limits() });
const customer = fakeCustomer('hts', { region: 'us-east-1' });
const { error, recipients } = await queryCustomerRecipients(customer, 'aws-calendar', limits(), {
  accounts,
  clock: realClock,
  signal: new AbortController().signal,
});
accounts.close();
pool.close();
const said = process.argv[2] === 'whole' ? JSON.stringify(error ?? {}) : error?.code;
process.stdout.write(said ?? String(recipients.length));
