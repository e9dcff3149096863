import * as z from 'zod';
import { disagreements, sameText } from '../disagreement.ts';
import { field, filled, firstOf, present, type DraftReading } from '../draft.ts';
import type { JsonDocument } from '../json-document.ts';
import { readTyped } from '../typed-document.ts';
import { dateTimePair } from './date-time-pair.ts';
import * as f from './fields.ts';
import { inviteFields } from './invite-fields.ts';
import type { Shape } from './shape.ts';

const tickets = f
  .object({
    serviceNow: f.text.describe('ServiceNow ticket.'),
    snow: f.text.describe('ServiceNow ticket.'),
    jira: f.text.describe('Jira ticket.'),
  })
  .describe('The change’s tickets.');

const NestedDocument = z
  .looseObject({
    object_type: f.objectType,
    changeId: f.text.describe('Identifies the change, and so its meeting, across edits of everything else.'),
    status: f.status,
    include_meeting: f.yesOrNo.describe('Whether a meeting is wanted.'),
    meetingRequired: f.yesOrNo.describe('Whether a meeting is wanted.'),
    testRun: f.yesOrNo.describe('True for what is only a trial.'),
    changeMetadata: f
      .object({
        changeId: f.text.describe('The same as `changeId` at the top.'),
        changeTitle: f.text.describe(
          'The change’s title; the subject of a meeting without a title of its own.',
        ),
        title: f.text.describe('The same as `changeTitle`.'),
        customerCodes: f.codes.describe('Codes of the affected customers.'),
        customerNames: f.names,
        customerName: f.names,
        tickets,
        changeReason: f.text.describe('Why the change is made: “Description” in the invite.'),
        description: f.text.describe('The same as `changeReason`.'),
        implementationPlan: f.text.describe('What will be done.'),
        testPlan: f.text.describe('How it is tested.'),
        expectedCustomerImpact: f.text.describe('What customers will notice.'),
        customerImpact: f.text.describe('The same as `expectedCustomerImpact`.'),
        rollbackPlan: f.text.describe('How it is undone.'),
        meetingRequired: f.yesOrNo.describe('Whether a meeting is wanted.'),
        schedule: f
          .object({
            implementationStart: f.moment.describe('Begin of the implementation window.'),
            implementationEnd: f.moment.describe('End of the implementation window.'),
            timezone: f.zone,
            beginDate: f.text.describe('Day on which the window begins.'),
            beginTime: f.text.describe('Time at which the window begins.'),
            endDate: f.text.describe('Day on which the window ends.'),
            endTime: f.text.describe('Time at which the window ends.'),
          })
          .describe('The implementation window.'),
      })
      .describe('The change itself.'),
    emailNotification: f
      .object({
        customerCodes: f.codes.describe('Codes of the affected customers, where the change has none.'),
        customerNames: f.names,
        scheduledWindow: f
          .object({
            start: f.moment.describe('Begin of the implementation window, where the schedule has none.'),
            end: f.moment.describe('End of the implementation window, where the schedule has none.'),
          })
          .describe('The implementation window as the mail gives it.'),
        tickets,
      })
      .describe('The mail that announces the change.'),
    meetingInvite: f.meetingInvite,
  })
  .describe('A nested change (approval request).');

const FLAT_TIMES = ['implementationStart', 'meetingStartTime'];

/** The nested change ("approval request"): `changeMetadata`, `emailNotification` and `meetingInvite` at the top. */
export const nested: Shape = {
  name: 'nested',
  description: 'a nested change (changeMetadata and meetingInvite at the top)',
  // As upstream, a title at the top makes the file a flat one; but not where the times are nested.
  recognise: (top) => {
    const flatTitle = top.has('changeTitle');
    if (top.has('changeMetadata')) return !flatTitle || !FLAT_TIMES.some((key) => top.has(key));
    return !flatTitle && (top.has('meetingInvite') || top.has('emailNotification'));
  },
  document: NestedDocument,
  read: readNested,
};

function readNested(document: JsonDocument): DraftReading {
  const { data, problems } = readTyped(document, [], NestedDocument);
  const at = 'changeMetadata';
  const change = data.changeMetadata;
  const schedule = change?.schedule;
  const mail = data.emailNotification;
  const inSchedule = <T>(value: T | undefined, key: string) => field(value, at, 'schedule', key);
  const pair = (which: 'begin' | 'end') =>
    dateTimePair(
      { value: schedule?.[`${which}Date`], path: [at, 'schedule', `${which}Date`] },
      { value: schedule?.[`${which}Time`], path: [at, 'schedule', `${which}Time`] },
    );
  const objectId = firstOf(field(data.changeId, 'changeId'), field(change?.changeId, at, 'changeId'));
  const title = firstOf(field(change?.changeTitle, at, 'changeTitle'), field(change?.title, at, 'title'));
  const serviceNow = firstOf(
    field(change?.tickets?.serviceNow, at, 'tickets', 'serviceNow'),
    field(change?.tickets?.snow, at, 'tickets', 'snow'),
    field(mail?.tickets?.serviceNow, 'emailNotification', 'tickets', 'serviceNow'),
    field(mail?.tickets?.snow, 'emailNotification', 'tickets', 'snow'),
  );
  const jira = firstOf(
    field(change?.tickets?.jira, at, 'tickets', 'jira'),
    field(mail?.tickets?.jira, 'emailNotification', 'tickets', 'jira'),
  );
  return {
    problems: [
      ...problems,
      ...[objectId, title, serviceNow, jira].flatMap((each) => disagreements(document, each, sameText)),
    ],
    draft: {
      kind: 'change',
      objectType: field(data.object_type)?.value.trim() ?? 'change',
      subjectPrefix: 'Change Implementation',
      places: {
        objectId: [['changeId'], [at, 'changeId']],
        title: [
          [at, 'changeTitle'],
          [at, 'title'],
        ],
        start: [
          ['meetingInvite', 'startTime'],
          [at, 'schedule', 'implementationStart'],
        ],
        timeZone: [
          [at, 'schedule', 'timezone'],
          ['meetingInvite', 'timezone'],
        ],
      },
      ...present({ objectId, title }),
      meeting: inviteFields(data.meetingInvite, 'meetingInvite'),
      window: present({
        start: firstOf(
          inSchedule(schedule?.implementationStart, 'implementationStart'),
          pair('begin'),
          field(mail?.scheduledWindow?.start, 'emailNotification', 'scheduledWindow', 'start'),
        ),
        end: firstOf(
          inSchedule(schedule?.implementationEnd, 'implementationEnd'),
          pair('end'),
          field(mail?.scheduledWindow?.end, 'emailNotification', 'scheduledWindow', 'end'),
        ),
        timeZone: inSchedule(schedule?.timezone, 'timezone'),
      }),
      wishes: present({
        includeMeeting: field(data.include_meeting, 'include_meeting'),
        meetingRequired: firstOf(
          field(data.meetingRequired, 'meetingRequired'),
          field(change?.meetingRequired, at, 'meetingRequired'),
        ),
        status: field(data.status, 'status'),
        testRun: field(data.testRun, 'testRun'),
      }),
      details: {
        reason: filled(change?.changeReason, change?.description),
        implementationPlan: filled(change?.implementationPlan),
        testPlan: filled(change?.testPlan),
        customerImpact: filled(change?.expectedCustomerImpact, change?.customerImpact),
        rollbackPlan: filled(change?.rollbackPlan),
        serviceNow: serviceNow?.value ?? '',
        jira: jira?.value ?? '',
      },
    },
  };
}
