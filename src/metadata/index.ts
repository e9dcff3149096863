export type { Problem } from './problem.ts';
export type {
  AnnouncementDetails,
  Attachment,
  ChangeDetails,
  Meeting,
  ObjectRecord,
  MetadataReading,
  MetadataShape,
  Modification,
  NamedInFile,
  ScheduledMeeting,
  ZonedTime,
} from './meeting.ts';
export type { JsonDocument, TextRange } from './json-document.ts';
export type { MetadataOptions } from './read-metadata.ts';
export type { JsonSchema } from './json-schema.ts';
export type { TypedDocument } from './typed-document.ts';
export { isCustomerCode, normalizeCustomerCode } from './customer-code.ts';
export { formatWhen } from './format-when.ts';
export { jsonDocumentSteps, readJsonDocument } from './json-document.ts';
export { CONFIG_LIMITS } from './json-syntax.ts';
export { objectSchema, publishedSchema } from './json-schema.ts';
export { metadataSchema } from './metadata-schema.ts';
export { findProperty, locate, propertiesOf } from './json-tree.ts';
export { looksLikeMetadata, readMetadata } from './read-metadata.ts';
export { readTyped } from './typed-document.ts';
export { findTimeZone } from './time-zone.ts';
export { windowsZoneOf } from './windows-zone.ts';
export { isRepeatedWallTime } from './zoned-time.ts';
export { nearestFirst, nearestName } from './nearest.ts';
export type { Mention, CustomerMention, TimeMention, TimeZoneMention } from './mentions.ts';
export { customerMentions, mentionsIn } from './mentions.ts';
export { isCustomerCodesPath } from './customer-codes.ts';
export { inspectMetadata, type MetadataInspection, type MetadataLook } from './read-metadata.ts';
export { slipsIn } from './slips.ts';
export type { Fix, FixName } from './fixes/fix.ts';
export { FIXABLE, fixesFor, provenFixes, type ProvenFix } from './fixes/fixes.ts';
export { applyEdits, type TextEdit } from './json-edits.ts';
export type { RelatedPlace } from './problem.ts';
export { clockOffset, type ClockChange, type ClockOffset } from './clock-offset.ts';
export { meetingDigest, meetingEdition, type MeetingDigest } from './meeting-digest.ts';
export { meetingKey } from './meeting-key.ts';
export { ZONE_DATA_VERSION } from './zone-data.ts';
export { ZONE_CHANGES_COMPARED } from './zone-changes.ts';
