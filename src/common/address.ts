/**
 * The form in which addresses are compared everywhere: trimmed and lower-cased (design: who is invited; the Go tool
 * compares its restricted recipients the same way).
 * @param email an address as somebody wrote it
 */
export const addressKey = (email: string): string => email.trim().toLowerCase();
