/** A key that only metadata or its configuration has at its top; looked for before anything that can read them is loaded. */
const METADATA = /"(?:changeTitle|changeMetadata|change_metadata|announcement_id|object_type)"\s*:/i;
const CONFIG = /"customer_mappings"\s*:/i;

/**
 * Whether a JSON text may be metadata that is marked unasked, or the customers' configuration. Cheap, and wrong only on
 * the side of a yes: the reader decides.
 */
export function mayBeOurs(text: string): boolean {
  return METADATA.test(text) || CONFIG.test(text);
}

/** Whether a JSON text may be any metadata, also of the kinds that other programs' files may look like. */
export function mayBeMetadata(text: string): boolean {
  return ANY.test(text);
}

const ANY =
  /"(?:change|announcement_|meeting|object_type|customer|customers|implementation|schedule|affected|emailNotification|metadata|include_meeting)/i;
