import * as l10n from '@vscode/l10n';
import type { GraphToken } from '../../calendar/index.ts';

/** Who would sign in to the calendar, or what is missing for anybody to. */
export type Identity =
  | {
      readonly kind: 'ready';
      readonly token: GraphToken;
      readonly baseUrl: string;
      /** The signed-in person's address; absent for applications and given tokens. */
      readonly account?: string;
    }
  | { readonly kind: 'not configured' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'invalid'; readonly message: string };

/** @returns how surfaces name an identity; never contains a secret */
export function describeIdentity(identity: Identity, sandbox: boolean): string {
  if (sandbox) return l10n.t('Sandbox calendar');
  switch (identity.kind) {
    case 'ready':
      return identity.token.description;
    case 'not configured':
      return l10n.t('not configured yet');
    case 'declined':
      return l10n.t('Microsoft account, asked for when you send');
    case 'invalid':
      return identity.message;
  }
}
