/** A customer code as it is compared everywhere: trimmed and lower-cased. */
export function normalizeCustomerCode(code: string): string {
  return code.trim().toLowerCase();
}

/**
 * Whether a text is a customer code once trimmed and lower-cased: letters a–z, digits and hyphens (the Go tool's own
 * rule). Letters are checked before lower-casing, as some signs outside ASCII lower-case into it.
 */
export function isCustomerCode(text: string): boolean {
  return /^[A-Za-z0-9-]+$/.test(text.trim());
}
