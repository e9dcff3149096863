/**
 * What a foreign text is read of: errors that say something say it at the beginning, and the time that looking for secrets
 * takes grows with the text.
 */
const LONGEST_READ = 4000;
/** Longer than this and a message is a page, not a sentence. */
const LONGEST_SHOWN = 600;

/** The SDK appends a hint for debuggers from here on; it helps nobody who reads a sentence. */
const SDK_TAIL = 'Deserialization error';

/**
 * Places where secrets stand, by the structure around them, and what is left of them. Every repetition has a bound, so
 * that the time for a text of {@link LONGEST_READ} has one.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens, and AWS's unique ids of access keys (IAM user guide: "Unique identifiers").
  [/\beyJ[\w-]{1,3000}(?:\.[\w-]{1,3000}){1,4}/g, '[token]'],
  [/\b(A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{12,128}\b/g, '$1…'],
  // User info of an address (RFC 3986 3.2.1), up to the last @ before its path.
  [/([a-z][a-z\d+.-]{0,30}:\/\/)[^\s/?#]{1,1000}@/gi, '$1'],
  // Credentials of HTTP (RFC 9110 11), in their header and by themselves.
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s{0,5}[:=]\s{0,5}).{1,3000}/gi, '$1$2[hidden]'],
  [/\b(bearer|basic|negotiate|ntlm|digest)(\s{1,5})["']?[\w.~+/=:-]{4,3000}/gi, '$1$2[hidden]'],
  // Named values: `secret=…`, `"sessionToken": "…"`, `--password …`.
  [
    /((?:secret|passw(?:or)?d|passphrase|pwd|token|signature|credential|api[_-]?key|access[_-]?key|private[_-]?key)[\w-]{0,40}["']?\s{0,5}[=:]\s{0,5})("[^"]{0,3000}"?|'[^']{0,3000}'?|[^\s,;}]{1,3000})/gi,
    '$1[hidden]',
  ],
  [
    /(?<![\w-])(--?[\w-]{0,40}(?:secret|passw|pwd|token|key)[\w-]{0,40}\s{1,5})("[^"]{0,3000}"?|'[^']{0,3000}'?|[^\s-][^\s;,]{0,3000})/gi,
    '$1[hidden]',
  ],
  // Unbroken base64 longer than a secret access key (40), that is no path and no ARN.
  [
    /(?<![\w:/.-])(?=[\w+/=]{0,200}\d)(?=[\w+/=]{0,200}[A-Z])(?=[\w+/=]{0,200}[a-z])[\w+/=]{40,3000}(?![\w:.-])/g,
    '[hidden]',
  ],
];

/**
 * Makes a text of somebody else's fit to be shown and logged: cut, without secrets, one line, without a final full stop.
 * @param text as a library, a service or a program gave it
 */
export function redact(text: string): string {
  const tail = text.indexOf(SDK_TAIL);
  const whole = tail < 0 ? text : text.slice(0, tail);
  // What is cut in the middle would no longer look like what it is: it goes as a whole.
  const read = whole.length <= LONGEST_READ ? whole : withoutLastWord(whole.slice(0, LONGEST_READ));
  const clean = RULES.reduce((rest, [pattern, left]) => rest.replace(pattern, left), oneLine(read)).replace(
    /\.$/,
    '',
  );
  return clean.length > LONGEST_SHOWN ? `${clean.slice(0, LONGEST_SHOWN)}…` : clean;
}

/** An address without the user name and password in it. @param url any text; what is no address comes back as it is */
export const withoutUserInfo = (url: string): string =>
  url.replace(/^([a-z][a-z\d+.-]{0,30}:\/\/)[^\s/?#]{1,1000}@/i, '$1');

const oneLine = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- that is the point
  text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();

const withoutLastWord = (text: string): string =>
  text.slice(0, Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), 0));
