/** Anything in a text that could be an address. */
const ADDRESS = /(?<![^\s"“”<>(),:;])[^\s"“”<>(),:;]+@[^\s"“”<>(),:;]+/g;

/** A text without the addresses that it quotes, for logs, reports and models: messages quote files, which name people. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, '<address>');
}
