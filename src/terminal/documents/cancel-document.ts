import type { EventOutcome } from '../../calendar/index.ts';
import type { MetadataReading, Problem } from '../../metadata/index.ts';
import { CANCEL_INVITE } from '../usage/actions.ts';
import { inviteDocument, type InviteDocument } from '../../documents/index.ts';

/** What a cancel came to know. */
export interface CancelFacts {
  readonly reading?: MetadataReading;
  readonly events?: readonly EventOutcome[];
  /** Problems of the run itself, beyond those of the file. */
  readonly problems: readonly Problem[];
}

/** The document of a cancel: that of an invite, with nobody asked and therefore nobody missing. Pure. */
export function cancelDocument(
  { reading, events = [], problems }: CancelFacts,
  values: {
    readonly 'dry-run': boolean;
    readonly 'topic-name'?: string | undefined;
    readonly 'json-metadata': string;
    readonly 'sender-email': string;
  },
): InviteDocument {
  const document = inviteDocument({
    action: CANCEL_INVITE,
    dryRun: values['dry-run'],
    topicName: values['topic-name'] ?? '',
    metadataFile: values['json-metadata'],
    ...(reading !== undefined && {
      preparation: { kind: 'failed' as const, problems: reading.problems, reading },
    }),
    events,
    problems,
  });
  const { meeting } = document;
  return {
    ...document,
    complete: true,
    meeting: meeting === null ? null : { ...meeting, organizer: values['sender-email'] },
  };
}
