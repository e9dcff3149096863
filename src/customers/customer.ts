/** Where a customer's AWS credentials come from; decided from config.json and the user's AWS files (design: config.json). */
export type CredentialSource =
  /** A profile of the user's own AWS files, used as it is. */
  | { readonly kind: 'profile'; readonly profile: string }
  /** A role assumed from a profile, or from the default chain when `baseProfile` is absent. */
  | {
      readonly kind: 'role';
      readonly roleArn: string;
      /** `<code>-ses-session`, as upstream names it (2–64 of `[\w+=,.@-]`). */
      readonly sessionName: string;
      readonly baseProfile?: string;
    };

/** One customer of the meeting, ready to be asked. */
export interface Customer {
  readonly customerCode: string;
  /** Friendly name from config.json; absent when the file has none. */
  readonly customerName?: string;
  readonly credentials: CredentialSource;
  /** From config.json or the customer's own profile; else that of the profile whose credentials are used applies. */
  readonly region?: string;
  /** Where the customer is when neither these nor the environment name a region. */
  readonly defaultRegion?: string;
  /** Named in config.json; else the account's own list is looked up. */
  readonly contactListName?: string;
  /** 12 digits, from `aws_account_id` or the role's ARN: credentials of any other account are refused. */
  readonly expectedAccountId?: string;
  /** Allow-list for what this customer contributes; empty means unrestricted. Trimmed and lower-cased. */
  readonly restrictedRecipients: readonly string[];
}

/** A code of the meeting: the customer it stands for, or why it cannot be asked. */
export type CustomerResolution =
  | { readonly kind: 'customer'; readonly customer: Customer }
  | {
      readonly kind: 'unresolved';
      readonly customerCode: string;
      readonly customerName?: string;
      readonly error: UnresolvedReason;
    };

/** Why a customer cannot even be asked; becomes that customer's error and nobody else's. */
export interface UnresolvedReason {
  readonly code: 'CustomerNotInConfig' | 'ProfileNotFound' | 'AwsFileUnreadable' | 'ConfigInvalid';
  readonly message: string;
  readonly remedy: string;
  /** What other customers lack as well, when it is not this customer's own; the same text for all of them. */
  readonly cause?: string;
}
