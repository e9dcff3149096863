import { ChangeDocument } from './change-document.ts';
import { readChange } from './change-draft.ts';
import type { Shape } from './shape.ts';

/** The shape of the functional tests: `title` and `schedule` with `startDate` and `endDate`. */
export const functional: Shape = {
  name: 'functional',
  description: 'a change in the shape of the functional tests (schedule with startDate and endDate)',
  recognise: (top) =>
    !top.has('changeTitle') && (top.has('schedule', 'startDate') || top.has('schedule', 'endDate')),
  document: ChangeDocument,
  read: (document) =>
    readChange(document, {
      objectId: [['changeId']],
      title: [['title']],
      start: [['schedule', 'startDate']],
      timeZone: [['timezone']],
    }),
};
