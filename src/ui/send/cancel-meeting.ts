import * as l10n from '@vscode/l10n';
import type { CancelOutcome, Question, SoughtMeeting } from '../../calendar/index.ts';
import type { Asker } from './asker.ts';
import { cancelConfirmation } from './cancel-confirmation.ts';
import { questionConfirmation } from './confirmation.ts';
import { describeIdentity, type Identity } from './identity-text.ts';

/** The meeting a file describes, or why it cannot be told which one. */
export type MeetingOnFile =
  | { readonly kind: 'meeting'; readonly meeting: SoughtMeeting }
  | { readonly kind: 'unclear'; readonly message: string };

/** One identity's way to the calendar. */
export type CancelRequest = Pick<Extract<Identity, { kind: 'ready' }>, 'token' | 'baseUrl'> & {
  readonly meeting: SoughtMeeting;
  readonly answer: (question: Question) => Promise<boolean>;
};

/** What cancelling needs of the editor. */
export interface CancelEffects {
  readonly sandbox: boolean;
  readonly ask: Asker;
  /** The message to attendees; `undefined` when the person gave up. */
  readonly askComment: (subject: string) => Promise<string | undefined>;
  readonly meeting: () => Promise<MeetingOnFile>;
  /** Signs in if need be. */
  readonly identity: (organizer: string) => Promise<Identity>;
  /** Told when nothing can be cancelled, and why. */
  readonly refuse: (message: string) => void;
  /** Told when nobody can sign in yet. */
  readonly offerIdentitySettings: () => void;
  readonly formatWhen: (meeting: SoughtMeeting) => string;
  /** Looks for what a cancel would cancel; writes nothing. */
  readonly look: (request: CancelRequest) => Promise<CancelOutcome>;
  readonly cancel: (request: CancelRequest & { readonly comment: string }) => Promise<CancelOutcome>;
}

/**
 * From "Cancel Meeting…" to the calendar: finds the meeting, asks for a message, says who will be told, cancels.
 * No customer is asked for it: the meeting is found by the file alone.
 * @returns the outcome; `undefined` when nothing was tried
 */
export async function cancelMeetingOfFile(effects: CancelEffects): Promise<CancelOutcome | undefined> {
  const found = await effects.meeting();
  if (found.kind === 'unclear') {
    effects.refuse(found.message);
    return undefined;
  }
  const { meeting } = found;
  const identity = await effects.identity(meeting.organizer);
  if (identity.kind !== 'ready') {
    if (identity.kind === 'not configured') effects.offerIdentitySettings();
    if (identity.kind === 'invalid') effects.refuse(identity.message);
    return undefined;
  }
  const accepted = new Set<string>();
  const request: CancelRequest = {
    meeting,
    token: identity.token,
    baseUrl: identity.baseUrl,
    // Asked once, although the calendar is looked at twice.
    answer: async (question) => {
      const id = JSON.stringify([question.code, question.message]);
      if (accepted.has(id)) return true;
      const modal = questionConfirmation(question, l10n.t('Nothing has been cancelled yet.'));
      const answer = await effects.ask(modal);
      const yes = answer !== undefined && modal.choices.includes(answer);
      if (yes) accepted.add(id);
      return yes;
    },
  };
  const looked = await effects.look(request);
  if (looked.kind !== 'done') return looked;

  const comment = await effects.askComment(meeting.subject);
  if (comment === undefined) return undefined;
  const confirmation = cancelConfirmation(meeting, looked.events, {
    sandbox: effects.sandbox,
    identity: describeIdentity(identity, effects.sandbox),
    when: effects.formatWhen(meeting),
    comment: comment.trim(),
  });
  const choice = await effects.ask(confirmation);
  if (choice === undefined || !confirmation.choices.includes(choice)) return undefined;
  return effects.cancel({ ...request, comment: comment.trim() });
}
