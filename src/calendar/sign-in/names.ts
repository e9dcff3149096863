/** What a person calls the three things an application signs in with: variables, or settings of the editor. */
export interface SignInNames {
  readonly tenant: string;
  readonly client: string;
  readonly secret: string;
}

/** Where the command line, and the editor started with the same variables, has them from. */
export const VARIABLES: SignInNames = {
  tenant: 'AZURE_TENANT_ID',
  client: 'AZURE_CLIENT_ID',
  secret: 'AZURE_CLIENT_SECRET',
};

/** Where the editor has them from; its secret is in VS Code's secret storage. */
export const SETTINGS: SignInNames = {
  tenant: 'the setting customerMeetings.graph.tenantId',
  client: 'the setting customerMeetings.graph.clientId',
  secret: 'the client secret (command "Store Client Secret…")',
};
