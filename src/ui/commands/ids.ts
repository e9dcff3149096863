/** Every command of the extension, as package.json declares them; a test compares the two. */
export const COMMAND_IDS = [
  'customerMeetings.queryRecipients',
  'customerMeetings.previewInvite',
  'customerMeetings.sendInvite',
  'customerMeetings.cancelQuery',
  'customerMeetings.retryFailedCustomers',
  'customerMeetings.saveAsICalendarFile',
  'customerMeetings.openSampleWorkspace',
  'customerMeetings.showLog',
  'customerMeetings.copyAddresses',
  'customerMeetings.sendTestToMyself',
  'customerMeetings.cancelMeeting',
  'customerMeetings.checkCalendarAccess',
  'customerMeetings.switchAccount',
  'customerMeetings.signOut',
  'customerMeetings.storeClientSecret',
  'customerMeetings.forgetClientSecret',
  'customerMeetings.showSendHistory',
  'customerMeetings.leaveOut',
  'customerMeetings.inviteAgain',
  'customerMeetings.takeOff',
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];
