import { createHmac } from 'node:crypto';
import * as z from 'zod';

/** Where a page begins: index of its first contact in the whole list, and its 1-based number. */
export interface PagePlace {
  readonly offset: number;
  readonly page: number;
}

const placeSchema = z.tuple([z.int().min(0), z.int().min(1), z.string()]);

/**
 * Makes a NextToken that is only good with the same parameters (AWS SES v2 docs: NextToken). `parameters` is any text
 * that holds all of them.
 */
export function makeToken(place: PagePlace, parameters: string, secret: string): string {
  const seal = sealOf(place, parameters, secret);
  return Buffer.from(JSON.stringify([place.offset, place.page, seal])).toString('base64');
}

/** Reads a token back; undefined when it was not made for these parameters. */
export function readToken(token: string, parameters: string, secret: string): PagePlace | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
  const parsed = placeSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const [offset, page, seal] = parsed.data;
  return seal === sealOf({ offset, page }, parameters, secret) ? { offset, page } : undefined;
}

function sealOf(place: PagePlace, parameters: string, secret: string): string {
  const text = `${place.offset} ${place.page} ${parameters}`;
  return createHmac('sha256', secret).update(text).digest('base64url');
}
