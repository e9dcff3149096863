import type { ConfigLoad } from '../customers/index.ts';
import type { Meeting, Problem } from '../metadata/index.ts';
import type { AggregatedRecipients, CustomerRecipientResult } from '../recipients/index.ts';
import { answersInOrder, decideAttendees } from './attendees.ts';
import { oldAnswers } from './old-answers.ts';
import { byCustomer } from './by-customer.ts';
import { planFingerprint } from './fingerprint.ts';
import { meetingContent } from './meeting-content.ts';
import { namedCustomers } from './named-customers.ts';
import type { Completeness, InvitePlan, MissingCustomer } from './plan.ts';
import {
  attachmentsNamed,
  attendeesVisible,
  customerRemarks,
  customersMissing,
  customersNamedInTexts,
  manualAttendeeProblems,
  meetingOver,
  takenOffInFile,
  type MetadataSource,
} from './problems.ts';
import { sameAccount } from './same-account.ts';
import { selectCustomers, type Selection } from './scope.ts';
import { partitionAttendees, planParts } from './split.ts';
import { decideVisibility, type HideAttendees } from './visibility.ts';

/** Everything a plan is made from. */
export interface PlanInput extends Selection {
  readonly meeting: Meeting;
  /** A valid address. */
  readonly organizer: string;
  readonly topicName: string;
  /** The answers; those of customers that the selection leaves out are not used. */
  readonly aggregated: AggregatedRecipients;
  /** For names and restrictions, also of customers that failed or were left out. */
  readonly config: ConfigLoad;
  readonly hideAttendees: HideAttendees;
  /** The decision to send although customers are missing. */
  readonly acceptPartial: boolean;
  /** Milliseconds since the Unix epoch; decides only whether the meeting is over. */
  readonly nowEpochMs: number;
  /** What reading the file and the config had to say; comes first in the plan's problems. */
  readonly problems?: readonly Problem[];
  /** Lets problems of manual attendees point into the file. */
  readonly source?: MetadataSource;
}

/** Decides everything about an invite: who, when, what, split and visible how. Pure; the same input gives the same plan. */
export function planInvite(input: PlanInput): InvitePlan {
  const { meeting, config } = input;
  const scope = selectCustomers(meeting, input);
  const asked = new Set(scope.asked);
  const given = byCustomer(input.aggregated.results);
  const results = meeting.customerCodes.flatMap((code) => (asked.has(code) ? given(code) : []));
  const resultsOf = byCustomer(results);
  const completeness = completenessOf(meeting, scope, resultsOf, input.acceptPartial);
  const missing = completeness.kind === 'complete' ? [] : completeness.missing;

  const people = decideAttendees({
    results,
    customerOrder: meeting.customerCodes,
    restrictionsOf: (code) => restrictionsOf(code, config, resultsOf),
    manualAttendees: meeting.manualAttendees,
    ...(scope.byHand === undefined ? {} : { byHand: scope.byHand }),
  });
  const visibility = decideVisibility(meeting, input.hideAttendees, people.attendees, missing);
  const content = meetingContent(meeting, input.organizer, namedCustomers(visibility.named, config, results));

  const plan = {
    ...content,
    topicName: input.topicName,
    hideAttendees: visibility.hideAttendees,
    ...guardedContent(),
    attendees: people.attendees,
    excluded: people.excluded,
    parts: planParts(partitionAttendees(people.attendees, meeting.customerCodes), content.subject),
    completeness,
    ...(scope.byHand === undefined ? {} : { byHand: scope.byHand }),
    answered: answersInOrder(results, meeting.customerCodes).map(({ customerCode }) => customerCode),
    results,
    problems: [
      ...(input.problems ?? []),
      ...meetingOver(meeting, input.nowEpochMs),
      ...oldAnswers(results, input.nowEpochMs),
      ...attachmentsNamed(meeting, input.source),
      ...manualAttendeeProblems(people, scope.byHand?.added ?? [], input.source),
      ...customersMissing(completeness),
      ...attendeesVisible(namedCustomers(visibility.seeingEachOther, config, results)),
      ...takenOffInFile(meeting, scope.byHand),
      ...(visibility.hideAttendees && meeting.customerCodes.length > 1 ? namedInTexts(meeting, config) : []),
      ...sameAccount(results, config),
      ...customerRemarks(results),
    ],
  };
  return { ...plan, fingerprint: planFingerprint(plan) };

  function guardedContent(): Pick<InvitePlan, 'guarded'> {
    if (input.hideAttendees === 'never') return {};
    if (visibility.hideAttendees && visibility.named.length === 0) return {};
    const { bodyHtml, bodyText } = meetingContent(meeting, input.organizer, []);
    return { guarded: { bodyHtml, bodyText } };
  }
}

type ResultsOf = (code: string) => readonly CustomerRecipientResult[];

function completenessOf(
  meeting: Meeting,
  scope: { readonly leftOut: readonly MissingCustomer[] },
  resultsOf: ResultsOf,
  acceptedPartial: boolean,
): Completeness {
  const leftOutOf = byCustomer(scope.leftOut);
  const missing = meeting.customerCodes.flatMap((customerCode): readonly MissingCustomer[] => {
    const [leftOut] = leftOutOf(customerCode);
    if (leftOut !== undefined) return [leftOut];
    const [result] = resultsOf(customerCode);
    if (result === undefined) return [{ customerCode, reason: 'failed', message: 'It has not been asked.' }];
    if (result.error === undefined) return [];
    const { code, message } = result.error;
    return [{ customerCode, reason: code === 'Cancelled' ? 'cancelled' : 'failed', message }];
  });
  return missing.length === 0 ? { kind: 'complete' } : { kind: 'partial', missing, acceptedPartial };
}

/** The config as it is now wins over what an earlier answer carried along, so that a restriction added since then holds. */
function restrictionsOf(code: string, config: ConfigLoad, resultsOf: ResultsOf): readonly string[] {
  const configured = config.kind === 'loaded' ? config.config.customers.get(code) : undefined;
  const [answered] = resultsOf(code);
  return configured?.restrictedRecipients ?? answered?.restrictedRecipients ?? [];
}

function namedInTexts(meeting: Meeting, config: ConfigLoad): readonly Problem[] {
  return customersNamedInTexts(meeting, config.kind === 'loaded' ? config.config : undefined);
}
