import type { Shape } from './shape.ts';

/** The nested change in snake case: `change_metadata` and `meeting_invite` at the top. */
export const snakeCase: Shape = {
  name: 'snake_case',
  description: 'a nested change in snake case (change_metadata and meeting_invite at the top)',
  recognise: (top) => top.has('change_metadata') || (top.has('meeting_invite') && !top.has('changeMetadata')),
};
