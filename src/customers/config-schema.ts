import * as z from 'zod';

const text = (what: string) => z.string({ error: `must be ${what} in double quotes` }).optional();

/** One customer's entry in `customer_mappings`. Unknown keys belong to other programs. */
export const CustomerEntry = z.looseObject(
  {
    customer_code: text('a text'),
    customer_name: text('a name'),
    region: text('an AWS region'),
    ses_role_arn: text("a role's ARN"),
    aws_profile: text('the name of an AWS profile'),
    contact_list_name: text('the name of a contact list'),
    aws_account_id: z
      .union([z.string(), z.number()], { error: 'must be 12 digits in double quotes' })
      .optional(),
    restricted_recipients: z
      .array(z.string({ error: 'must be an address in double quotes' }), {
        error: 'must be a list of addresses',
      })
      .optional(),
  },
  { error: 'must be an object in curly brackets' },
);

export type CustomerEntry = z.output<typeof CustomerEntry>;

/** config.json. The customers' entries are read one by one, so that one that is wrong stays alone with it. */
export const ConfigDocument = z.looseObject(
  {
    aws_region: text('an AWS region'),
    customer_mappings: z.looseObject({}, { error: 'must be an object in curly brackets' }).optional(),
    email_config: z
      .looseObject(
        { meeting_organizer: text('an address') },
        { error: 'must be an object in curly brackets' },
      )
      .optional(),
  },
  { error: 'must be an object in curly brackets' },
);
