import type * as identity from '@azure/identity';

/** Who signs in, and where. */
export interface Application {
  readonly tenantId: string;
  readonly clientId: string;
  /** Absent: a person signs in with a code. */
  readonly clientSecret?: string;
  /** Origin of Microsoft Entra. */
  readonly authorityHost: string;
  /** A stand-in on this machine: nobody elsewhere is asked whether it is one of Microsoft's. */
  readonly isLoopback: boolean;
}

/** What a person does with a device code. */
export interface DeviceCodePrompt {
  /** Microsoft's sentence with the address and the code. */
  readonly message: string;
}

/** A token, and whose it is where a person signed in. */
export interface Obtained {
  readonly token: string;
  readonly account?: string;
}

/** How a request to Microsoft Entra went wrong. */
export interface Trouble {
  /** What the connection failed with. */
  readonly networkError?: unknown;
  /** The `AADSTS…` number that was answered. */
  readonly refusal?: string;
}

/** The little of @azure/identity that is used here. */
export interface Credential {
  /**
   * A token that is good now.
   * @param anew not from the credential's memory, although that has one that seems good
   */
  readonly getToken: (scope: string, signal: AbortSignal, anew: boolean) => Promise<Obtained | undefined>;
  /** What the last request ran into; the library's own errors do not always know. */
  readonly trouble: () => Trouble;
}

/** Makes a credential; an argument so that tests need no Microsoft. */
export type OpenCredential = (
  application: Application,
  onDeviceCode: (prompt: DeviceCodePrompt) => void,
) => Promise<Credential>;

/** Credentials of @azure/identity, which is loaded with the first of them. */
export const openAzureCredential: OpenCredential = async (application, onDeviceCode) => {
  const { ClientSecretCredential, DeviceCodeCredential } = await import('@azure/identity');
  const { tenantId, clientId, clientSecret, authorityHost, isLoopback } = application;
  const remembered = rememberTrouble();
  const options: identity.ClientSecretCredentialOptions = {
    authorityHost,
    disableInstanceDiscovery: isLoopback,
    additionalPolicies: [{ policy: remembered.policy, position: 'perRetry' }],
    retryOptions: { maxRetries: 2, retryDelayInMs: 500 },
  };
  if (clientSecret !== undefined) {
    const open = (): identity.ClientSecretCredential =>
      new ClientSecretCredential(tenantId, clientId, clientSecret, options);
    let credential = open();
    return {
      trouble: remembered.last,
      getToken: async (scope, abortSignal, anew) => {
        if (anew) credential = open(); // with an empty memory
        return { token: (await credential.getToken(scope, { abortSignal })).token };
      },
    };
  }
  const credential = new DeviceCodeCredential({
    ...options,
    tenantId,
    clientId,
    userPromptCallback: ({ message }) => onDeviceCode({ message }),
  });
  let account: string | undefined;
  return {
    trouble: remembered.last,
    getToken: async (scope, abortSignal, anew) => {
      // `authenticate` tells who signed in; after it tokens come from the credential's memory.
      account ??= (await credential.authenticate(scope, { abortSignal }))?.username;
      const claims = anew ? { claims: issuedSince(Date.now()) } : {};
      const answer = await credential.getToken(scope, { abortSignal, ...claims });
      return { token: answer.token, ...(account !== undefined && { account }) };
    },
  };
};

/** Asks for a token younger than now, as services themselves do (Microsoft identity platform docs: claims challenge). */
function issuedSince(nowMs: number): string {
  const nbf = { essential: true, value: String(Math.floor(nowMs / 1000)) };
  return JSON.stringify({ access_token: { nbf } });
}

type Policy = NonNullable<identity.TokenCredentialOptions['additionalPolicies']>[number]['policy'];

function rememberTrouble(): { readonly policy: Policy; readonly last: () => Trouble } {
  let last: Trouble = {};
  return {
    last: () => last,
    policy: {
      name: 'customerMeetingsTrouble',
      sendRequest: async (request, next) => {
        last = {};
        try {
          const response = await next(request);
          const refusal = response.status < 400 ? undefined : AADSTS.exec(response.bodyAsText ?? '')?.[0];
          if (refusal !== undefined) last = { refusal };
          // MSAL does not look at this answer's status: it would show a code that is none, and ask for ever.
          if (response.status >= 400 && request.url.endsWith('/devicecode'))
            throw new Error('no device code');
          return response;
        } catch (error) {
          if (last.refusal === undefined) last = { networkError: error };
          throw error;
        }
      },
    },
  };
}

const AADSTS = /AADSTS\d{4,}/;
