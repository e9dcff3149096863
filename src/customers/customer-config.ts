import type { Problem } from '../metadata/index.ts';
import type { UnresolvedReason } from './customer.ts';
import type { CustomerEntries } from './parse-customer-config.ts';

/** What config.json says, as far as meetings need it. */
export interface CustomerConfig {
  /** `us-east-1` where the file names none, as upstream. */
  readonly awsRegion: string;
  /** Whether the file names none, so that profiles and the environment are asked first. */
  readonly awsRegionIsDefault?: boolean;
  /** `email_config.meeting_organizer`; not yet checked for validity. */
  readonly meetingOrganizer?: string;
  /** By code: keys are trimmed and lower-cased. */
  readonly customers: ReadonlyMap<string, ConfiguredCustomer>;
  /** Customers whose entry is there but cannot be used, by code. None of these is in `customers`. */
  readonly invalidCustomers?: ReadonlyMap<string, UnresolvedReason>;
}

/** One customer's entry, checked by itself. */
export interface ConfiguredCustomer {
  readonly customerCode: string;
  readonly customerName?: string;
  readonly region?: string;
  readonly sesRoleArn?: string;
  readonly awsProfile?: string;
  readonly contactListName?: string;
  /** 12 digits; from `aws_account_id`, else from the role's ARN. */
  readonly awsAccountId?: string;
  /** `aws_account_id` alone: somebody has said whose account it is. */
  readonly declaredAccountId?: string;
  /** Trimmed and lower-cased; empty means unrestricted. */
  readonly restrictedRecipients: readonly string[];
}

/** How looking for config.json ended. */
export type ConfigLoad =
  | {
      readonly kind: 'loaded';
      /** Absolute path. */
      readonly file: string;
      readonly config: CustomerConfig;
      /** Warnings only. */
      readonly problems: readonly Problem[];
      /** Where the entries stand and what is wrong with single ones, for an editor. */
      readonly entries?: CustomerEntries;
    }
  /** `declared`: the person said `none`, so that having no restrictions is their decision. */
  | { readonly kind: 'absent'; readonly declared: boolean; readonly problems: readonly Problem[] }
  /** The file that should be used cannot be: at least one error. */
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] };
