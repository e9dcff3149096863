import type { SignIn } from '../../recipients/index.ts';

/** How a node looks and reads, decided without the editor so that it can be tested without one. */
export interface TreeNode {
  /** Stable across refreshes: expansion and selection hang on it. */
  readonly id: string;
  readonly kind: 'meeting' | 'access' | 'problem' | 'cause' | 'group' | 'customer' | 'manual' | 'address';
  readonly label: string;
  readonly description: string;
  readonly icon: NodeIcon;
  /** Words for menus to match, e.g. `customer failed retryable`. */
  readonly contextValue: string;
  /** What a screen reader says: everything that icon and colour say to others. */
  readonly spoken: string;
  /** Lines of plain text; the first is the heading. */
  readonly tooltip: readonly string[];
  readonly collapsed: 'none' | 'collapsed' | 'expanded';
  /** The file it is about (a meeting's, or config.json where access was checked), and where in it a press should lead. */
  readonly uri: string;
  readonly position?: { readonly line: number; readonly column: number };
  readonly customerCode?: string;
  /** For `Copy Addresses`. */
  readonly addresses: readonly string[];
  /** What went wrong, for the actions that remedy it. */
  readonly failure?: NodeFailure;
  readonly contactList?: NodeContactList;
}

/** A codicon and, where colour helps, a theme colour; never colour alone. */
export interface NodeIcon {
  readonly name: string;
  readonly color?: string;
}

/** One customer's failure, or one that several share. */
export interface NodeFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly requestId?: string;
  readonly signIn?: SignIn;
  /** Whom it concerns. */
  readonly customerCodes: readonly string[];
}

/** Where the AWS console shows a customer's contact list. */
export interface NodeContactList {
  readonly name: string;
  readonly region: string;
  readonly accountId?: string;
}
