import { field, filled, firstOf, present, type Draft, type DraftReading, type Field } from '../draft.ts';
import { disagreements, sameText } from '../disagreement.ts';
import type { JsonDocument } from '../json-document.ts';
import { readTyped } from '../typed-document.ts';
import { ChangeDocument } from './change-document.ts';
import { dateTimePair, isWholeMoment } from './date-time-pair.ts';
import { inviteFields } from './invite-fields.ts';

/**
 * Reads a change whose fields are at the top of the document. Of several fields for one thing the first counts and the
 * others are compared with it. The form's own dates come before the portal's RFC 3339 ones: the portal makes those of the
 * form's, but in the browser's zone instead of the one that was chosen.
 * @param places where people are told to write what is missing: the fields that belong to the file's shape
 */
export function readChange(document: JsonDocument, places: Draft['places']): DraftReading {
  const { data, problems } = readTyped(document, [], ChangeDocument);
  const objectId = firstOf(field(data.changeId, 'changeId'), field(data.change_id, 'change_id'));
  const title = firstOf(field(data.changeTitle, 'changeTitle'), field(data.title, 'title'));
  return {
    problems: [
      ...problems,
      ...disagreements(document, objectId, sameText),
      ...disagreements(document, title, sameText),
    ],
    draft: {
      kind: 'change',
      objectType: field(data.object_type)?.value.trim() ?? 'change',
      subjectPrefix: 'Change Implementation',
      places,
      ...present({ objectId, title }),
      meeting: meetingFields(data),
      window: windowFields(data),
      wishes: present({
        includeMeeting: field(data.include_meeting, 'include_meeting'),
        meetingRequired: firstOf(
          field(data.meetingRequired, 'meetingRequired'),
          field(data.metadata?.meetingRequired, 'metadata', 'meetingRequired'),
        ),
        status: field(data.status, 'status'),
        testRun: field(data.testRun, 'testRun'),
      }),
      details: {
        reason: filled(data.changeReason, data.description),
        implementationPlan: filled(data.implementationPlan, data.implementation_plan),
        testPlan: filled(data.testPlan, data.test_plan),
        customerImpact: filled(data.customerImpact, data.customer_impact, data.impact),
        rollbackPlan: filled(data.rollbackPlan, data.rollback_plan),
        serviceNow: filled(data.snowTicket),
        jira: filled(data.jiraTicket),
      },
    },
  };
}

function meetingFields(data: ChangeDocument): Draft['meeting'] {
  const invite = inviteFields(data.meetingInvite, 'meetingInvite');
  const older = data.metadata;
  return present({
    title: firstOf(
      field(data.meetingTitle, 'meetingTitle'),
      field(older?.meetingTitle, 'metadata', 'meetingTitle'),
      invite.title,
    ),
    start: inOrder(
      dateTimePair(
        { value: data.meetingDate, path: ['meetingDate'] },
        { value: data.meetingTime, path: ['meetingTime'] },
      ),
      field(data.meetingStartTime, 'meetingStartTime'),
      dateTimePair(
        { value: older?.meetingDate, path: ['metadata', 'meetingDate'] },
        { value: older?.meetingTime, path: ['metadata', 'meetingTime'] },
      ),
      invite.start,
    ),
    end: firstOf(field(data.meetingEndTime, 'meetingEndTime'), invite.end),
    duration: firstOf(
      field(data.meetingDuration, 'meetingDuration'),
      field(older?.meetingDuration, 'metadata', 'meetingDuration'),
      invite.duration,
    ),
    location: firstOf(
      field(data.meetingLocation, 'meetingLocation'),
      field(older?.meetingLocation, 'metadata', 'meetingLocation'),
      invite.location,
    ),
    timeZone: invite.timeZone,
    attendees: firstOf(
      field(data.attendees, 'attendees'),
      field(older?.attendees, 'metadata', 'attendees'),
      invite.attendees,
    ),
  });
}

function windowFields(data: ChangeDocument): Draft['window'] {
  const { schedule } = data;
  return present({
    start: inOrder(
      dateTimePair(
        { value: data.implementationBeginDate, path: ['implementationBeginDate'] },
        { value: data.implementationBeginTime, path: ['implementationBeginTime'] },
      ),
      field(data.implementationStart, 'implementationStart'),
      field(schedule?.startDate, 'schedule', 'startDate'),
      field(schedule?.start_time, 'schedule', 'start_time'),
    ),
    end: inOrder(
      dateTimePair(
        { value: data.implementationEndDate, path: ['implementationEndDate'] },
        { value: data.implementationEndTime, path: ['implementationEndTime'] },
      ),
      field(data.implementationEnd, 'implementationEnd'),
      field(schedule?.endDate, 'schedule', 'endDate'),
      field(schedule?.end_time, 'schedule', 'end_time'),
    ),
    timeZone: firstOf(field(data.timezone, 'timezone'), field(schedule?.timezone, 'schedule', 'timezone')),
  });
}

/** The first moment, but a form's field that is only half filled in comes after one that says day and time. */
function inOrder(
  form: Field<string> | undefined,
  ...others: readonly (Field<string> | undefined)[]
): Field<string> | undefined {
  const later = others.filter((each) => each !== undefined);
  return isWholeMoment(form) || later.length === 0 ? firstOf(form, ...later) : firstOf(...later, form);
}
