import * as z from 'zod';
import * as f from './fields.ts';

/**
 * A change with its fields at the top: those of the flat change, of the portal's form, of the functional tests and of the
 * documentation, which only add to one another. All of them are read in every such file, so that which shape it has never
 * decides whether a field counts.
 */
export const ChangeDocument = z
  .looseObject({
    object_type: f.objectType,
    changeId: f.text.describe('Identifies the change, and so its meeting, across edits of everything else.'),
    change_id: f.text.describe('The same as `changeId`.'),
    changeTitle: f.text.describe('The change’s title; the subject of a meeting without a title of its own.'),
    title: f.text.describe('The title; of a change where there is no `changeTitle`.'),
    changeReason: f.text.describe('Why the change is made: “Description” in the invite.'),
    description: f.text.describe('The same as `changeReason`.'),
    customers: f.codes.describe('Codes of the affected customers.'),
    customerCodes: f.codes.describe('The same as `customers`.'),
    affected_customers: f.codes.describe('The same as `customers`.'),
    implementationPlan: f.text.describe('What will be done.'),
    implementation_plan: f.text.describe('The same as `implementationPlan`.'),
    testPlan: f.text.describe('How it is tested.'),
    test_plan: f.text.describe('The same as `testPlan`.'),
    customerImpact: f.text.describe('What customers will notice.'),
    customer_impact: f.text.describe('The same as `customerImpact`.'),
    impact: f.text.describe('The same as `customerImpact`.'),
    rollbackPlan: f.text.describe('How it is undone.'),
    rollback_plan: f.text.describe('The same as `rollbackPlan`.'),
    snowTicket: f.text.describe('ServiceNow ticket.'),
    jiraTicket: f.text.describe('Jira ticket.'),
    implementationStart: f.moment.describe('Begin of the implementation window.'),
    implementationEnd: f.moment.describe('End of the implementation window.'),
    implementationBeginDate: f.text.describe('Day on which the window begins, as the form has it.'),
    implementationBeginTime: f.text.describe('Time at which the window begins, as the form has it.'),
    implementationEndDate: f.text.describe('Day on which the window ends, as the form has it.'),
    implementationEndTime: f.text.describe('Time at which the window ends, as the form has it.'),
    schedule: f
      .object({
        startDate: f.moment.describe('Begin of the implementation window.'),
        endDate: f.moment.describe('End of the implementation window.'),
        start_time: f.moment.describe('Begin of the implementation window.'),
        end_time: f.moment.describe('End of the implementation window.'),
        timezone: f.zone,
      })
      .describe('The implementation window.'),
    timezone: f.zone,
    include_meeting: f.yesOrNo.describe('Whether a meeting is wanted.'),
    meetingRequired: f.yesOrNo.describe('Whether a meeting is wanted.'),
    meetingTitle: f.text.describe('The meeting’s own title: the subject of the invite.'),
    meetingStartTime: f.moment.describe('The meeting’s own start; else the window’s.'),
    meetingEndTime: f.moment.describe('The meeting’s own end; a duration counts before it.'),
    meetingDate: f.moment.describe('The meeting’s own start as the form has it, e.g. `2025-11-02T10:00`.'),
    meetingTime: f.text.describe('The time of `meetingDate`, where that is a day alone.'),
    meetingDuration: f.duration,
    meetingLocation: f.text.describe('Where the meeting is.'),
    attendees: f.attendees,
    status: f.status,
    testRun: f.yesOrNo.describe('True for what is only a trial.'),
    meetingInvite: f.meetingInvite,
    metadata: f
      .object({
        meetingRequired: f.yesOrNo.describe('Whether a meeting is wanted.'),
        meetingTitle: f.text.describe('The meeting’s own title.'),
        meetingDate: f.moment.describe('The meeting’s own start.'),
        meetingTime: f.text.describe('The time of `meetingDate`, where that is a day alone.'),
        meetingDuration: f.duration,
        meetingLocation: f.text.describe('Where the meeting is.'),
        attendees: f.attendees,
      })
      .describe('Where older files keep the fields of their meeting.'),
  })
  .describe('A change.');

export type ChangeDocument = z.output<typeof ChangeDocument>;
