import * as l10n from '@vscode/l10n';
import type { Proof } from '../../calendar/index.ts';
import type { Confirmation } from './asker.ts';
import { inSandbox } from './sandbox-mark.ts';

/**
 * The question before a proof of a calendar: whose it is, and what is and is not done there.
 * @param identity who signs in to the calendar
 * @returns the modal; its only choice begins
 */
export function proofConfirmation(mailbox: string, identity: string, sandbox: boolean): Confirmation {
  return {
    message: inSandbox(sandbox, l10n.t('Prove the calendar of {mailbox}?', { mailbox })),
    detail: [
      sandbox ? l10n.t('This is the sandbox: nobody gets mail, no real calendar is touched.') : undefined,
      l10n.t(
        'Events without attendees are made in this calendar, one at a time, a year ahead, and every assumption that sending rests on is tried on them. All of them are deleted again. Nobody is invited and nobody is mailed.',
      ),
      l10n.t('Signed in: {identity}', { identity }),
    ]
      .filter((block) => block !== undefined)
      .join('\n\n'),
    choices: [l10n.t('Prove Calendar')],
  };
}

/** What is said when a proof has ended, and how loudly. */
export interface ProofEnding {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  /** Of an event that could not be deleted. */
  readonly webLink?: string;
}

/** How a proof has ended, for a notification. */
export function proofEnding(proof: Proof, sandbox: boolean): ProofEnding {
  const told = (severity: ProofEnding['severity'], message: string): ProofEnding => ({
    severity,
    message: inSandbox(sandbox, message),
  });
  const { leftOver, failure, interrupted, checks } = proof;
  const [left] = leftOver;
  if (left !== undefined) {
    const message =
      left.webLink === undefined
        ? l10n.t(
            'Microsoft Graph never answered whether it made “{title}”, and it cannot be found. Look for it a year ahead in the calendar and delete it; nobody is invited to it.',
            { title: left.title },
          )
        : leftOver.length === 1
          ? l10n.t('One event of the proof could not be deleted. Nobody is invited to it.')
          : l10n.t('{count} events of the proof could not be deleted. Nobody is invited to them.', {
              count: leftOver.length,
            });
    return { ...told('error', message), ...(left.webLink !== undefined && { webLink: left.webLink }) };
  }
  if (failure !== undefined) {
    const { message, remedy } = failure;
    return told('error', l10n.t('Nothing could be tried: {message} {remedy}', { message, remedy }));
  }
  if (interrupted) return told('info', l10n.t('Stopped. Everything that was made is deleted.'));
  const differing = checks.filter(({ result }) => result === 'differs').length;
  if (differing === 0) {
    return told('info', l10n.t('The calendar does what sending rests on, as far as it can be told.'));
  }
  const total = checks.length;
  return told(
    'warning',
    differing === 1
      ? l10n.t('One of {total} assumptions differs here. The report says what that means for sending.', {
          total,
        })
      : l10n.t('{count} of {total} assumptions differ here. The report says what each means for sending.', {
          count: differing,
          total,
        }),
  );
}
