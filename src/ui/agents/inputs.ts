import * as z from 'zod';

const file = z
  .string()
  .min(1)
  .describe(
    'The metadata file: its path relative to a workspace folder, as list_meetings gives it, or absolute within the workspace.',
  );

/** What each tool takes. package.json has the same as JSON schemas, which a test makes anew from these. */
export const TOOL_INPUTS = {
  'customer-meetings_list_meetings': z.strictObject({}),
  'customer-meetings_validate_meeting': z.strictObject({ file }),
  'customer-meetings_check_accounts': z.strictObject({
    configFile: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The config.json whose customers are checked, relative to a workspace folder. Leave it out when the workspace has one.',
      ),
  }),
  'customer-meetings_preview_meeting': z.strictObject({ file }),
} as const;

export type ToolName = keyof typeof TOOL_INPUTS;

/** A tool's input, parsed. */
export type ToolInput<N extends ToolName> = z.infer<(typeof TOOL_INPUTS)[N]>;

/** @returns a tool's input as a JSON schema, as package.json wants it */
export function inputSchemaOf(name: ToolName): unknown {
  const schema = z.toJSONSchema(TOOL_INPUTS[name]);
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

/**
 * A model's input, checked.
 * @throws Error with a sentence for the model
 */
export function parseToolInput<N extends ToolName>(name: N, input: unknown): ToolInput<N> {
  const parsed = TOOL_INPUTS[name].safeParse(input ?? {});
  if (parsed.success) return parsed.data as ToolInput<N>;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  throw new Error(
    `The input of ${name} is not valid: ${wrong.join('; ')}. Correct it and call the tool again.`,
  );
}
