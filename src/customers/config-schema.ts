import * as z from 'zod';
import { objectSchema, publishedSchema, type JsonSchema } from '../metadata/index.ts';

const text = (what: string) => z.string({ error: `must be ${what} in double quotes` }).optional();

/** One customer's entry in `customer_mappings`. Unknown keys belong to other programs. */
export const CustomerEntry = z.looseObject(
  {
    customer_code: text('a text').describe('The entry’s own code again; its key counts.'),
    customer_name: text('a name').describe(
      'Friendly name: shown, and looked up for metadata that names customers without codes.',
    ),
    region: text('an AWS region').describe('AWS region of the customer’s contact list.'),
    ses_role_arn: text("a role's ARN").describe('Role that may read the contact list.'),
    aws_profile: text('the name of an AWS profile').describe(
      'Local AWS profile to ask with, or to assume the role from.',
    ),
    contact_list_name: text('the name of a contact list').describe(
      'The contact list to ask; else the account’s only one.',
    ),
    aws_account_id: z
      .union([z.string(), z.number()], { error: 'must be 12 digits in double quotes' })
      .optional()
      .describe('12 digits: credentials of any other account are refused.'),
    restricted_recipients: z
      .array(z.string({ error: 'must be an address in double quotes' }), {
        error: 'must be a list of addresses',
      })
      .optional()
      .describe('If not empty, only these addresses of the customer are invited.'),
  },
  { error: 'must be an object in curly brackets' },
);

export type CustomerEntry = z.output<typeof CustomerEntry>;

/** config.json. The customers' entries are read one by one, so that one that is wrong stays alone with it. */
export const ConfigDocument = z.looseObject(
  {
    aws_region: text('an AWS region').describe('Region where a customer names none.'),
    customer_mappings: z
      .looseObject({}, { error: 'must be an object in curly brackets' })
      .optional()
      .describe('The customers, by code: letters, digits and hyphens.'),
    email_config: z
      .looseObject(
        { meeting_organizer: text('an address').describe('Mailbox that invites, where no sender is named.') },
        { error: 'must be an object in curly brackets' },
      )
      .optional()
      .describe('Mail settings.'),
  },
  { error: 'must be an object in curly brackets' },
);

/** The JSON Schema of a config.json, from the very schemas that read it. */
export function configSchema(): JsonSchema {
  const schema = publishedSchema([ConfigDocument], {
    title: 'Customers of Customer Meetings',
    description: 'Whom the customer codes of a meeting stand for, and how their contact lists are asked.',
  });
  const properties = schema.properties as Readonly<Record<string, JsonSchema>>;
  const customer_mappings = {
    ...properties.customer_mappings,
    additionalProperties: objectSchema(CustomerEntry),
  };
  return { ...schema, properties: { ...properties, customer_mappings } };
}
