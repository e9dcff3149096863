import { ChangeDocument } from './change-document.ts';
import { readChange } from './change-draft.ts';
import type { Shape, TopLevel } from './shape.ts';

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
  document: ChangeDocument,
  read: (document) =>
    readChange(document, {
      objectId: [['changeId']],
      title: [['changeTitle']],
      start: [['meetingStartTime'], ['implementationStart']],
      timeZone: [['timezone']],
    }),
};

/** A list of codes under `customers` is all that some files hold; a list of objects is some other program's. */
const namesCustomers = (top: TopLevel): boolean =>
  top.text('customers') !== undefined || top.text('customers', '0') !== undefined;
