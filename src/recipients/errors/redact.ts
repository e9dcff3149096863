/** The SDK appends a hint for debuggers from here on; it helps nobody who reads a sentence. */
const SDK_TAIL = /\s*\n\s*Deserialization error[\s\S]*$/;
/** AWS unique ids: access keys and their kin (IAM user guide, "Unique identifiers"), at least 16 characters. */
const ACCESS_KEY = /\b(A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{12,}\b/g;
/** JSON Web Tokens, and any unbroken base64 longer than a secret access key (40) that is no path or ARN. */
const WEB_TOKEN = /\beyJ[\w-]+(\.[\w-]+)+/g;
const LONG_BASE64 = /(?<![\w:/.-])(?=[\w+/=]*\d)(?=[\w+/=]*[A-Z])(?=[\w+/=]*[a-z])[\w+/=]{40,}(?![\w:.-])/g;
const NAMED_SECRET =
  /\b((?:[\w-]*(?:secret|password|passwd|token|api[_-]?key|access[_-]?key))[\w-]*\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;]+)/gi;

/** Longer than this and a message is a page, not a sentence. */
const LONGEST_MESSAGE = 600;

/**
 * Makes an error text fit to be shown and logged: no SDK tails, access keys, tokens or `secret=…` pairs, one line.
 * @param text as a library or service gave it
 */
export function redact(text: string): string {
  const clean = text
    .replace(SDK_TAIL, '')
    .replace(WEB_TOKEN, '[token]')
    .replace(ACCESS_KEY, '$1…')
    .replace(NAMED_SECRET, '$1[hidden]')
    .replace(LONG_BASE64, '[hidden]')
    // eslint-disable-next-line no-control-regex -- that is the point
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  return clean.length > LONGEST_MESSAGE ? `${clean.slice(0, LONGEST_MESSAGE)}…` : clean;
}

/** A word of a command line whose name says that it is secret, and its value: `--password x`, `API_KEY=x`. */
const SECRET_ARGUMENT =
  /[\w-]*(?:secret|passw|token|key|auth|cred)[\w-]*(?:\s*=\s*|\s+)("[^"]*"|'[^']*'|\S+)/gi;

/**
 * What a `credential_process` said before it failed: the last line it wrote to stderr, redacted. Everything before is
 * left out, and so is the command line, which may hold secrets, where the line repeats it.
 * @param stderr as it was written
 * @param command the command line
 */
export function lastWordsOfHelper(stderr: string, command: string): string | undefined {
  const last = stderr
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
  if (last === undefined) return undefined;
  const secrets = [...command.matchAll(SECRET_ARGUMENT)].map(([, value = '']) =>
    value.replace(/^(["'])(.*)\1$/, '$2'),
  );
  const hidden = [command, ...secrets]
    .filter((text) => text.length > 2)
    .reduce((line, text) => line.replaceAll(text, '[hidden]'), last);
  return redact(hidden) || undefined;
}
