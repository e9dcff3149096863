import { ChangeDocument } from './change-document.ts';
import { readChange } from './change-draft.ts';
import type { Shape } from './shape.ts';

const FORM_KEYS = [
  'implementationBeginDate',
  'implementationBeginTime',
  'implementationEndDate',
  'implementationEndTime',
  'meetingDate',
  'meetingTime',
  'meetingLocationType',
];

/** The portal's upload: a flat change that also holds the raw fields of the web form. */
export const portal: Shape = {
  name: 'portal',
  description: 'a change uploaded by the portal (with the raw fields of its form, such as meetingDate)',
  recognise: (top) => !top.has('changeMetadata') && FORM_KEYS.some((key) => top.has(key)),
  document: ChangeDocument,
  read: (document) =>
    readChange(document, {
      objectId: [['changeId']],
      title: [['changeTitle']],
      start: [['meetingDate'], ['implementationBeginDate'], ['implementationBeginTime']],
      timeZone: [['timezone']],
    }),
};
