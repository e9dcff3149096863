import type { Shape } from './shape.ts';

/** The announcement: `object_type` starts with `announcement`, fields in snake case at the top. */
export const announcement: Shape = {
  name: 'announcement',
  description: 'an announcement (object_type announcement_…)',
  recognise: (top) =>
    (top.text('object_type')?.trim().toLowerCase().startsWith('announcement') ?? false) ||
    top.has('announcement_id') ||
    top.has('announcement_type'),
};
