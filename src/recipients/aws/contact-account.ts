import type { ContactAccount } from '../account.ts';
import type { AskedAbout } from '../errors/about.ts';
import { classify } from '../errors/classify.ts';
import type { ClientSetup } from './client-config.ts';
import { clientConfig } from './client-config.ts';
import { guardClient } from './middleware.ts';
import type { AwsSdk } from './sdk.ts';

/** A customer's account as AWS lets it be read. */
export interface AccountSetup extends ClientSetup {
  /** Only where AWS has said so while signing in. */
  readonly accountId: string | undefined;
  readonly stsEndpoint: string | undefined;
  /** Told what GetCallerIdentity answers, so that the same keys need not be asked about again. */
  readonly knownAccounts: Map<string, string>;
  readonly about: AskedAbout;
}

/**
 * Opens an account that has been signed in to: one SES client, over the shared connections. No request is made yet.
 * Every failure leaves here classified.
 */
export function openContactAccount(sdk: AwsSdk, setup: AccountSetup): ContactAccount {
  const client = new sdk.ses.SESv2Client(clientConfig(setup));
  guardClient(client.middlewareStack, 'ses');
  const about: AskedAbout = { ...setup.about, region: setup.region };
  const classified = async <T>(more: AskedAbout, sent: Promise<T>): Promise<T> => {
    try {
      return await sent;
    } catch (error) {
      throw classify(error, { ...about, ...more });
    }
  };
  const endpoint = setup.endpoint === undefined ? {} : { endpoint: setup.endpoint };
  const { accessKeyId } = setup.credentials;
  const accountId = setup.accountId ?? setup.knownAccounts.get(accessKeyId);
  return {
    region: setup.region,
    budget: [accountId ?? accessKeyId, setup.region, setup.endpoint ?? ''].join(' '),
    ...(accountId === undefined ? {} : { accountId }),
    getCallerIdentity: async (abortSignal) => {
      const sts = new sdk.sts.STSClient(clientConfig({ ...setup, endpoint: setup.stsEndpoint }));
      guardClient(sts.middlewareStack, 'sts');
      const answer = await classified(
        {
          operation: 'sts:GetCallerIdentity',
          ...(setup.stsEndpoint === undefined ? {} : { endpoint: setup.stsEndpoint }),
        },
        sts.send(new sdk.sts.GetCallerIdentityCommand({}), { abortSignal }),
      );
      if (answer.Account !== undefined) setup.knownAccounts.set(accessKeyId, answer.Account);
      return answer;
    },
    listContactLists: (NextToken, abortSignal) =>
      classified(
        { operation: 'ses:ListContactLists', ...endpoint },
        client.send(new sdk.ses.ListContactListsCommand({ NextToken }), { abortSignal }),
      ),
    getContactList: (ContactListName, abortSignal) =>
      classified(
        { operation: 'ses:GetContactList', contactList: ContactListName, ...endpoint },
        client.send(new sdk.ses.GetContactListCommand({ ContactListName }), { abortSignal }),
      ),
    listContacts: ({ contactList, topicName, pageSize, nextToken }, abortSignal) =>
      classified(
        { operation: 'ses:ListContacts', contactList, ...endpoint },
        client.send(
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
