import type * as z from 'zod';
import type { DraftReading } from '../draft.ts';
import type { JsonDocument } from '../json-document.ts';
import type { MetadataShape } from '../meeting.ts';

/** The outermost object of a document, as far as recognising its shape needs it. Keys match without regard to case. */
export interface TopLevel {
  /** True when all of the path exists and is neither `null` nor a blank text. */
  readonly has: (...path: readonly string[]) => boolean;
  /** The text at the path; `undefined` for anything else. */
  readonly text: (...path: readonly string[]) => string | undefined;
}

/** One shape of metadata files: how to tell it, and how to read it. */
export interface Shape {
  readonly name: MetadataShape;
  /** For a sentence: “This is …”. */
  readonly description: string;
  /** Looks at which fields are there, never at whether they are right: one bad field must not change the shape. */
  readonly recognise: (top: TopLevel) => boolean;
  /** The fields it knows; the source of their types, of `WrongType` problems and of the published JSON Schema. */
  readonly document: z.ZodObject;
  /** Takes the document's fields into a draft. */
  readonly read: (document: JsonDocument) => DraftReading;
}
