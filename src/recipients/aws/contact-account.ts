import { createHash } from 'node:crypto';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AccountClaim, ContactAccount } from '../account.ts';
import { wrongAccount } from '../errors/account-failures.ts';
import type { AskedAbout } from '../errors/about.ts';
import { classify } from '../errors/classify.ts';
import { CustomerFailure } from '../errors/failure.ts';
import type { PlaceSetup } from './client-config.ts';
import { clientConfig } from './client-config.ts';
import { withRenewal } from './credentials/identity.ts';
import type { Identity } from './credentials/identity.ts';
import { guardClient } from './middleware.ts';
import { createSes } from './ses.ts';
import type { AwsSdk } from './sdk/index.ts';

/** A customer's account as AWS lets it be read. */
export interface AccountSetup extends PlaceSetup {
  readonly identity: Identity;
  /** Signs with the identity's credentials. */
  readonly ses: SESv2Client;
  readonly stsEndpoint: string | undefined;
  /** Told what GetCallerIdentity answers, so that the same keys need not be asked about again. */
  readonly knownAccounts: Map<string, string>;
  readonly about: AskedAbout;
  /** As in {@link ContactAccount}. */
  readonly claims: readonly AccountClaim[];
}

/** The same for the same access key; the key itself is nobody's business. */
const markOf = (accessKeyId: string): string =>
  createHash('sha256').update(accessKeyId).digest('hex').slice(0, 16);

/** An identity with the clients that sign with it. */
interface SignedIn {
  readonly identity: Identity;
  readonly ses: SESv2Client;
}

/**
 * Opens an account that has been signed in to. No request is made yet.
 * Credentials that AWS says have expired are renewed, once per account. Every failure leaves here classified.
 */
export function openContactAccount(sdk: AwsSdk, setup: AccountSetup): ContactAccount {
  const { region, endpoint, stsEndpoint, knownAccounts } = setup;
  let current: SignedIn = { identity: setup.identity, ses: setup.ses };
  let accountId = setup.identity.accountId ?? knownAccounts.get(setup.identity.credentials.accessKeyId);

  const about: AskedAbout = { ...setup.about, region };
  const at = (place: string | undefined): AskedAbout => (place === undefined ? {} : { endpoint: place });
  const classified = async <T>(more: AskedAbout, sent: Promise<T>): Promise<T> => {
    try {
      return await sent;
    } catch (error) {
      throw classify(error, { ...about, ...more });
    }
  };

  const callerIdentity = async ({ credentials }: Identity, abortSignal: AbortSignal) => {
    const sts: STSClient = new sdk.sts.STSClient(
      clientConfig({ ...setup, endpoint: stsEndpoint, credentials }),
    );
    guardClient(sts.middlewareStack, 'sts');
    const answer = await classified(
      { operation: 'sts:GetCallerIdentity', ...at(stsEndpoint) },
      sts.send(new sdk.sts.GetCallerIdentityCommand({}), { abortSignal }),
    );
    if (answer.Account !== undefined) knownAccounts.set(credentials.accessKeyId, answer.Account);
    return answer;
  };

  /** Goes on with renewed credentials, if they are of the account that has been read so far. */
  const goOnAs = async (fresh: Identity, signal: AbortSignal): Promise<void> => {
    if (accountId !== undefined && fresh.accountId !== accountId) {
      const { Account } = await callerIdentity(fresh, signal);
      if (Account !== accountId) throw new CustomerFailure(wrongAccount(accountId, Account));
    }
    current = { identity: { ...fresh, renew: undefined }, ses: createSes(sdk, setup, fresh.credentials) };
  };

  const ask = <T>(
    more: AskedAbout,
    signal: AbortSignal,
    send: (ses: SESv2Client, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<T> =>
    withRenewal(current.identity, signal, async (identity) => {
      if (identity !== current.identity) await goOnAs(identity, signal);
      return classified({ ...more, ...at(endpoint) }, send(current.ses, signal));
    });

  return {
    region,
    budget: [accountId ?? setup.identity.credentials.accessKeyId, region, endpoint ?? ''].join(' '),
    ...(accountId === undefined ? {} : { accountId }),
    ...(setup.identity.assumedBy === undefined ? {} : { assumedBy: setup.identity.assumedBy }),
    signedInAs: markOf(setup.identity.credentials.accessKeyId),
    claims: setup.claims,
    getCallerIdentity: async (signal) => {
      const answer = await withRenewal(current.identity, signal, async (identity) => {
        if (identity !== current.identity) await goOnAs(identity, signal);
        return callerIdentity(current.identity, signal);
      });
      accountId = answer.Account;
      return answer;
    },
    listContactLists: (NextToken, signal) =>
      ask({ operation: 'ses:ListContactLists' }, signal, (ses, abortSignal) =>
        ses.send(new sdk.ses.ListContactListsCommand({ NextToken }), { abortSignal }),
      ),
    getContactList: (ContactListName, signal) =>
      ask({ operation: 'ses:GetContactList', contactList: ContactListName }, signal, (ses, abortSignal) =>
        ses.send(new sdk.ses.GetContactListCommand({ ContactListName }), { abortSignal }),
      ),
    listContacts: ({ contactList, topicName, pageSize, nextToken }, signal) =>
      ask({ operation: 'ses:ListContacts', contactList }, signal, (ses, abortSignal) =>
        ses.send(
          new sdk.ses.ListContactsCommand({
            ContactListName: contactList,
            // Without the default counted in, everybody subscribed by default would silently be missing.
            Filter: {
              FilteredStatus: 'OPT_IN',
              TopicFilter: { TopicName: topicName, UseDefaultIfPreferenceUnavailable: true },
            },
            PageSize: pageSize,
            NextToken: nextToken,
          }),
          { abortSignal },
        ),
      ),
  };
}
