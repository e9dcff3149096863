import { NOBODY_BY_HAND, type InviteRequest } from '../../invite/index.ts';
import type { FlagValues } from '../flags/flag.ts';
import { queryLimits } from '../query-options.ts';
import type { INVITE_FLAGS } from '../usage/invite-flags.ts';

export type InviteValues = FlagValues<typeof INVITE_FLAGS>;

/** IANA zone of times that name none (design: When; the Go tool's default as well). */
export const DEFAULT_TIME_ZONE = 'America/New_York';

/** What the flags ask for. A run without `--require-all-customers` is the decision to send partially. */
export function inviteRequest(
  values: InviteValues,
  metadataText: string,
  workingDirectory: string,
): InviteRequest {
  const configFile = values['config-file'];
  const onlyCustomers = values['customer-code'];
  const takenOffCustomers = values['take-off'];
  return {
    metadataFile: values['json-metadata'],
    metadataText,
    workingDirectory,
    ...(configFile === undefined ? {} : { configFile }),
    topicName: values['topic-name'],
    senderEmail: values['sender-email'],
    ...(onlyCustomers === undefined ? {} : { onlyCustomers }),
    ...(takenOffCustomers === undefined ? {} : { byHand: { ...NOBODY_BY_HAND, takenOffCustomers } }),
    defaultTimeZone: DEFAULT_TIME_ZONE,
    hideAttendees: values['hide-attendees'],
    limits: queryLimits(values),
    acceptPartial: !values['require-all-customers'] || onlyCustomers !== undefined,
  };
}
