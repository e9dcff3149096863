/** Said on every table cell as well: Outlook's cells do not take over the font of what they stand in. */
export const FONT = 'font-family:Segoe UI,Arial,sans-serif;font-size:11pt';
