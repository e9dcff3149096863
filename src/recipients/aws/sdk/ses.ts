// What is used of SES, by name: a whole package loaded at run time would keep its hundred other operations in the bundle.
export {
  GetContactListCommand,
  ListContactListsCommand,
  ListContactsCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
