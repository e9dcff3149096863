import * as z from 'zod';
import { disagreements, sameText } from '../disagreement.ts';
import { field, filled, firstOf, present, type DraftReading } from '../draft.ts';
import type { JsonDocument } from '../json-document.ts';
import { readTyped } from '../typed-document.ts';
import { dateTimePair } from './date-time-pair.ts';
import * as f from './fields.ts';
import type { Shape } from './shape.ts';

const tickets = f
  .object({
    service_now: f.text.describe('ServiceNow ticket.'),
    snow: f.text.describe('ServiceNow ticket.'),
    jira: f.text.describe('Jira ticket.'),
  })
  .describe('The change’s tickets.');

const SnakeCaseDocument = z
  .looseObject({
    change_id: f.text.describe('Identifies the change, and so its meeting, across edits of everything else.'),
    status: f.status,
    include_meeting: f.yesOrNo.describe('Whether a meeting is wanted.'),
    test_run: f.yesOrNo.describe('True for what is only a trial.'),
    change_metadata: f
      .object({
        change_id: f.text.describe('The same as `change_id` at the top.'),
        title: f.text.describe('The change’s title; the subject of a meeting without a title of its own.'),
        change_title: f.text.describe('The same as `title`.'),
        customer_codes: f.codes.describe('Codes of the affected customers.'),
        customer_names: f.names,
        tickets,
        change_reason: f.text.describe('Why the change is made: “Description” in the invite.'),
        description: f.text.describe('The same as `change_reason`.'),
        implementation_plan: f.text.describe('What will be done.'),
        test_plan: f.text.describe('How it is tested.'),
        expected_customer_impact: f.text.describe('What customers will notice.'),
        customer_impact: f.text.describe('The same as `expected_customer_impact`.'),
        rollback_plan: f.text.describe('How it is undone.'),
        schedule: f
          .object({
            implementation_start: f.moment.describe('Begin of the implementation window.'),
            implementation_end: f.moment.describe('End of the implementation window.'),
            begin_date: f.text.describe('Day on which the window begins.'),
            begin_time: f.text.describe('Time at which the window begins.'),
            end_date: f.text.describe('Day on which the window ends.'),
            end_time: f.text.describe('Time at which the window ends.'),
            timezone: f.zone,
          })
          .describe('The implementation window.'),
      })
      .describe('The change itself.'),
    meeting_invite: f
      .object({
        title: f.text.describe('The meeting’s own title: the subject of the invite.'),
        start_time: f.moment.describe('The meeting’s own start; else the implementation window’s.'),
        end_time: f.moment.describe('The meeting’s own end; a duration counts before it.'),
        duration: f.duration,
        duration_minutes: f.duration,
        location: f.text.describe('Where the meeting is.'),
        attendees: f.attendees,
        timezone: f.zone,
      })
      .describe('The meeting itself.'),
    metadata: f
      .object({
        meeting_required: f.yesOrNo.describe('Whether a meeting is wanted.'),
        attendees: f.attendees,
      })
      .describe('What the form adds.'),
  })
  .describe('A nested change in snake case.');

type SnakeCaseDocument = z.output<typeof SnakeCaseDocument>;

/** The nested change in snake case: `change_metadata` and `meeting_invite` at the top. */
export const snakeCase: Shape = {
  name: 'snake_case',
  description: 'a nested change in snake case (change_metadata and meeting_invite at the top)',
  recognise: (top) => top.has('change_metadata') || (top.has('meeting_invite') && !top.has('changeMetadata')),
  document: SnakeCaseDocument,
  read: readSnakeCase,
};

const CHANGE = 'change_metadata';
const INVITE = 'meeting_invite';

function readSnakeCase(document: JsonDocument): DraftReading {
  const { data, problems } = readTyped(document, [], SnakeCaseDocument);
  const change = data.change_metadata;
  const objectId = firstOf(field(data.change_id, 'change_id'), field(change?.change_id, CHANGE, 'change_id'));
  const title = firstOf(
    field(change?.title, CHANGE, 'title'),
    field(change?.change_title, CHANGE, 'change_title'),
  );
  return {
    problems: [...problems, ...[objectId, title].flatMap((each) => disagreements(document, each, sameText))],
    draft: {
      kind: 'change',
      objectType: 'change',
      subjectPrefix: 'Change Implementation',
      places: {
        objectId: [['change_id'], [CHANGE, 'change_id']],
        title: [[CHANGE, 'title']],
        start: [
          [INVITE, 'start_time'],
          [CHANGE, 'schedule', 'implementation_start'],
        ],
        timeZone: [[CHANGE, 'schedule', 'timezone']],
      },
      ...present({ objectId, title }),
      ...times(data),
      wishes: present({
        includeMeeting: field(data.include_meeting, 'include_meeting'),
        meetingRequired: field(data.metadata?.meeting_required, 'metadata', 'meeting_required'),
        status: field(data.status, 'status'),
        testRun: field(data.test_run, 'test_run'),
      }),
      details: {
        reason: filled(change?.change_reason, change?.description),
        implementationPlan: filled(change?.implementation_plan),
        testPlan: filled(change?.test_plan),
        customerImpact: filled(change?.expected_customer_impact, change?.customer_impact),
        rollbackPlan: filled(change?.rollback_plan),
        serviceNow: filled(change?.tickets?.service_now, change?.tickets?.snow),
        jira: filled(change?.tickets?.jira),
      },
    },
  };
}

/** The meeting's own fields and the implementation window. */
function times(data: SnakeCaseDocument): Pick<DraftReading['draft'], 'meeting' | 'window'> {
  const invite = data.meeting_invite;
  const schedule = data.change_metadata?.schedule;
  const inSchedule = <T>(value: T | undefined, key: string) => field(value, CHANGE, 'schedule', key);
  const pair = (which: 'begin' | 'end') =>
    dateTimePair(
      { value: schedule?.[`${which}_date`], path: [CHANGE, 'schedule', `${which}_date`] },
      { value: schedule?.[`${which}_time`], path: [CHANGE, 'schedule', `${which}_time`] },
    );
  return {
    meeting: present({
      title: field(invite?.title, INVITE, 'title'),
      start: field(invite?.start_time, INVITE, 'start_time'),
      end: field(invite?.end_time, INVITE, 'end_time'),
      duration: firstOf(
        field(invite?.duration_minutes, INVITE, 'duration_minutes'),
        field(invite?.duration, INVITE, 'duration'),
      ),
      location: field(invite?.location, INVITE, 'location'),
      timeZone: field(invite?.timezone, INVITE, 'timezone'),
      attendees: firstOf(
        field(invite?.attendees, INVITE, 'attendees'),
        field(data.metadata?.attendees, 'metadata', 'attendees'),
      ),
    }),
    window: present({
      start: firstOf(inSchedule(schedule?.implementation_start, 'implementation_start'), pair('begin')),
      end: firstOf(inSchedule(schedule?.implementation_end, 'implementation_end'), pair('end')),
      timeZone: inSchedule(schedule?.timezone, 'timezone'),
    }),
  };
}
