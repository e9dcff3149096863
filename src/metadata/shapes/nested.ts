import * as z from 'zod';
import { field, present, type DraftReading, type Field } from '../draft.ts';
import type { JsonDocument } from '../json-document.ts';
import type { Problem } from '../problem.ts';
import { joinDateAndTime } from '../moment-text.ts';
import { readTyped } from '../typed-document.ts';
import * as f from './fields.ts';
import { inviteFields } from './invite-fields.ts';
import type { Shape } from './shape.ts';

const NestedDocument = z.looseObject({
  object_type: f.text,
  changeId: f.text,
  status: f.text,
  include_meeting: f.yesOrNo,
  meetingRequired: f.yesOrNo,
  testRun: f.yesOrNo,
  changeMetadata: f.object({
    changeId: f.text,
    changeTitle: f.text,
    title: f.text,
    customerCodes: f.codes,
    tickets: f.object({ serviceNow: f.text, snow: f.text, jira: f.text }),
    changeReason: f.text,
    description: f.text,
    implementationPlan: f.text,
    testPlan: f.text,
    expectedCustomerImpact: f.text,
    customerImpact: f.text,
    rollbackPlan: f.text,
    meetingRequired: f.yesOrNo,
    schedule: f.object({
      implementationStart: f.moment,
      implementationEnd: f.moment,
      timezone: f.text,
      beginDate: f.text,
      beginTime: f.text,
      endDate: f.text,
      endTime: f.text,
    }),
  }),
  emailNotification: f.object({
    customerCodes: f.codes,
    tickets: f.object({ serviceNow: f.text, snow: f.text, jira: f.text }),
  }),
  meetingInvite: f.meetingInvite,
});

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
  read: readNested,
};

function readNested(document: JsonDocument): DraftReading {
  const { data, problems } = readTyped(document, [], NestedDocument);
  const at = 'changeMetadata';
  const change = data.changeMetadata;
  const schedule = change?.schedule;
  const mails = data.emailNotification?.tickets;
  const ids = [field(data.changeId, 'changeId'), field(change?.changeId, at, 'changeId')].filter(isField);
  const titles = [field(change?.changeTitle, at, 'changeTitle'), field(change?.title, at, 'title')].filter(
    isField,
  );
  return {
    problems: [...problems, ...disagreement(document, ids), ...disagreement(document, titles)],
    draft: {
      kind: 'change',
      objectType: field(data.object_type)?.value.trim() ?? 'change',
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
      ...present({ objectId: ids[0], title: titles[0] }),
      meeting: inviteFields(data.meetingInvite),
      window: present({
        start:
          field(schedule?.implementationStart, at, 'schedule', 'implementationStart') ??
          pair(schedule, 'begin'),
        end: field(schedule?.implementationEnd, at, 'schedule', 'implementationEnd') ?? pair(schedule, 'end'),
        timeZone: field(schedule?.timezone, at, 'schedule', 'timezone'),
      }),
      wishes: present({
        includeMeeting: field(data.include_meeting, 'include_meeting'),
        meetingRequired:
          field(data.meetingRequired, 'meetingRequired') ??
          field(change?.meetingRequired, at, 'meetingRequired'),
        status: field(data.status, 'status'),
        testRun: field(data.testRun, 'testRun'),
      }),
      details: {
        reason: filled(change?.changeReason, change?.description),
        implementationPlan: change?.implementationPlan ?? '',
        testPlan: change?.testPlan ?? '',
        customerImpact: filled(change?.expectedCustomerImpact, change?.customerImpact),
        rollbackPlan: change?.rollbackPlan ?? '',
        serviceNow: filled(
          change?.tickets?.serviceNow,
          change?.tickets?.snow,
          mails?.serviceNow,
          mails?.snow,
        ),
        jira: filled(change?.tickets?.jira, mails?.jira),
      },
    },
  };
}

const isField = (each: Field<string> | undefined): each is Field<string> => each !== undefined;

/** The warning that of two fields for one thing the second says something else. */
function disagreement(document: JsonDocument, [used, other]: readonly Field<string>[]): Problem[] {
  if (used === undefined || other === undefined || used.value.trim() === other.value.trim()) return [];
  const message = `This says something else than /${used.path.join('/')}, which counts.`;
  return [document.problemAt(other.path, 'warning', 'FieldsDisagree', message)];
}

type Schedule = Readonly<Partial<Record<'beginDate' | 'beginTime' | 'endDate' | 'endTime', string>>>;

/** A form's date and time fields as one moment; it stands where the date stands, or the time if there is no date. */
function pair(schedule: Schedule | undefined, which: 'begin' | 'end'): Field<string> | undefined {
  const dateKey = `${which}Date` as const;
  const timeKey = `${which}Time` as const;
  const date = field(schedule?.[dateKey], 'changeMetadata', 'schedule', dateKey);
  const time = field(schedule?.[timeKey], 'changeMetadata', 'schedule', timeKey);
  const path = (date ?? time)?.path;
  return path === undefined ? undefined : { value: joinDateAndTime(date?.value, time?.value), path };
}

/** The first text that is not blank, as written; `''` when all are. */
const filled = (...texts: readonly (string | undefined)[]): string =>
  texts.find((each) => each !== undefined && each.trim() !== '') ?? '';
