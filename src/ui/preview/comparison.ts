import * as l10n from '@vscode/l10n';
import type { AttendeeChanges, PlanComparison } from '../../calendar/index.ts';
import type { PreviewComparison } from './protocol.ts';

/** What is known of the meeting that is on the calendar already. */
export type CalendarLook =
  | { readonly kind: 'looking' }
  /** It could not be looked at without asking somebody to sign in, or not at all; one sentence. */
  | { readonly kind: 'unknown'; readonly why: string; readonly canSignIn: boolean }
  | { readonly kind: 'compared'; readonly comparison: PlanComparison };

/** The page shows the first addresses of a list; the list of who is invited has them all. */
const MAX_ADDRESSES = 50;

/**
 * What a send would change on the calendar, as the page shows it.
 * @param look absent while there is no plan
 * @param time of a zone, for the times before and after
 */
export function comparisonView(
  look: CalendarLook | undefined,
  time: { readonly locale: string; readonly timeZone: string },
): PreviewComparison {
  const plain = (
    status: PreviewComparison['status'],
    sentence: string,
    actions: PreviewComparison['actions'] = [],
  ): PreviewComparison => ({ status, sentence, actions, fields: [], people: [] });
  if (look === undefined) return plain('off', '');
  if (look.kind === 'looking') return plain('looking', l10n.t('Looking at the organizer’s calendar…'));
  if (look.kind === 'unknown') {
    const sentence = l10n.t('What would change is not known: {why}', { why: look.why });
    return plain('unknown', sentence, look.canSignIn ? ['checkAccess'] : []);
  }
  const { comparison } = look;
  if (comparison.kind !== 'there') {
    const [question] = comparison.questions;
    return question === undefined
      ? plain('new', l10n.t('It is not on the organizer’s calendar yet: a new meeting is made.'))
      : plain('question', question.message);
  }
  return there(comparison, time);
}

type There = Extract<PlanComparison, { readonly kind: 'there' }>;

function there(
  comparison: There,
  time: { readonly locale: string; readonly timeZone: string },
): PreviewComparison {
  const fields = fieldRows(comparison, time);
  const { attendees, body, newEvents } = comparison;
  const [question] = comparison.questions;
  const changes =
    fields.length + attendees.added.length + attendees.removed.length + newEvents > 0 || body !== undefined;
  return {
    status: question !== undefined ? 'question' : changes ? 'changes' : 'same',
    sentence:
      question !== undefined
        ? l10n.t('Before it is sent you are asked: {question}', { question: question.message })
        : changes
          ? onlyPeople(comparison, fields.length)
            ? l10n.t('It is on the calendar. Only those who come or go are told.')
            : l10n.t('It is on the calendar. Everybody on it is told of the change.')
          : l10n.t('It is on the calendar exactly like this: sending changes nothing and mails nobody.'),
    actions: [],
    fields,
    ...(body === undefined ? {} : { body: { removed: [...body.removed], added: [...body.added] } }),
    people: peopleRows(attendees),
  };
}

function onlyPeople({ body, newEvents }: There, fields: number): boolean {
  return fields === 0 && body === undefined && newEvents === 0;
}

function fieldRows(
  comparison: There,
  { locale, timeZone }: { readonly locale: string; readonly timeZone: string },
): PreviewComparison['fields'] {
  const { subject, when, location, hideAttendees, newEvents } = comparison;
  const visibility = (hidden: boolean): string => (hidden ? l10n.t('Hidden') : l10n.t('Visible'));
  const range = ({ startMs, endMs }: { readonly startMs?: number; readonly endMs?: number }): string =>
    startMs === undefined || endMs === undefined
      ? l10n.t('a time that could not be read')
      : new Intl.DateTimeFormat(locale, {
          timeZone,
          dateStyle: 'full',
          timeStyle: 'short',
        }).formatRange(startMs, endMs);
  return [
    ...(subject === undefined ? [] : [{ label: l10n.t('Subject'), ...subject }]),
    ...(when === undefined
      ? []
      : [{ label: l10n.t('When'), before: range(when.before), after: range(when.after) }]),
    ...(location === undefined ? [] : [{ label: l10n.t('Where'), ...location }]),
    ...(hideAttendees === undefined
      ? []
      : [
          {
            label: l10n.t('Attendees'),
            before: visibility(hideAttendees.before),
            after: visibility(hideAttendees.after),
          },
        ]),
    ...(newEvents === 0
      ? []
      : [{ label: l10n.t('Events'), before: '', after: l10n.t('{count} more', { count: newEvents }) }]),
  ];
}

function peopleRows({ added, removed, kept }: AttendeeChanges): PreviewComparison['people'] {
  const row = (
    kind: 'added' | 'removed' | 'kept',
    people: readonly { readonly email: string }[],
    one: string,
    many: (told: { count: string }) => string,
  ): PreviewComparison['people'] =>
    people.length === 0
      ? []
      : [
          {
            kind,
            label: people.length === 1 ? one : many({ count: people.length.toLocaleString('en-US') }),
            addresses: people.slice(0, MAX_ADDRESSES).map(({ email }) => email),
            more: Math.max(0, people.length - MAX_ADDRESSES),
          },
        ];
  const why = <Reason extends string>(
    people: readonly { readonly email: string; readonly reason: Reason }[],
    reason: Reason,
  ): readonly { readonly email: string }[] => people.filter((person) => person.reason === reason);
  return [
    ...row('added', added, l10n.t('1 person comes onto it'), (told) =>
      l10n.t('{count} people come onto it', told),
    ),
    ...row(
      'removed',
      why(removed, 'unsubscribed'),
      l10n.t('1 person is taken off it: the customer answered without them'),
      (told) => l10n.t('{count} people are taken off it: their customers answered without them', told),
    ),
    ...row('removed', why(removed, 'taken off'), l10n.t('1 person is taken off it by decision'), (told) =>
      l10n.t('{count} people are taken off it by decision', told),
    ),
    ...row(
      'kept',
      why(kept, 'failed'),
      l10n.t('1 person is not in this plan and stays on it: the customer did not answer'),
      (told) =>
        l10n.t('{count} people are not in this plan and stay on it: their customers did not answer', told),
    ),
    ...row(
      'kept',
      why(kept, 'left out'),
      l10n.t('1 person is not in this plan and stays on it: left out'),
      (told) => l10n.t('{count} people are not in this plan and stay on it: left out', told),
    ),
    ...row(
      'kept',
      why(kept, 'not in file'),
      l10n.t('1 person is not in this plan and stays on it: the file no longer names the customer'),
      (told) =>
        l10n.t(
          '{count} people are not in this plan and stay on it: the file no longer names their customers',
          told,
        ),
    ),
    ...row(
      'kept',
      why(kept, 'by hand'),
      l10n.t('1 person is not in this plan and stays on it: added on the calendar by hand'),
      (told) =>
        l10n.t('{count} people are not in this plan and stay on it: added on the calendar by hand', told),
    ),
  ];
}
