import type { MeetingOnFile } from '../send/cancel-meeting.ts';
import type { RunRequest } from '../session/inputs.ts';

/**
 * The meeting that a file describes and whose calendar it is on, without asking any customer.
 * @param request what a run of the file would be
 * @param readTextFile gives a file's text, `undefined` when there is no such file
 * @param nowEpochMs milliseconds since the Unix epoch
 * @returns one sentence instead when file or settings do not tell
 */
export async function readMeetingOnFile(
  request: RunRequest,
  readTextFile: (path: string) => Promise<string | undefined>,
  nowEpochMs: number,
): Promise<MeetingOnFile> {
  const [{ readMetadata }, { loadCustomerConfig }, { chooseOrganizer }, { meetingOnFile }] =
    await Promise.all([
      import('../../metadata/index.ts'),
      import('../../customers/index.ts'),
      import('../../invite/index.ts'),
      import('../../calendar/index.ts'),
    ]);
  const { metadataText, metadataFile, defaultTimeZone } = request;
  const { meeting, problems } = readMetadata(metadataText, {
    file: metadataFile,
    defaultTimeZone,
    nowEpochMs,
  });
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (meeting === undefined || wrong !== undefined) {
    return { kind: 'unclear', message: wrong?.message ?? 'The file describes no meeting.' };
  }
  const config = await loadCustomerConfig(readTextFile, request);
  const organizer = chooseOrganizer(request.senderEmail, config);
  return organizer.kind === 'known'
    ? { kind: 'meeting', meeting: meetingOnFile(meeting, organizer.address) }
    : { kind: 'unclear', message: organizer.problem.message };
}
