/**
 * Characters that show as nothing, or as a blank that is none: control and format characters, what Unicode lets a program
 * leave out (UAX #44, Default_Ignorable_Code_Point), line and paragraph separators, and every blank but the space.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\S ]/gu;
const INVISIBLE_BUT_BLANKS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** An emoji made of several characters: joiners and variation selectors belong in there (UTS #51). */
const EMOJI =
  /[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}[\uFE0E\uFE0F]?\p{EMod}?(?:[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{EMod}?)*/gu;
/** Joiners between letters of a script that is written with them (UAX #31, A1 and B). */
const JOINED =
  /(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}])/gu;

/**
 * A text in which every character can be seen: invisible ones by their code point, as `[U+200B]`. Those that belong where
 * they are stay: within an emoji, and between letters of a script that needs them.
 */
export function shownText(text: string): string {
  return withCodePoints(text, INVISIBLE);
}

/** The same with the blanks of Unicode (no-break, narrow …) left as they are: for whole lines, ours included. */
export function shownLine(text: string): string {
  return withCodePoints(text, INVISIBLE_BUT_BLANKS);
}

function withCodePoints(text: string, characters: RegExp): string {
  // Most texts, and thousands of addresses, have none.
  if (text.search(characters) < 0) return text;
  const belongs = new Set<number>();
  for (const expression of [EMOJI, JOINED])
    for (const match of text.matchAll(expression))
      for (let at = match.index; at < match.index + match[0].length; at += 1) belongs.add(at);
  return text.replace(characters, (character, at: number) =>
    belongs.has(at) ? character : `[U+${codePoint(character)}]`,
  );
}

const codePoint = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
