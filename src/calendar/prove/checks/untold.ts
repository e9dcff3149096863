import { cannotBeTold, type ProofCheck } from '../check.ts';

const untold = (
  code: string,
  assumption: string,
  why: string,
  meaning: string,
  source: string,
): ProofCheck => ({ code, assumption, meaning, source, run: () => Promise.resolve(cannotBeTold(why)) });

/** What sending rests on as well and what cannot be tried without people, a second calendar or somebody at Outlook. */
export const UNTOLD: readonly ProofCheck[] = [
  untold(
    'MovedKeepsId',
    'An event that is moved to another calendar of the mailbox keeps its id.',
    'Graph offers no call that moves an event',
    'A meeting that was dragged to another calendar is not found by its key; a send asks (KnownMeetingGone).',
    'Microsoft Graph docs: immutable identifiers; event, methods (none moves)',
  ),
  untold(
    'AddressesKept',
    'Attendees come back under the addresses that were sent.',
    'nobody is invited',
    'What the calendar answered is remembered with the event, so that an alias is the same person.',
    'Documented nowhere; seen otherwise: microsoft-graph-docs issue 13898',
  ),
  untold(
    'OneNameOfMailbox',
    'The mailbox is the same under each of its addresses.',
    'no other address of it is known here',
    'Two runs that name it differently at the same moment are kept apart by the search alone. Write the sender in one way.',
    'Microsoft Graph docs: users/{id or userPrincipalName}',
  ),
  untold(
    'OnlyChangedAreTold',
    'A change of attendees alone is told only to those who are added or removed.',
    'nobody is invited',
    'Everybody gets an update when somebody is added. Send a test to two mailboxes of your own and add a third.',
    'Microsoft Graph docs: update event',
  ),
  untold(
    'HiddenFromOutside',
    'Attendees outside the organization do not see each other where they are hidden.',
    'nobody is invited',
    'Customers would see each other. Try it once with two addresses of your own at other providers.',
    'Microsoft Graph docs: event, hideAttendees; nothing is said of other providers',
  ),
];
