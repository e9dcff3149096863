/** How a node looks and reads, decided without the editor so that it can be tested without one. */
export interface TreeNode {
  /** Stable across refreshes: expansion and selection hang on it. */
  readonly id: string;
  readonly kind: 'meeting' | 'problem' | 'customer' | 'manual' | 'address';
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
  /** The meeting's file, and where in it a press should lead. */
  readonly uri: string;
  readonly position?: { readonly line: number; readonly column: number };
  readonly customerCode?: string;
  /** For `Copy Addresses`. */
  readonly addresses: readonly string[];
}

/** A codicon and, where colour helps, a theme colour; never colour alone. */
export interface NodeIcon {
  readonly name: string;
  readonly color?: string;
}
