/** One exported text: itself, or with a remark for translators. */
export type Text = string | { readonly message: string; readonly comment: readonly string[] };

export function sourceTexts(): Promise<Record<string, Text>>;
