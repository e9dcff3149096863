export type { Problem } from './problem.ts';
export type { ChangeDetails, Meeting, MetadataReading, MetadataShape, ZonedTime } from './meeting.ts';
