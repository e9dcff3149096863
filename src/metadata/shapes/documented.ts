import { ChangeDocument } from './change-document.ts';
import { readChange } from './change-draft.ts';
import type { Shape } from './shape.ts';

const MEETING_KEYS = ['meetingRequired', 'meetingTitle', 'meetingDate', 'meetingDuration', 'meetingLocation'];

/** The shapes that exist in documentation only: `change_id` with `schedule.start_time`, or meeting fields in `metadata`. */
export const documented: Shape = {
  name: 'documented',
  description: 'a change in the documented form (change_id, or the meeting inside metadata)',
  recognise: (top) => {
    if (top.has('changeMetadata')) return false;
    if (MEETING_KEYS.some((key) => top.has('metadata', key))) return true;
    if (top.has('changeTitle')) return false;
    return (
      top.has('change_id') ||
      top.has('affected_customers') ||
      top.has('schedule', 'start_time') ||
      top.has('schedule', 'end_time')
    );
  },
  document: ChangeDocument,
  read: (document) =>
    readChange(document, {
      objectId: [['change_id'], ['changeId']],
      title: [['title'], ['changeTitle']],
      start: [
        ['metadata', 'meetingDate'],
        ['schedule', 'start_time'],
      ],
      timeZone: [['timezone'], ['schedule', 'timezone']],
    }),
};
