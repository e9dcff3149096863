import * as z from 'zod';
import { field, present, type DraftReading } from '../draft.ts';
import type { JsonDocument } from '../json-document.ts';
import { readTyped } from '../typed-document.ts';
import * as f from './fields.ts';
import { inviteFields } from './invite-fields.ts';
import type { Shape, TopLevel } from './shape.ts';

const FlatDocument = z.looseObject({
  object_type: f.text,
  changeId: f.text,
  changeTitle: f.text,
  changeReason: f.text,
  customers: f.codes,
  implementationPlan: f.text,
  testPlan: f.text,
  customerImpact: f.text,
  rollbackPlan: f.text,
  snowTicket: f.text,
  jiraTicket: f.text,
  implementationStart: f.moment,
  implementationEnd: f.moment,
  timezone: f.text,
  include_meeting: f.yesOrNo,
  meetingRequired: f.yesOrNo,
  meetingTitle: f.text,
  meetingStartTime: f.moment,
  meetingEndTime: f.moment,
  meetingDuration: f.duration,
  meetingLocation: f.text,
  attendees: f.attendees,
  status: f.text,
  testRun: f.yesOrNo,
  meetingInvite: f.meetingInvite,
});

const MARKS = [
  'changeTitle',
  'changeReason',
  'implementationStart',
  'implementationEnd',
  'implementationPlan',
  'meetingTitle',
  'meetingStartTime',
  'include_meeting',
  'changeId',
  'customerCodes',
  'customer_codes',
  'affectedCustomers',
];

/** The flat change: every field at the top of the document. */
export const flat: Shape = {
  name: 'flat',
  description: 'a flat change (changeTitle and the other fields at the top)',
  recognise: (top) =>
    MARKS.some((key) => top.has(key)) ||
    top.text('object_type')?.trim().toLowerCase() === 'change' ||
    namesCustomers(top),
  read: readFlat,
};

/** A list of codes under `customers` is all that some files hold; a list of objects is some other program's. */
const namesCustomers = (top: TopLevel): boolean =>
  top.text('customers') !== undefined || top.text('customers', '0') !== undefined;

function readFlat(document: JsonDocument): DraftReading {
  const { data, problems } = readTyped(document, [], FlatDocument);
  const invite = inviteFields(data.meetingInvite);
  return {
    problems,
    draft: {
      kind: 'change',
      objectType: field(data.object_type)?.value.trim() ?? 'change',
      places: {
        objectId: [['changeId']],
        title: [['changeTitle']],
        start: [['meetingStartTime'], ['implementationStart']],
        timeZone: [['timezone']],
      },
      ...present({
        objectId: field(data.changeId, 'changeId'),
        title: field(data.changeTitle, 'changeTitle'),
      }),
      meeting: {
        ...invite,
        ...present({
          title: field(data.meetingTitle, 'meetingTitle'),
          start: field(data.meetingStartTime, 'meetingStartTime'),
          end: field(data.meetingEndTime, 'meetingEndTime'),
          duration: field(data.meetingDuration, 'meetingDuration'),
          location: field(data.meetingLocation, 'meetingLocation'),
          attendees: field(data.attendees, 'attendees'),
        }),
      },
      window: present({
        start: field(data.implementationStart, 'implementationStart'),
        end: field(data.implementationEnd, 'implementationEnd'),
        timeZone: field(data.timezone, 'timezone'),
      }),
      wishes: present({
        includeMeeting: field(data.include_meeting, 'include_meeting'),
        meetingRequired: field(data.meetingRequired, 'meetingRequired'),
        status: field(data.status, 'status'),
        testRun: field(data.testRun, 'testRun'),
      }),
      details: {
        reason: data.changeReason ?? '',
        implementationPlan: data.implementationPlan ?? '',
        testPlan: data.testPlan ?? '',
        customerImpact: data.customerImpact ?? '',
        rollbackPlan: data.rollbackPlan ?? '',
        serviceNow: data.snowTicket ?? '',
        jira: data.jiraTicket ?? '',
      },
    },
  };
}
