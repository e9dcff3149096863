import { homedir } from 'node:os';
import * as vscode from 'vscode';
import * as z from 'zod';

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };

/** A number of seconds, or what the command line's flags take: `500ms`, `10s`, `2m`. */
const Seconds = z.union([
  z.number().positive(),
  z
    .string()
    .regex(/^\d+(\.\d+)?(ms|s|m)$/)
    .transform((text) => parseFloat(text) * (UNITS[text.replace(/^[\d.]+/, '')] ?? 1)),
]);

/** `customerMeetings.*` as the person set it; a value of the wrong type falls back to its default. */
const SettingsSchema = z.object({
  topicName: z.string().trim().min(1).catch('aws-calendar'),
  senderEmail: z.string().trim().catch(''),
  configFile: z.string().trim().catch(''),
  baseProfile: z.string().trim().catch(''),
  defaultTimeZone: z.string().trim().min(1).catch('America/New_York'),
  hideAttendees: z.enum(['auto', 'always', 'never']).catch('auto'),
  updateMetadata: z.boolean().catch(false),
  /** Minutes. */
  maxAnswerAge: z.number().min(0).catch(15),
  limits: z.object({
    maxCustomerConcurrency: z.number().int().min(0).max(256).catch(0),
    requestsPerSecond: z.number().min(0).catch(0),
    totalRequestsPerSecond: z.number().min(0).catch(0),
    requestTimeout: Seconds.catch(10),
    customerTimeout: Seconds.catch(60),
    maxAttempts: z.number().int().min(1).max(10).catch(3),
  }),
  graph: z.object({
    clientId: z.string().trim().catch(''),
    tenantId: z.string().trim().catch(''),
    cloud: z.enum(['global', 'usGovernment', 'usGovernmentDoD', 'china']).catch('global'),
  }),
  sendHistory: z.object({ keepAddresses: z.boolean().catch(false) }),
});

/** Settings, parsed. Times of `limits` are seconds, as people write them. */
export type Settings = z.infer<typeof SettingsSchema>;

/**
 * @param scope the meeting's file, so that a folder's own settings apply to its files
 * @returns the settings in force for that file
 */
export function readSettings(scope: vscode.Uri | undefined): Settings {
  const section = vscode.workspace.getConfiguration('customerMeetings', scope ?? null);
  return SettingsSchema.parse({
    topicName: section.get('topicName'),
    senderEmail: section.get('senderEmail'),
    configFile: expandHome(section.get('configFile')),
    baseProfile: section.get('baseProfile'),
    defaultTimeZone: section.get('defaultTimeZone'),
    hideAttendees: section.get('hideAttendees'),
    updateMetadata: section.get('updateMetadata'),
    maxAnswerAge: section.get('maxAnswerAge'),
    limits: {
      maxCustomerConcurrency: section.get('limits.maxCustomerConcurrency'),
      requestsPerSecond: section.get('limits.requestsPerSecond'),
      totalRequestsPerSecond: section.get('limits.totalRequestsPerSecond'),
      requestTimeout: section.get('limits.requestTimeout'),
      customerTimeout: section.get('limits.customerTimeout'),
      maxAttempts: section.get('limits.maxAttempts'),
    },
    graph: {
      clientId: section.get('graph.clientId'),
      tenantId: section.get('graph.tenantId'),
      cloud: section.get('graph.cloud'),
    },
    sendHistory: { keepAddresses: section.get('sendHistory.keepAddresses') },
  });
}

/** `~/…` means the home directory to people, but to no file system call. */
function expandHome(path: unknown): unknown {
  return typeof path === 'string' && /^~[/\\]/.test(path) ? homedir() + path.slice(1) : path;
}
