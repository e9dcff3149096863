import * as z from 'zod';
import { firstProblems } from '../first-problems.ts';
import type { JsonDocument } from '../json-document.ts';
import type { Attachment } from '../meeting.ts';
import type { Problem } from '../problem.ts';

/** An attachment as older files have it (a name or a link), or as the portal writes it. */
const AttachmentEntry = z.union([
  z.string().transform((name) => ({ name, s3_key: undefined, url: undefined })),
  z.looseObject({ name: z.string(), s3_key: z.string().nullish(), url: z.string().nullish() }),
]);

/** An announcement's attachments; an entry that is neither a text nor an object with a name is a warning at its place. */
export function readAttachments(
  document: JsonDocument,
  entries: readonly unknown[] | undefined,
): { readonly attachments: readonly Attachment[]; readonly problems: readonly Problem[] } {
  const attachments: Attachment[] = [];
  const invalid: number[] = [];
  for (const [index, entry] of (entries ?? []).entries()) {
    const parsed = AttachmentEntry.safeParse(entry);
    const name = parsed.data?.name.trim() ?? '';
    if (parsed.data === undefined || name === '') {
      invalid.push(index);
      continue;
    }
    const location = parsed.data.url ?? parsed.data.s3_key ?? undefined;
    attachments.push({ name, ...(location === undefined ? {} : { location }) });
  }
  const warn = (at: readonly (string | number)[], message: string): Problem =>
    document.problemAt(at, 'warning', 'AttachmentInvalid', message);
  const problems = firstProblems(
    invalid,
    (index) =>
      warn(
        ['attachments', index],
        'An attachment is a text or an object with “name”; this entry is neither and is left out of the invite.',
      ),
    (count) => warn(['attachments'], `${count} more entries are no attachments either.`),
  );
  return { attachments, problems };
}
