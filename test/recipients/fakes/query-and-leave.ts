// A program that asks one customer and then has nothing more to do: if it does not end by itself, something was left
// behind. `cancel` cancels after that many milliseconds. Prints the error code, or "fine", when it has its answer.
import { readTextFile } from '../../../src/files/index.ts';
import { readAwsProfiles } from '../../../src/customers/index.ts';
import { openAwsPool, queryCustomerRecipients, realClock } from '../../../src/recipients/index.ts';
import { fakeCustomer } from './accounts.ts';
import { limits } from './limits.ts';

const [configFile = '', credentialsFile = '', cancel] = process.argv.slice(2);
const env = { AWS_CONFIG_FILE: configFile, AWS_SHARED_CREDENTIALS_FILE: credentialsFile };
const profiles = await readAwsProfiles(env, '/nonexistent', readTextFile);
const pool = openAwsPool({ readTextFile });
const accounts = pool.open({ env, homeDirectory: '/nonexistent', profiles, limits: limits() });
const controller = new AbortController();
if (cancel !== undefined) setTimeout(() => controller.abort(), Number(cancel));
const result = await queryCustomerRecipients(fakeCustomer('hts'), 'aws-calendar', limits(), {
  accounts,
  clock: realClock,
  signal: controller.signal,
});
accounts.close();
pool.close();
process.stdout.write(result.error?.code ?? 'fine');
