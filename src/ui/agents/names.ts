/** The tools of this extension for language models, as package.json declares them. None of them writes anything. */
export const TOOL_NAMES = [
  'customer-meetings_list_meetings',
  'customer-meetings_validate_meeting',
  'customer-meetings_check_accounts',
  'customer-meetings_preview_meeting',
] as const;
