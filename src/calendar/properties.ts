/** Namespace of our extended properties: a GUID of our own, fixed for good, since stored events are found by it. */
const OUR_GUID = '{78adabb1-b00c-45d2-a5a5-d5a9b2c8dee7}';

/** Holds the plan's key; every part of a split meeting has the same. How a meeting is found again. */
export const KEY_PROPERTY = `String ${OUR_GUID} Name MeetingKey`;

/** Holds what we sent and whom we added (see `MeetingRecord`). */
export const RECORD_PROPERTY = `String ${OUR_GUID} Name MeetingRecord`;

/** One extended property as Graph has it on the wire. */
export interface ExtendedProperty {
  readonly id: string;
  readonly value?: string | null | undefined;
}

/** The value of a property among those of an event. The service may give GUIDs back in other letter case. */
export function propertyValue(properties: readonly ExtendedProperty[], id: string): string | undefined {
  return properties.find((property) => property.id.toLowerCase() === id.toLowerCase())?.value ?? undefined;
}

/** OData filter that finds the events with a key (Microsoft Graph docs: get singleValueLegacyExtendedProperty). Not URL-encoded. */
export function keyFilter(key: string): string {
  return `singleValueExtendedProperties/Any(ep: ep/id eq '${KEY_PROPERTY}' and ep/value eq '${key.replaceAll("'", "''")}')`;
}

/** OData expansion that brings both properties back. Not URL-encoded. */
export const EXPAND_PROPERTIES = `singleValueExtendedProperties($filter=id eq '${KEY_PROPERTY}' or id eq '${RECORD_PROPERTY}')`;
