import { normalizeCustomerCode } from '../../metadata/index.ts';
import { isValidAddress } from '../../recipients/index.ts';
import { readDuration } from './duration.ts';
import type { Flag } from './flag.ts';

/** A flag's value, or what would have been accepted in its place (the middle of a sentence). */
export type ValueReading =
  | { readonly ok: true; readonly value: string | number | boolean | readonly string[] }
  | { readonly ok: false; readonly accepted: string };

/** Reads the text given for one flag, by the flag's kind. Never throws. */
export function readValue(flag: Flag, text: string): ValueReading {
  switch (flag.kind) {
    case 'switch':
      return text === 'true' || text === 'false' ? good(text === 'true') : bad('true or false');
    case 'text':
      return text.trim() === '' ? bad('a value that is not empty') : good(text.trim());
    case 'file':
      return text === '' ? bad('the name of a file') : good(text);
    case 'address':
      return isValidAddress(text.trim())
        ? good(text.trim())
        : bad('one e-mail address such as team@example.com');
    case 'codes': {
      const codes = text.split(',').map(normalizeCustomerCode);
      if (codes.includes('')) return bad('customer codes separated by commas, such as hts or hts,htsnonprod');
      return good([...new Set(codes)]);
    }
    case 'count':
    case 'positive': {
      const least = flag.kind === 'count' ? 0 : 1;
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number >= least ? good(number) : bad(`a whole number of ${least} or more`);
    }
    case 'rate': {
      const number = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
      return number >= 0 ? good(number) : bad('a number of 0 or more, such as 1 or 0.5');
    }
    case 'duration': {
      const milliseconds = readDuration(text);
      return milliseconds === undefined
        ? bad('a duration with its unit, such as 500ms, 10s or 1m30s (more than 0, at most 24h)')
        : good(milliseconds);
    }
    case 'words': {
      const byName = new Map(flag.words.map((word) => [word.toLowerCase(), word]));
      const given = text.split(',').map((word) => byName.get(word.trim().toLowerCase()));
      const known = given.filter((word) => word !== undefined);
      return known.length === given.length
        ? good([...new Set(known)])
        : bad(`one or more of these, separated by commas: ${flag.words.join(', ')};`);
    }
    case 'choice':
      return flag.choices.includes(text) ? good(text) : bad(flag.choices.join(' or '));
  }
}

const good = (value: string | number | boolean | readonly string[]): ValueReading => ({ ok: true, value });
const bad = (accepted: string): ValueReading => ({ ok: false, accepted });
