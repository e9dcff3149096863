import type { Told } from '../failure.ts';
import type { SignInNames } from './names.ts';

/**
 * Microsoft Entra's sign-in errors by their number, told for a person (Microsoft Entra docs: error codes; the national
 * clouds answer with the same).
 * @param code `AADSTS…`
 * @param names what the person has to look at
 * @returns `undefined` for a number that is not known here
 */
export function tellAadsts(code: string, names: SignInNames): Told | undefined {
  const table = aadstsTable(names);
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** All of them, by number. */
export function aadstsTable(names: SignInNames): Readonly<Record<string, Told>> {
  return {
    AADSTS65001: [
      'Nobody has consented yet to this application using calendars.',
      'Ask an administrator to grant consent for Calendars.ReadWrite, then sign in again.',
    ],
    AADSTS65002: [
      "This application is one of Microsoft's own and cannot be given calendars.",
      `Set ${names.client} to the application (client) ID of an app registration of your organization.`,
    ],
    AADSTS65004: [
      'The consent to use calendars was declined.',
      'Sign in again and accept, or ask an administrator to grant consent for Calendars.ReadWrite.',
    ],
    AADSTS90094: [
      'Only an administrator of your organization can consent to this application using calendars.',
      'Ask an administrator to grant consent for Calendars.ReadWrite, then sign in again.',
    ],
    AADSTS50011: [
      'The app registration lacks the redirect URI of this program.',
      'Add the redirect URI under "Mobile and desktop applications" of the app registration.',
    ],
    AADSTS700016: [
      'The application is not known in this tenant.',
      `Check the application (client) ID (${names.client}) and the tenant (${names.tenant}).`,
    ],
    AADSTS700038: [
      'The application (client) ID is not one.',
      `Set ${names.client} to the application (client) ID of the app registration.`,
    ],
    AADSTS90002: [
      'The tenant does not exist in this cloud.',
      `Check the tenant (${names.tenant}) and the cloud (GRAPH_BASE_URL).`,
    ],
    AADSTS900023: ['The tenant ID is not one.', `Set ${names.tenant} to the directory (tenant) ID.`],
    AADSTS900382: [
      'The application belongs to another cloud than the one it signs in to.',
      'Check the cloud (GRAPH_BASE_URL).',
    ],
    AADSTS7000215: [
      'The client secret is wrong.',
      `Set ${names.secret} to the value of a secret of the application (not to the secret's ID).`,
    ],
    AADSTS7000222: [
      'The client secret has expired.',
      `Create a new secret for the application and set ${names.secret} to its value.`,
    ],
    AADSTS7000218: [
      'The app registration does not allow signing in without a secret: it is not a public client.',
      'Turn on "Allow public client flows" under Authentication of the app registration.',
    ],
    AADSTS70016: ['Nobody has signed in with the code yet.', 'Run again and enter the new code.'],
    AADSTS70019: ['The code ran out before anybody signed in with it.', 'Run again and enter the new code.'],
    AADSTS70020: ['The code ran out before anybody signed in with it.', 'Run again and enter the new code.'],
    AADSTS50076: [
      'Your organization asks for a second factor.',
      'Sign in again and confirm it; if this goes on, ask an administrator about Conditional Access.',
    ],
    AADSTS50105: [
      'This account is not assigned to the application.',
      'Ask an administrator to assign you to it under Enterprise applications.',
    ],
    AADSTS53003: [
      "Your organization's Conditional Access does not allow this sign-in.",
      'Ask an administrator which device, network or way of signing in is allowed.',
    ],
    AADSTS500113: [
      'The app registration has no redirect URI.',
      'Add the redirect URIs under "Mobile and desktop applications" of the app registration.',
    ],
  };
}
