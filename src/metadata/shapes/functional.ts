import type { Shape } from './shape.ts';

/** The shape of the functional tests: `title` and `schedule` with `startDate` and `endDate`. */
export const functional: Shape = {
  name: 'functional',
  description: 'a change in the shape of the functional tests (schedule with startDate and endDate)',
  recognise: (top) =>
    !top.has('changeTitle') && (top.has('schedule', 'startDate') || top.has('schedule', 'endDate')),
};
