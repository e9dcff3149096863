import * as z from 'zod';

const application = z.strictObject({
  clientId: z.string(),
  /** Whether an administrator has granted it calendars. */
  consent: z.boolean().default(true),
  /** Whether it may sign people in without a secret ("Allow public client flows"). */
  publicClient: z.boolean().default(true),
  secrets: z
    .array(z.strictObject({ value: z.string().min(1), expired: z.boolean().default(false) }))
    .default([]),
});

const directorySchema = z.strictObject({
  tenantId: z.string(),
  applications: z.array(application),
  /** Who enters device codes. */
  account: z.string().default('cloud-team@meetings.example'),
  /** Seconds a token is good for. */
  tokenLifetimeS: z.number().positive().default(3600),
  /** Seconds a device code is good for. */
  codeLifetimeS: z.number().positive().default(900),
  /** Seconds between two looks whether the person has signed in. */
  codeIntervalS: z.number().positive().default(5),
});

/** One organization as Microsoft Entra knows it: its tenant and its app registrations. */
export type Directory = z.output<typeof directorySchema>;

/** A directory as a person writes it, with the defaults left out. */
export type DirectoryInput = z.input<typeof directorySchema>;

/** An app registration. */
export type RegisteredApplication = Directory['applications'][number];

/** Checks a directory and fills in the defaults. Throws zod's error for what is none. */
export function parseDirectory(input: DirectoryInput): Directory {
  return directorySchema.parse(input);
}
