/** Whether a text is an address that an invite may link to: an absolute http or https URL, nothing else. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
