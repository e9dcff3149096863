/** Marks what came out of the template; a symbol, so that no parsed JSON can ever carry it. */
const MARKUP = Symbol('markup');

/** Markup that `html` made: every text in it is escaped, so it may be nested as it is. */
export interface Html {
  readonly [MARKUP]: string;
}

type Value = Html | string | number | undefined | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Takes out of a text what may not stand in an HTML document (HTML standard, preprocessing the input stream):
 * control characters other than tab and line feed, noncharacters; lone surrogates become U+FFFD. CR, CRLF,
 * the Unicode line and paragraph separators, and the vertical tab and form feed that Word puts for its line and page
 * breaks become LF.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[^\P{Cc}\n\t]|\p{Noncharacter_Code_Point}/gu, '');
}

/** Escapes a text for element content and for quoted attribute values alike, after `plainText`. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Tagged template: every interpolated string or number is escaped, `undefined` is left out, and only results of this
 * same template (or lists of them) go in as markup. Attribute values must be quoted in the template.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = strings
    .map((text, index) => text + (index < values.length ? show(values[index]) : ''))
    .join('');
  return { [MARKUP]: markup };
}

/** The finished markup as a string. */
export function renderHtml(markup: Html): string {
  return markup[MARKUP];
}

function show(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return MARKUP in value ? value[MARKUP] : value.map(renderHtml).join('');
}
