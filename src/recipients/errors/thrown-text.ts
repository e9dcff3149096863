/**
 * The text of anything that was thrown. Never throws itself, which `String` does for values that cannot be made a text
 * (`[{ toString: 0 }]`, say).
 */
export function thrownText(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } catch {
    return 'something that has no text';
  }
}
