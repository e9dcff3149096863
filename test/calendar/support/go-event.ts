import type { InvitePlan } from '../../../src/invite/index.ts';

/** An event as the Go tool makes it: no property and no transaction id of ours, everybody required. */
export function goEvent(
  plan: InvitePlan,
  more: { readonly attendees?: readonly string[]; readonly tickets?: string } & Record<string, unknown> = {},
): Record<string, unknown> {
  const { attendees = ['a@hts.example', 'old@hts.example'], tickets = 'CHG0042', ...fields } = more;
  const { subject, start, end } = plan;
  return {
    subject,
    start: { dateTime: start.dateTime, timeZone: start.timeZone },
    end: { dateTime: end.dateTime, timeZone: end.timeZone },
    location: { displayName: 'Microsoft Teams Meeting' },
    attendees: attendees.map((address) => ({ emailAddress: { address, name: address }, type: 'required' })),
    hideAttendees: false,
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    body: {
      contentType: 'html',
      content: `<h2>🔄 Change Implementation Meeting</h2><p><strong>Change Title:</strong> Database move</p><h3>🎫 Related Tickets</h3><p>ServiceNow: ${tickets}</p>`,
    },
    ...fields,
  };
}

/** The plan with tickets, which the Go tool writes into its text. */
export function ticketed(plan: InvitePlan, serviceNow = 'CHG0042'): InvitePlan {
  const { meeting } = plan;
  return { ...plan, meeting: { ...meeting, details: { ...meeting.details, serviceNow } } };
}
