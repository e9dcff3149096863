import * as z from 'zod';
import { disagreement } from '../disagreement.ts';
import { field, filled, present, type DraftReading } from '../draft.ts';
import type { JsonDocument } from '../json-document.ts';
import type { Problem } from '../problem.ts';
import { readTyped } from '../typed-document.ts';
import { readAttachments } from './attachments.ts';
import * as f from './fields.ts';
import type { Shape } from './shape.ts';

const AnnouncementDocument = z
  .looseObject({
    object_type: f.objectType,
    announcement_id: f.text.describe(
      'Identifies the announcement, and so its meeting, across edits of everything else.',
    ),
    announcement_type: f.text.meta({
      description: 'What kind of announcement it is.',
      examples: ['cic', 'finops', 'innersource', 'general'],
    }),
    title: f.text.describe('The announcement’s title; the subject of a meeting without a title of its own.'),
    summary: f.text.describe('“Description” in the invite.'),
    content: f.text.describe('“Details” in the invite; may be Markdown.'),
    customers: f.codes.describe('Codes of the customers it is meant for.'),
    include_meeting: f.yesOrNo.describe('Whether a meeting is wanted.'),
    meeting_title: f.text.describe('The meeting’s own title: the subject of the invite.'),
    meeting_date: f.moment.describe('The meeting’s start.'),
    meeting_timezone: f.zone,
    meeting_duration: f.duration,
    meeting_location: f.text.describe('Where the meeting is.'),
    attendees: f.attendees,
    attachments: z
      .array(z.unknown(), { error: 'must be a list' })
      .optional()
      .describe('Names or links of files, or objects with `name`.'),
    status: f.status,
    testRun: f.yesOrNo.describe('True for what is only a trial.'),
  })
  .describe('An announcement.');

type AnnouncementDocument = z.output<typeof AnnouncementDocument>;

/** The announcement: `object_type` starts with `announcement`, fields in snake case at the top. */
export const announcement: Shape = {
  name: 'announcement',
  description: 'an announcement (object_type announcement_…)',
  recognise: (top) =>
    (top.text('object_type')?.trim().toLowerCase().startsWith('announcement') ?? false) ||
    top.has('announcement_id') ||
    top.has('announcement_type'),
  document: AnnouncementDocument,
  read: readAnnouncement,
};

function readAnnouncement(document: JsonDocument): DraftReading {
  const { data, problems } = readTyped(document, [], AnnouncementDocument);
  const type = announcementType(document, data);
  const attachments = readAttachments(document, data.attachments);
  return {
    problems: [...problems, ...type.problems, ...attachments.problems],
    draft: {
      kind: 'announcement',
      objectType: type.type === 'announcement' ? type.type : `announcement_${type.type}`,
      subjectPrefix: `${type.type.toUpperCase()} Event`,
      places: {
        objectId: [['announcement_id']],
        title: [['title']],
        start: [['meeting_date']],
        timeZone: [['meeting_timezone']],
      },
      ...present({
        objectId: field(data.announcement_id, 'announcement_id'),
        title: field(data.title, 'title'),
      }),
      meeting: present({
        title: field(data.meeting_title, 'meeting_title'),
        start: field(data.meeting_date, 'meeting_date'),
        duration: field(data.meeting_duration, 'meeting_duration'),
        location: field(data.meeting_location, 'meeting_location'),
        timeZone: field(data.meeting_timezone, 'meeting_timezone'),
        attendees: field(data.attendees, 'attendees'),
      }),
      window: {},
      wishes: present({
        includeMeeting: field(data.include_meeting, 'include_meeting'),
        status: field(data.status, 'status'),
        testRun: field(data.testRun, 'testRun'),
      }),
      details: {
        reason: filled(data.summary),
        implementationPlan: '',
        testPlan: '',
        customerImpact: '',
        rollbackPlan: '',
        serviceNow: '',
        jira: '',
      },
      announcement: {
        type: type.type,
        content: filled(data.content),
        attachments: attachments.attachments,
      },
    },
  };
}

/** The type that `object_type` names after `announcement_`, else `announcement_type`, else `announcement`. */
function announcementType(
  document: JsonDocument,
  data: AnnouncementDocument,
): { readonly type: string; readonly problems: readonly Problem[] } {
  const written = field(data.object_type, 'object_type');
  const prefix = /^announcements?[_\s-]*/i;
  const named =
    written === undefined || !prefix.test(written.value.trim())
      ? ''
      : plain(written.value.trim().replace(prefix, ''));
  const own = field(data.announcement_type, 'announcement_type');
  const other = plain(own?.value.trim().replace(prefix, '') ?? '');
  const problems =
    named !== '' && own !== undefined && other !== named ? [disagreement(document, written, own)] : [];
  return { type: named || other || 'announcement', problems };
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ');
