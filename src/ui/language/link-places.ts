import type { Node } from 'jsonc-parser';

/** A web address in a metadata text and what it leads to. Offsets in UTF-16 units, without the quotes. */
export interface LinkPlace {
  readonly kind: 'meeting' | 'ticket' | 'attachment';
  readonly url: string;
  readonly offset: number;
  readonly length: number;
}

/** Fields that may hold an address, without regard to case and `_`. */
const FIELDS: Readonly<Record<string, LinkPlace['kind']>> = {
  joinurl: 'meeting',
  weblink: 'meeting',
  meetinglocation: 'meeting',
  location: 'meeting',
  snowticket: 'ticket',
  jiraticket: 'ticket',
  servicenow: 'ticket',
  snow: 'ticket',
  jira: 'ticket',
  url: 'attachment',
  attachments: 'attachment',
};

/** The addresses in a metadata text that stand alone in such a field. Only the web's: nothing else is opened by a press. */
export function linksIn(root: Node): readonly LinkPlace[] {
  const found: LinkPlace[] = [];
  const visit = (node: Node, kind: LinkPlace['kind'] | undefined): void => {
    if (node.type === 'string' && kind !== undefined) {
      const text = String(node.value);
      const url = webAddress(text);
      if (url !== undefined) found.push({ kind, url, offset: node.offset + 1, length: node.length - 2 });
      return;
    }
    for (const child of node.children ?? []) {
      if (child.type !== 'property') {
        visit(child, node.type === 'array' ? kind : undefined);
        continue;
      }
      const [key, value] = child.children ?? [];
      if (key !== undefined && value !== undefined) {
        visit(value, FIELDS[String(key.value).toLowerCase().replaceAll('_', '')]);
      }
    }
  };
  visit(root, undefined);
  return found;
}

function webAddress(text: string): string | undefined {
  if (!/^https?:\/\/[^\s<>"]+$/i.test(text.trim())) return undefined;
  return URL.canParse(text.trim()) ? text.trim() : undefined;
}
